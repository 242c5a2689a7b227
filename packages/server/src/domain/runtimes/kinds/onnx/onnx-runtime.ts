import { env } from 'node:process'
import { Fault } from '../../../../fault.ts'
import { CallWorker, WorkerGone, WorkerRefused, WorkerStuck } from '../../call-worker.ts'
import type { ModelSchema } from '../../model-schema.ts'
import type { LoadedModel, ModelSource, Runtime, RuntimeOptions } from '../../runtime.ts'
import { cleanOnnxMessage } from './onnx-message.ts'
import { OnnxModel } from './onnx-model.ts'
import type { OnnxCall } from './onnx-request.ts'

const SCRIPT = new URL('./onnx.worker.ts', import.meta.url)

/** One place for a worker: the worker comes with the first model and is replaced when it dies. */
export interface WorkerSlot {
  readonly index: number
  worker: CallWorker | undefined
  /** Models that live here. */
  models: number
}

/** The ONNX sessions of this process, spread over a few worker threads. */
export class OnnxRuntime implements Runtime {
  readonly #options: RuntimeOptions
  readonly #slots: WorkerSlot[]
  /** Those whose threads may still be there. */
  readonly #workers = new Set<CallWorker>()
  /** Models that got a thread stuck. Each would take another one for good. */
  readonly #stuckKeys = new Set<string>()
  #lastSession = 0
  #isClosed = false

  constructor(options: RuntimeOptions) {
    // ONNX Runtime 1.30 otherwise keeps a device id and a database of events in the home folder and sends
    // them to Microsoft. It asks the process's own environment, before any worker loads it.
    env.ORT_DISABLE_TELEMETRY = '1'
    this.#options = options
    this.#slots = Array.from({ length: options.workers }, (_, index) => ({
      index,
      worker: undefined,
      models: 0,
    }))
  }

  get isStuck(): boolean {
    return [...this.#workers].some((worker) => worker.isLeftBehind)
  }

  async load(source: ModelSource, { replicas = 1 } = {}): Promise<LoadedModel> {
    this.refuseStuck(source.key)
    const slots = this.#slots
      .toSorted((a, b) => a.models - b.models || a.index - b.index)
      .slice(0, Math.max(1, replicas))
    for (const slot of slots) slot.models++
    const model = new OnnxModel(this, source, slots)
    await model.open()
    return model
  }

  /** Opens a session of the model on that slot's worker. */
  async openSession(slot: WorkerSlot, source: ModelSource) {
    const session = ++this.#lastSession
    const worker = this.#workerOf(slot)
    const { model, key } = source
    try {
      const { threads } = this.#options
      const call: OnnxCall = { op: 'load', session, model, threads }
      return { worker, session, schema: await worker.call<ModelSchema>(call) }
    } catch (error) {
      if (error instanceof WorkerStuck) throw this.stuck(key)
      if (!(error instanceof WorkerRefused)) throw error
      const message = cleanOnnxMessage(error.message, typeof model === 'string' ? model : undefined)
      throw new Fault('unsupported_format', `ONNX Runtime cannot load the model: ${message}`)
    }
  }

  /** @throws Fault `timeout` for a model that got a thread stuck before */
  refuseStuck(key: string): void {
    if (this.#stuckKeys.has(key)) throw stuckFault()
  }

  /** Notes that a model got a thread stuck, and gives the fault that says so. */
  stuck(key: string): Fault {
    this.#stuckKeys.add(key)
    this.#options.log('error', `a model did not come back within ${this.#options.stuckAfterMs} ms: ${key}`)
    return stuckFault()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#workers].map((worker) => worker.close()))
  }

  #workerOf(slot: WorkerSlot): CallWorker {
    if (this.#isClosed) throw new WorkerGone('the runtime is closed')
    if (slot.worker && !slot.worker.isGone) return slot.worker
    const worker = new CallWorker(SCRIPT, {
      name: `onnx-${slot.index}`,
      stuckAfterMs: this.#options.stuckAfterMs,
      onGone: (error) => {
        if (!this.#isClosed) this.#options.log('error', `onnx worker ${slot.index}: ${error.message}`)
      },
    })
    slot.worker = worker
    for (const old of this.#workers) if (old.isGone && !old.isLeftBehind) this.#workers.delete(old)
    this.#workers.add(worker)
    return worker
  }
}

function stuckFault(): Fault {
  return new Fault(
    'timeout',
    'the model did not come back in time and was given up: it is not run here again',
  )
}
