import type { ModelSchema } from './model-schema.ts'
import type { Tensors } from './tensor-value.ts'

/** A file of a version, by its path inside the version. */
export interface ModelFile {
  path: string
  size: number
}

/** A model's bytes, ready to load. */
export interface ModelSource {
  /** Sources of one key are the same bytes. */
  key: string
  /** Absolute path of the file to load, with whatever it refers to by name lying beside it; or its bytes. */
  model: string | Uint8Array
  /** Bytes of all its files together. */
  bytes: number
}

export type RuntimeLog = (level: 'info' | 'warn' | 'error', message: string) => void

export interface RuntimeOptions {
  /** How many worker threads run models; each runs one thing at a time. */
  workers: number
  /** How many threads one run may use. */
  threads: number
  /** A load or run that takes longer is given up, its worker replaced and its model not loaded again. */
  stuckAfterMs: number
  log: RuntimeLog
}

/**
 * What can run one kind of model. A kind is one file in `kinds/` with this as its default export, and a
 * fixture beside the shared runtime test, which then runs on it.
 */
export interface RuntimeKind {
  /** Its name in a deployment's `runtime`. */
  readonly name: string

  /** Which of a version's files it would load; undefined when it can run none of them. */
  pick(files: readonly ModelFile[]): string | undefined

  /** Memory a model of that many bytes will take once loaded, in bytes: what the budget reckons with. */
  estimateMemory(bytes: number, replicas: number): number

  start(options: RuntimeOptions): Runtime
}

/** A kind at work, with its threads or processes. */
export interface Runtime {
  /**
   * Loads a model.
   * @param options.replicas how many copies may run at the same time; at most as many as there are workers
   * @throws Fault `unsupported_format` when the bytes are not a model this runtime can load
   */
  load(source: ModelSource, options?: { replicas?: number }): Promise<LoadedModel>

  /** Ends every worker. Models loaded here fail from then on. */
  close(): Promise<void>

  /** Whether a thread never came back: such a process ends only by SIGKILL. */
  readonly isStuck: boolean
}

export interface LoadedModel {
  readonly key: string
  readonly schema: ModelSchema
  /** Bytes it takes, as far as that can be known. */
  readonly memoryBytes: number
  /** How many runs make sense at the same time. */
  readonly replicas: number

  /**
   * Runs the model once. Inputs must have passed `checkInputs`.
   *
   * Tensors of 256 KiB or more are given away, as are all of them with `giveAway`: they cannot be read
   * afterwards. A worker that dies on the way is replaced, and the run tried once more where its inputs are
   * still there.
   *
   * @throws Fault `validation_failed` when the model cannot run on these inputs, `upstream_failed` when its
   * worker died, `timeout` when it got stuck
   */
  run(inputs: Tensors, options?: { giveAway?: boolean }): Promise<Tensors>

  close(): Promise<void>
}
