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

/** Writes asked for outside of a compiled step; the engine does them, in order, before its next run. */
export const pendingWrites: { cell: Cell; version: number; value: Value }[] = []

export function writeLater(cell: Cell, value: Value): void {
  pendingWrites.push({ cell, version: ++cell.version, value })
}
