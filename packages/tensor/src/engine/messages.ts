import type { Dtype, HostArray } from '../graph/dtype.ts'
import type { Shape } from '../graph/shape.ts'
import type { RandomFill, RandomKey } from '../graph/value.ts'
import type { Update } from './fusion/fuse.ts'

export interface Slot {
  name: string
  dtype: Dtype
  shape: Shape
}

/** An input of a run: a cell's id, elements, or a stream of random numbers. */
export type Feed = number | HostArray | { fill: RandomFill; key: RandomKey }

/** What the worker keeps of a graph: the model, and what is updated in place when it has run. */
export interface ProgramSource {
  /** Missing where updates are all there is to do. */
  model: Uint8Array<ArrayBuffer> | undefined
  inputs: Slot[]
  /** The last of them, those that a run names no destination for, are only for updates. */
  outputs: Slot[]
  extras: Slot[]
  /** Cells whose present content becomes part of the model. */
  frozen: (Slot & { cell: number })[]
  updates: readonly Update[]
}

export interface RunRequest {
  feeds: Feed[]
  extras: Feed[]
  /** The cell to write each output to, or 0 to send the elements back. */
  outputs: number[]
  /** Whether what is sent back may lie in memory that is to be given back (see loans.ts). */
  mayLend: boolean
}

/** What the engine tells its worker. Messages are carried out one after the other. */
export type Request =
  | ({ kind: 'load'; program: number } & ProgramSource)
  | ({ kind: 'run'; run: number; program: number } & RunRequest)
  | { kind: 'put'; run: number; cell: number; dtype: Dtype; shape: Shape; feed: Feed }
  /** Sends what cells hold back. */
  | { kind: 'copy'; run: number; cells: number[] }
  /** Memory that was lent, for results to come. */
  | { kind: 'takeBack'; memory: readonly SharedArrayBuffer[] }
  | { kind: 'unload'; program: number }
  | { kind: 'drop'; cell: number }
  | { kind: 'end' }

/**
 * Where a run's time went, in microseconds: in ONNX Runtime and in updates (those of the run before, where they come
 * after the answer), and around them.
 */
export interface Timing {
  computing: number
  around: number
  /** Whether it was run on the thread that asked (see near.ts). */
  isNear?: boolean
}

/** What came of a run. */
export interface Outcome {
  results: HostArray[]
  timing: Timing
}

/** What the worker answers to everything that has a `run`. */
export type Reply = ({ run: number } & Outcome) | { run: number; error: string }

export interface WorkerSettings {
  threads: number
}
