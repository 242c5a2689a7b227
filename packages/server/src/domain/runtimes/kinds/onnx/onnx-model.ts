import { Fault } from '../../../../fault.ts'
import { type CallWorker, WorkerGone, WorkerRefused, WorkerStuck } from '../../call-worker.ts'
import type { ModelSchema } from '../../model-schema.ts'
import type { LoadedModel, ModelSource } from '../../runtime.ts'
import { type Tensors, tensorOf } from '../../tensor-value.ts'
import { estimateOnnxMemory } from './estimate-memory.ts'
import { cleanOnnxMessage } from './onnx-message.ts'
import type { OnnxCall, WireTensor } from './onnx-request.ts'
import type { OnnxRuntime, WorkerSlot } from './onnx-runtime.ts'

/** From here on handing a buffer over is cheaper than copying it. */
const TRANSFER_BYTES = 256 * 1024

interface Session {
  worker: CallWorker
  session: number
  schema: ModelSchema
}

interface Replica {
  readonly slot: WorkerSlot
  session: Promise<Session> | undefined
  running: number
}

/** A model with a session on each of its slots' workers. */
export class OnnxModel implements LoadedModel {
  readonly key: string
  readonly memoryBytes: number
  readonly #runtime: OnnxRuntime
  readonly #source: ModelSource
  readonly #replicas: Replica[]
  #schema: ModelSchema | undefined
  #isClosed = false

  constructor(runtime: OnnxRuntime, source: ModelSource, slots: readonly WorkerSlot[]) {
    this.key = source.key
    this.memoryBytes = estimateOnnxMemory(source.bytes, slots.length)
    this.#runtime = runtime
    this.#source = source
    this.#replicas = slots.map((slot) => ({ slot, session: undefined, running: 0 }))
  }

  get replicas(): number {
    return this.#replicas.length
  }

  get schema(): ModelSchema {
    return this.#schema!
  }

  async open(): Promise<void> {
    try {
      const [first] = await Promise.all(this.#replicas.map((replica) => this.#sessionOf(replica)))
      this.#schema = first!.schema
    } catch (error) {
      await this.close()
      throw this.#toFault(error)
    }
  }

  async run(inputs: Tensors, { giveAway = false } = {}): Promise<Tensors> {
    if (this.#isClosed) throw new Fault('unavailable', 'the model was unloaded')
    let replica = this.#replicas[0]!
    for (const other of this.#replicas) if (other.running < replica.running) replica = other
    replica.running++
    try {
      const { inputs: wired, transfer } = toWire(inputs, giveAway ? 0 : TRANSFER_BYTES)
      try {
        return await this.#runOn(replica, wired, transfer)
      } catch (error) {
        if (!(error instanceof WorkerGone) || transfer.length > 0) throw error
        return await this.#runOn(replica, wired, transfer)
      }
    } catch (error) {
      throw this.#toFault(error)
    } finally {
      replica.running--
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const { slot } of this.#replicas) slot.models--
    await Promise.all(
      this.#replicas.map(async ({ session: opening }) => {
        const open = await opening?.catch(() => undefined)
        if (!open || open.worker.isGone) return
        const call: OnnxCall = { op: 'unload', session: open.session }
        // A worker that dies meanwhile has let go of the session too.
        await open.worker.call(call).catch(() => {})
      }),
    )
  }

  async #runOn(replica: Replica, inputs: WireTensor[], transfer: ArrayBuffer[]): Promise<Tensors> {
    const { worker, session } = await this.#sessionOf(replica)
    this.#runtime.refuseStuck(this.key)
    const call: OnnxCall = { op: 'run', session, inputs }
    return fromWire(await worker.call<WireTensor[]>(call, transfer))
  }

  /** The replica's session; a new one where its worker has died. Whoever asks meanwhile shares the opening. */
  async #sessionOf(replica: Replica): Promise<Session> {
    for (;;) {
      replica.session ??= this.#runtime.openSession(replica.slot, this.#source)
      const opening = replica.session
      try {
        const open = await opening
        if (!open.worker.isGone) return open
      } catch (error) {
        forget(replica, opening)
        throw error
      }
      forget(replica, opening)
    }
  }

  #toFault(error: unknown): unknown {
    if (error instanceof WorkerStuck) return this.#runtime.stuck(this.key)
    if (error instanceof WorkerGone) {
      return new Fault('upstream_failed', 'the worker that ran the model ended before it answered')
    }
    if (!(error instanceof WorkerRefused)) return error
    const message = `the model cannot run on this input: ${cleanOnnxMessage(error.message)}`
    return new Fault('validation_failed', message, {
      field: 'input',
      issues: [{ loc: ['body', 'input'], message, type: 'value_error' }],
    })
  }
}

function forget(replica: Replica, opening: Promise<Session>): void {
  if (replica.session === opening) replica.session = undefined
}

/** A typed array is cloned with its whole buffer, so a small view is copied out first. */
function toWire(inputs: Tensors, transferFrom: number): { inputs: WireTensor[]; transfer: ArrayBuffer[] } {
  const transfer = new Set<ArrayBuffer>()
  const wired: WireTensor[] = []
  for (const name in inputs) {
    const { dtype, shape, data } = inputs[name]!
    if (Array.isArray(data)) wired.push({ name, dtype, shape, data })
    else if (data.byteLength >= transferFrom) {
      transfer.add(data.buffer)
      wired.push({ name, dtype, shape, data })
    } else {
      const isWhole = data.byteLength === data.buffer.byteLength
      wired.push({ name, dtype, shape, data: isWhole ? data : data.slice() })
    }
  }
  return { inputs: wired, transfer: [...transfer] }
}

function fromWire(results: readonly WireTensor[]): Tensors {
  const outputs: Tensors = {}
  for (const { name, dtype, shape, data } of results) {
    // The worker knows float16 only by its bits.
    const isBits = dtype === 'float16' && data instanceof Uint16Array
    const elements = isBits ? new Float16Array(data.buffer, data.byteOffset, data.length) : data
    outputs[name] = tensorOf(dtype, shape, elements)
  }
  return outputs
}
