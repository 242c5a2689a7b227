import { constantFill } from './constant-fill.ts'
import type { TensorType, Value } from './value.ts'

/**
 * A place in an engine's worker that holds one tensor between runs. Only its type is known here; the elements
 * never leave the worker unless they are read.
 */
export interface Cell extends TensorType {
  readonly id: number
  /** Counts the writes asked for. */
  version: number
  /** The version that runs handed to the worker from now on will find. */
  stored: number
  /** The engine whose worker holds it, from the first write on. */
  engine?: object
}

let cells = 0

export function newCell({ dtype, shape }: TensorType): Cell {
  return { id: ++cells, dtype, shape, version: 0, stored: 0 }
}

/** One write that was asked for: what a cell is to hold, as which version. */
export interface Write {
  readonly cell: Cell
  readonly version: number
  readonly value: Value
}

/**
 * Writes asked for outside of a compiled step; the engine does them, in order, before its next run. Those in one
 * list are done at once, so that none sees another's result.
 */
export const pendingWrites: Write[][] = []

export function writeLater(writes: readonly { readonly cell: Cell; readonly value: Value }[]): void {
  const versioned = writes.map(({ cell, value }) => ({ cell, version: ++cell.version, value }))
  // Data need no session and see nothing: they follow what has to be computed.
  const isPlain = ({ value }: Write) =>
    !value.held &&
    (value.source.kind === 'data' || value.source.kind === 'random' || constantFill(value) !== undefined)
  const computed = versioned.filter((write) => !isPlain(write))
  if (computed.length > 0) pendingWrites.push(computed)
  pendingWrites.push(...versioned.filter(isPlain).map((write) => [write]))
}
