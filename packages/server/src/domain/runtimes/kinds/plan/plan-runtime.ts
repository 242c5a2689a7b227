import { Fault } from '../../../../fault.ts'
import { CallWorker, WorkerGone, WorkerRefused, WorkerStuck } from '../../call-worker.ts'
import type { ModelSchema } from '../../model-schema.ts'
import { reopened } from '../../reopened.ts'
import type { LoadedModel, ModelSource, Runtime, RuntimeOptions } from '../../runtime.ts'
import { type Tensors, tensorOf } from '../../tensor-value.ts'
import type { WireTensor } from '../onnx/onnx-request.ts'
import plan from '../plan.ts'
import type { PlanCall } from './plan-request.ts'

const SCRIPT = new URL('./plan.worker.ts', import.meta.url)

interface Session {
  worker: CallWorker
  session: number
  schema: ModelSchema
}

/** The plans of this process, in one worker thread, which has the tensor engine's worker for itself. */
export class PlanRuntime implements Runtime {
  readonly #options: RuntimeOptions
  #worker: CallWorker | undefined
  #lastSession = 0
  #isClosed = false

  constructor(options: RuntimeOptions) {
    this.#options = options
  }

  get isStuck(): boolean {
    return this.#worker?.isLeftBehind === true
  }

  async load(source: ModelSource): Promise<LoadedModel> {
    const first = await this.#open(source)
    const session = reopened(
      first,
      () => this.#open(source),
      ({ worker }) => worker.isGone,
    )
    return {
      key: source.key,
      schema: first.schema,
      memoryBytes: plan.estimateMemory(source.bytes, 1),
      replicas: 1,
      run: async (inputs) => this.#run(await session.get(), inputs),
      close: async () => {
        const open = await session.last()
        if (!open) return
        const call: PlanCall = { op: 'unload', session: open.session }
        await open.worker.call(call).catch(() => {})
      },
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#worker?.close()
  }

  async #open({ model }: ModelSource): Promise<Session> {
    const worker = this.#startWorker()
    const session = ++this.#lastSession
    try {
      const call: PlanCall = { op: 'load', session, model }
      return { worker, session, schema: await worker.call<ModelSchema>(call) }
    } catch (error) {
      throw toFault(error, 'unsupported_format', '')
    }
  }

  async #run({ worker, session }: Session, inputs: Tensors): Promise<Tensors> {
    const wired = Object.entries(inputs).map(([name, { dtype, shape, data }]) => {
      return { name, dtype, shape, data } as WireTensor
    })
    try {
      const call: PlanCall = { op: 'run', session, inputs: wired }
      const results = await worker.call<WireTensor[]>(call)
      return Object.fromEntries(
        results.map(({ name, dtype, shape, data }) => [name, tensorOf(dtype, shape, data)]),
      )
    } catch (error) {
      throw toFault(error, 'validation_failed', 'the plan cannot run on this input: ')
    }
  }

  #startWorker(): CallWorker {
    if (this.#isClosed) throw new Fault('unavailable', 'the server is stopping')
    if (this.#worker && !this.#worker.isGone) return this.#worker
    const { stuckAfterMs, log } = this.#options
    this.#worker = new CallWorker(SCRIPT, {
      name: 'plan',
      stuckAfterMs,
      onGone: (error) => {
        if (!this.#isClosed) log('error', `plan worker: ${error.message}`)
      },
    })
    return this.#worker
  }
}

function toFault(error: unknown, code: 'unsupported_format' | 'validation_failed', before: string): unknown {
  if (error instanceof WorkerRefused) return new Fault(code, before + error.message.slice(0, 500))
  if (error instanceof WorkerStuck) return new Fault('timeout', 'the plan did not come back in time')
  if (error instanceof WorkerGone) {
    return new Fault('upstream_failed', 'the worker that ran the plan ended before it answered')
  }
  return error
}
