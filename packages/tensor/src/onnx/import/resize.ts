import { constantTensor } from '../../functions/creation.ts'
import { linearAlong } from '../../functions/linear-along.ts'
import { normalizeDim } from '../../graph/shape.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { indexSelect } from '../../ops/index-select.ts'
import type { OperatorCall, Operators } from './call.ts'

interface Along {
  size: number
  count: number
  /** Output over input, as the model says it, which rounding may keep from count / size. */
  scale: number
}

/** Where in the input element `i` of the output lies (ONNX's coordinate_transformation_mode). */
function coordinate(call: OperatorCall, mode: string, i: number, { size, count, scale }: Along): number {
  switch (mode) {
    case 'half_pixel':
      return (i + 0.5) / scale - 0.5
    case 'pytorch_half_pixel':
      return count > 1 ? (i + 0.5) / scale - 0.5 : 0
    case 'half_pixel_symmetric': {
      const adjustment = count / (size * scale)
      return size / 2 - (size / 2) * adjustment + (i + 0.5) / scale - 0.5
    }
    case 'align_corners':
      return count === 1 ? 0 : (i * (size - 1)) / (count - 1)
    case 'asymmetric':
      return i / scale
    default:
      throw call.error(`has coordinates in mode ${mode}`)
  }
}

function nearestOf(call: OperatorCall, mode: string, at: number): number {
  if (mode === 'floor') return Math.floor(at)
  if (mode === 'ceil') return Math.ceil(at)
  if (mode === 'round_prefer_floor') return Math.ceil(at - 0.5)
  if (mode === 'round_prefer_ceil') return Math.floor(at + 0.5)
  throw call.error(`rounds in mode ${mode}`)
}

/** Weights of the two or four neighbours of a place, from the first one on. */
function weightsAt(mode: string, at: number, a: number): { first: number; weights: number[] } {
  const below = Math.floor(at)
  const t = at - below
  if (mode === 'linear') return { first: below, weights: [1 - t, t] }
  const inner = (x: number) => (a + 2) * x ** 3 - (a + 3) * x ** 2 + 1
  const outer = (x: number) => a * x ** 3 - 5 * a * x ** 2 + 8 * a * x - 4 * a
  return { first: below - 1, weights: [outer(1 + t), inner(t), inner(1 - t), outer(2 - t)] }
}

function along(call: OperatorCall, x: Tensor, dim: number, sizes: Along): Tensor {
  const mode = call.text('mode', 'nearest')
  const coordinates = call.text(
    'coordinate_transformation_mode',
    call.opset < 11 ? 'asymmetric' : 'half_pixel',
  )
  const rounding = call.text('nearest_mode', call.opset < 11 ? 'floor' : 'round_prefer_floor')
  const { size, count } = sizes
  const inside = (i: number) => Math.min(Math.max(i, 0), size - 1)
  const places = Array.from({ length: count }, (_, i) => coordinate(call, coordinates, i, sizes))
  if (mode === 'nearest') {
    const index = places.map((at) => inside(nearestOf(call, rounding, at)))
    return indexSelect(x, dim, constantTensor(index, [count], 'int64'))
  }
  if (mode !== 'linear' && mode !== 'cubic') throw call.error(`interpolates in mode ${mode}`)
  const matrix = new Float64Array(count * size)
  for (const [i, at] of places.entries()) {
    const { first, weights } = weightsAt(
      mode,
      mode === 'linear' ? Math.min(Math.max(at, 0), size - 1) : at,
      call.float('cubic_coeff_a', -0.75),
    )
    for (const [j, weight] of weights.entries()) matrix[i * size + inside(first + j)]! += weight
  }
  return linearAlong(x, dim, constantTensor(matrix, [count, size], x.dtype))
}

function resize(call: OperatorCall): Tensor {
  let x = call.tensor(0)
  call.require('antialias', 0)
  call.require('exclude_outside', 0)
  call.require('keep_aspect_ratio_policy', 'stretch')
  const axes = call.list('axes')?.map((axis) => normalizeDim(axis, x.ndim)) ?? x.shape.map((_, dim) => dim)
  // X, then the region of interest, scales and sizes; before operator set 11 only scales, before 9 an attribute.
  const scaleInput = call.type === 'Upsample' || call.opset < 11 ? 1 : 2
  const read = (i: number) => (call.has(i) && call.operand(i).shape[0] !== 0 ? call.ints(i) : undefined)
  const sizes = scaleInput === 2 ? read(3) : undefined
  const scales = sizes ? undefined : (call.floats('scales') ?? read(scaleInput))
  if (!sizes && !scales) throw call.error('has neither scales nor sizes')
  for (const [i, dim] of axes.entries()) {
    const size = x.shape[dim]!
    const count = sizes ? sizes[i]! : Math.floor(size * scales![i]!)
    const scale = sizes ? count / size : scales![i]!
    if (count !== size || scale !== 1) x = along(call, x, dim, { size, count, scale })
  }
  return x
}

export const resizing: Operators = { Resize: resize, Upsample: resize }
