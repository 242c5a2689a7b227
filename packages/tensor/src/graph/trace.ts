import type { Cell } from './cell.ts'
import type { Value } from './value.ts'

/** What a step function did while it was being traced, besides returning tensors. */
export interface Trace {
  /** The last value assigned to each variable. */
  readonly assigned: Map<Cell, Value>
  /** Streams of random numbers used so far. */
  randoms: number
}

let current: Trace | undefined

export const currentTrace = (): Trace | undefined => current

/** Runs a step function once, with placeholders for arguments, to learn its graph. */
export function trace<T>(step: () => T): { result: T; trace: Trace } {
  const before = current
  const own: Trace = { assigned: new Map(), randoms: 0 }
  current = own
  try {
    return { result: step(), trace: own }
  } finally {
    current = before
  }
}
