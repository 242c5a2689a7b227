import { Fault } from '../../../../fault.ts'
import { WorkerGone, WorkerRefused, WorkerStuck } from '../../call-worker.ts'
import { DTYPES, type NumericDtype } from '../../dtype.ts'
import type { ModelSchema, TensorSpec } from '../../model-schema.ts'
import { reopened } from '../../reopened.ts'
import type { LoadedModel, ModelSource, Runtime, RuntimeOptions } from '../../runtime.ts'
import { elementCount, type Tensors, tensorOf } from '../../tensor-value.ts'
import { estimateTorchMemory } from './estimate-memory.ts'
import { findPython } from './find-python.ts'
import { TorchProcess } from './torch-process.ts'

interface Session {
  process: TorchProcess
  session: number
  schema: ModelSchema
}

interface Output {
  name: string
  dtype: NumericDtype
  shape: number[]
}

/** The TorchScript modules of this server, in one Python process that starts with the first of them. */
export class TorchRuntime implements Runtime {
  readonly #options: RuntimeOptions
  readonly #stuckKeys = new Set<string>()
  #starting: Promise<TorchProcess> | undefined
  #lastSession = 0
  #isClosed = false
  /** A process can be killed, whatever it is lost in. */
  readonly isStuck = false

  constructor(options: RuntimeOptions) {
    this.#options = options
  }

  /** @throws Fault `runtime_unavailable` where there is no PyTorch */
  async load(source: ModelSource): Promise<LoadedModel> {
    this.#refuseStuck(source.key)
    const first = await this.#open(source)
    const session = reopened(
      first,
      () => this.#open(source),
      ({ process }) => process.isGone,
    )
    return {
      key: source.key,
      schema: first.schema,
      memoryBytes: estimateTorchMemory(source.bytes),
      replicas: 1,
      run: async (inputs) => {
        this.#refuseStuck(source.key)
        const before = await session.get()
        try {
          return await this.#run(before, inputs, source.key)
        } catch (error) {
          // It died over another's call, perhaps: once more in a new process.
          if (!(error instanceof WorkerGone)) throw error
          return this.#run(await session.get(), inputs, source.key).catch((again: unknown) => {
            throw this.#toFault(again, source.key, '')
          })
        }
      },
      close: async () => {
        const open = await session.last()
        await open?.process.call({ op: 'unload', session: open.session }).catch(() => {})
      },
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const process = await this.#starting?.catch(() => undefined)
    await process?.close()
  }

  async #open({ model, key }: ModelSource): Promise<Session> {
    const process = await this.#process()
    const session = ++this.#lastSession
    if (typeof model !== 'string') throw new Fault('unsupported_format', 'a TorchScript module is a file')
    try {
      const { header } = await process.call({ op: 'load', session, path: model })
      const spec = (name: string): TensorSpec => ({ name, dtype: 'float32', shape: [], isAnyDtype: true })
      const inputs = (header.inputs as string[]).map(spec)
      return { process, session, schema: { inputs, outputs: [spec('output_0')] } }
    } catch (error) {
      if (!(error instanceof WorkerRefused)) throw this.#toFault(error, key, '')
      const message = error.message.replaceAll(model, 'the file')
      throw new Fault('unsupported_format', `PyTorch cannot load the module: ${message}`)
    }
  }

  async #run({ process, session }: Session, inputs: Tensors, key: string): Promise<Tensors> {
    const data: Uint8Array[] = []
    const listed = Object.entries(inputs).map(([name, { dtype, shape, data: elements }]) => {
      if (Array.isArray(elements)) throw new Fault('validation_failed', `input "${name}" is a text`)
      data.push(new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength))
      return { name, dtype, shape, bytes: elements.byteLength }
    })
    try {
      const { header, data: results } = await process.call({ op: 'run', session, inputs: listed }, data)
      return Object.fromEntries(
        (header.outputs as Output[]).map(({ name, dtype, shape }, index) => {
          const elements = DTYPES[dtype].view(results[index]!.buffer, 0, elementCount(shape))
          return [name, tensorOf(dtype, shape, elements)]
        }),
      )
    } catch (error) {
      if (error instanceof WorkerGone) throw error
      throw this.#toFault(error, key, 'the module cannot run on this input: ')
    }
  }

  /** The process; a new one when the last has gone. */
  async #process(): Promise<TorchProcess> {
    if (this.#isClosed) throw new Fault('unavailable', 'the server is stopping')
    const last = await this.#starting?.catch(() => undefined)
    if (last && !last.isGone) return last
    const { threads, stuckAfterMs, log } = this.#options
    this.#starting = findPython().then(
      (python) =>
        new TorchProcess(python, {
          threads,
          stuckAfterMs,
          onGone: (error) => {
            if (!this.#isClosed) log('error', `torchscript: ${error.message}`)
          },
        }),
    )
    return this.#starting
  }

  #refuseStuck(key: string): void {
    if (this.#stuckKeys.has(key)) throw stuckFault()
  }

  #toFault(error: unknown, key: string, before: string): unknown {
    if (error instanceof WorkerRefused) return new Fault('validation_failed', before + error.message)
    if (error instanceof WorkerStuck) {
      this.#stuckKeys.add(key)
      return stuckFault()
    }
    if (error instanceof WorkerGone) {
      return new Fault('upstream_failed', 'the process that ran the module ended before it answered')
    }
    return error
  }
}

const stuckFault = () =>
  new Fault('timeout', 'the module did not come back in time and was given up: it is not run here again')
