import type { RunOrigin } from '../../../db/tables/graphs.ts'
import type { Graph } from '../graph.ts'

/** A graph and how it is to be run: what a client sends, what a run keeps of it. */
export interface RunRequest {
  graph: Graph
  /** The client's own id for the run, unique to it; made up when it gives none. */
  runId?: string
  /** What the client calls the graph: its weights are kept under it. */
  graphId?: string
  origin?: RunOrigin
  recordOutputs?: boolean
  changed?: readonly string[]
  errorMode?: 'fail_fast' | 'continue' | 'retry'
  maxRetries?: number
  isVerbose?: boolean
  keepsWeights?: boolean
  isBackward?: boolean
  /** Without a `BackwardOnce`, gradients begin at the largest output. */
  autoBackward?: boolean
  device?: string
  seed?: number
  /** Inputs of a graph that is called as a function, by their names. */
  inputs?: Record<string, unknown>
  timeoutMs?: number
}
