import type { Cell } from './cell.ts'
import type { Value } from './value.ts'

/** What a step function did while it was being traced, besides returning tensors. */
export interface Trace {
  /** The last value assigned to each variable. */
  readonly assigned: Map<Cell, Value>
  /** Streams of random numbers used so far. */
  randoms: number
  /** Whether the settings that it looked at are still as they were; when one is not, the step is traced again. */
  readonly assumptions: (() => boolean)[]
}

let current: Trace | undefined

export const currentTrace = (): Trace | undefined => current

/** Reads a setting that is no argument of a step but shapes its graph, such as a module's mode. */
export function assume<T>(read: () => T): T {
  const value = read()
  current?.assumptions.push(() => read() === value)
  return value
}

/** Runs a step function once, with placeholders for arguments, to learn its graph. */
export function trace<T>(step: () => T): { result: T; trace: Trace } {
  const before = current
  const own: Trace = { assigned: new Map(), randoms: 0, assumptions: [] }
  current = own
  try {
    return { result: step(), trace: own }
  } finally {
    current = before
  }
}
