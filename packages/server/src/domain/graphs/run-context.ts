import type { Module, Tensor } from '@nodeyard/tensor'

/** One step of a verbose trace: a name, a sentence, figures, and tensors a learner can look into. */
export interface Step {
  name: string
  description: string
  scalars?: Record<string, number>
  tensors?: Record<string, Tensor>
}

/** What a graph node may ask of the run it is part of. Everything that reaches out of the graph goes through here. */
export interface RunContext {
  /** Drawn from the run's seed and the graph node's id: the same graph and seed give the same numbers. */
  seed: number

  /** Aborted when the run is stopped; long work looks at it, or hands it on. */
  signal: AbortSignal

  /** What a graph that is called as a function was given, by name; undefined in a run from the canvas. */
  inputs: Record<string, unknown> | undefined

  /** Gradients are wanted: leaves that can have one should let it flow. */
  isBackward: boolean

  /**
   * The weights of this graph node: made once, then the same module in every run until its structural parameters
   * change or it is reset. In a run that does not keep weights, a new one.
   */
  module<M extends Module>(make: () => M): M

  /** Weights that are drawn anew in each run: an export takes along those that this run drew. */
  fresh<M extends Module>(make: () => M): M

  /** A line for the graph node's log. */
  log(line: string): void

  /** Tells who watches how far it is. */
  progress(frame: Record<string, unknown>): void

  /** Runs one of the functions of offload/ in a worker thread: for work on plain values that takes its time. */
  offload<Result>(task: string, argument: unknown): Promise<Result>

  /** The folders a graph may read from and write to; every path is confined to them. */
  files: RunFiles

  /** Runs a preset on one item: its first exposed input is given, its first exposed output comes back. */
  runPreset(name: string, item: unknown): Promise<unknown>

  /**
   * Runs a model of the registry or a deployment (`owner/name`, `owner/name@version`, `dep_…`) as the run's account.
   *
   * @throws Fault `not_found`, `licence_required` …
   */
  infer(reference: string, inputs: Record<string, Tensor>): Promise<Record<string, Tensor>>

  /**
   * What `infer` would ask now, as text that is another one when the answers may be: a version's id. A deployment
   * may change between two questions, so it never has the same text twice.
   *
   * @throws Fault as {@link RunContext.infer}
   */
  identifyModel(reference: string): Promise<string>

  /** The local folder of a dataset version of the registry, for the run's account. */
  openDataset(reference: string): Promise<{ folder: string; digest: string }>

  /** fetch for graph nodes that are made to reach out; it obeys the server's rules on addresses. */
  fetch: typeof fetch

  /** A secret from the server's environment, if it is set. */
  secret(name: string): string | undefined
}

/** A place among the studio's files. */
export type FileArea = 'models' | 'images' | 'data' | 'output' | 'examples' | 'graphs'

export interface RunFiles {
  /**
   * An absolute path inside an area.
   *
   * @throws Fault `validation_failed` when it would lie outside, naming what is allowed
   */
  path(area: FileArea, name: string): string

  /** Size and time of change, as text for a fingerprint; "absent" when there is no such file. */
  stamp(path: string): Promise<string>
}
