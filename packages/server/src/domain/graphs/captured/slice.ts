import { Fault } from '../../../fault.ts'

/** One axis of a slice: a range, or one place (which drops the axis). */
export type AxisSlice = { start: number; stop: number; step: number } | { at: number }

/**
 * Reads `0, :, 1:10:2`: pieces with commas between; empty or `:` is everything, an integer one place (negative from
 * the end), `start:stop[:step]` a range. Fewer pieces than axes are fine.
 *
 * @throws Fault `validation_failed` (400 on the studio) for what is no slice or does not fit the shape
 */
export function parseSlice(text: string, shape: readonly number[]): AxisSlice[] {
  const pieces = text.trim() === '' ? [] : text.split(',').map((piece) => piece.trim())
  const parsed = pieces.map(parsePiece)
  if (parsed.length > shape.length) {
    throw sliceFault(`slice failed: too many indices for a tensor of ${shape.length} dimensions`)
  }
  return shape.map((size, axis) => {
    const piece = parsed[axis]
    if (piece === undefined || piece === 'all') return { start: 0, stop: size, step: 1 }
    if ('at' in piece) {
      if (piece.at < -size || piece.at >= size) {
        throw sliceFault(
          `slice failed: index ${piece.at} is out of bounds for dimension ${axis} of size ${size}`,
        )
      }
      return { at: piece.at < 0 ? piece.at + size : piece.at }
    }
    const bound = (value: number | undefined, otherwise: number) =>
      value === undefined ? otherwise : Math.min(Math.max(value < 0 ? value + size : value, 0), size)
    const start = bound(piece.start, 0)
    return { start, stop: Math.max(bound(piece.stop, size), start), step: piece.step ?? 1 }
  })
}

/** The shape of what a slice leaves. */
export const slicedShape = (slices: readonly AxisSlice[]) =>
  slices.flatMap((slice) =>
    'at' in slice ? [] : [Math.max(0, Math.ceil((slice.stop - slice.start) / slice.step))],
  )

type Piece = 'all' | { at: number } | { start?: number; stop?: number; step?: number }

function parsePiece(piece: string): Piece {
  if (piece === '' || piece === ':') return 'all'
  const bad = () => sliceFault(`invalid slice: bad slice piece: '${piece}'`)
  const integer = (text: string) => {
    if (!/^[+-]?\d+$/.test(text)) throw bad()
    return Number(text)
  }
  const parts = piece.split(':').map((part) => part.trim())
  if (parts.length === 1) return { at: integer(piece) }
  if (parts.length > 3) throw bad()
  const [start, stop, step] = parts.map((part) => (part === '' ? undefined : integer(part)))
  if (step !== undefined && step <= 0) throw sliceFault('slice failed: slice step must be positive')
  return {
    ...(start !== undefined && { start }),
    ...(stop !== undefined && { stop }),
    ...(step !== undefined && { step }),
  }
}

const sliceFault = (message: string) => new Fault('invalid_request', message, { field: 'slice' })
