import { Fault, type FaultCode, type FaultDetail } from '../../fault.ts'
import { type BinaryForm, readBinaryInputs } from './binary-inputs.ts'
import { writeBinaryOutputs } from './binary-outputs.ts'
import { CallWorker } from './call-worker.ts'
import type { ModelSchema } from './model-schema.ts'
import { readJsonInputs } from './read-json-inputs.ts'
import type { JsonForm } from './read-json-tensor.ts'
import { elementCount, type Tensors, type TensorValue } from './tensor-value.ts'
import { writeJsonOutputs } from './write-json-outputs.ts'

/** How inputs were written and outputs will be. */
export type TensorForm = JsonForm | BinaryForm

export interface ReadInputs {
  inputs: Tensors
  form: TensorForm
  /** What a JSON body said beside `input`. */
  rest: Record<string, unknown>
}

/** Outputs as bytes or text, ready to send. */
export interface WrittenOutputs {
  form: TensorForm
  body: string | Uint8Array<ArrayBuffer>
}

/** What goes around the outputs in a JSON answer. */
export interface JsonFrame {
  before: string
  after: string
}

// Work beyond these goes to a thread of its own; below, it takes the event loop a few milliseconds at most.
const JSON_INPUT_BYTES = 128 * 1024
const JSON_OUTPUT_ELEMENTS = 16 * 1024
const BINARY_BYTES = 4 * 1024 * 1024

const SCRIPT = new URL('./tensor-codec.worker.ts', import.meta.url)
/** Only a bug could make it take so long. */
const STUCK_AFTER_MS = 120_000

export type CodecRequest =
  | { op: 'read'; body: Uint8Array<ArrayBuffer>; form: 'json' | BinaryForm; schema: ModelSchema }
  | { op: 'write'; outputs: Tensors; form: TensorForm; frame: JsonFrame }

/** A worker's errors lose their class on the way, so a fault travels as its parts. */
export type CodecResult =
  | { read: ReadInputs }
  | { written: WrittenOutputs }
  | { fault: { code: FaultCode; message: string; detail: FaultDetail } }

/** Reads inputs and writes outputs, the large ones off the event loop. */
export class TensorCodec {
  #worker: CallWorker | undefined

  /**
   * Reads a request's inputs. A large body is given away: it cannot be read afterwards.
   *
   * @throws Fault `invalid_json` or `validation_failed`
   */
  async read(
    body: Uint8Array<ArrayBuffer>,
    form: 'json' | BinaryForm,
    schema: ModelSchema,
  ): Promise<ReadInputs> {
    const limit = form === 'json' ? JSON_INPUT_BYTES : BINARY_BYTES
    if (body.byteLength <= limit) return readInputs(body, form, schema)
    const owned = body.byteLength === body.buffer.byteLength ? body : body.slice()
    const result = await this.#call({ op: 'read', body: owned, form, schema }, [owned.buffer])
    if ('read' in result) return result.read
    throw new Error('the codec answered something else')
  }

  async write(outputs: Tensors, form: TensorForm, frame: JsonFrame): Promise<WrittenOutputs> {
    const values = Object.values(outputs)
    const elements = values.reduce((sum, { shape }) => sum + elementCount(shape), 0)
    const isLarge =
      form === 'safetensors' || form === 'npy'
        ? values.reduce((sum, value) => sum + bytesOf(value), 0) > BINARY_BYTES
        : elements > JSON_OUTPUT_ELEMENTS
    if (!isLarge) return writeOutputs(outputs, form, frame)
    const owned = Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, ownBytes(value)]))
    const buffers = Object.values(owned).flatMap(({ data }) => (Array.isArray(data) ? [] : [data.buffer]))
    const result = await this.#call({ op: 'write', outputs: owned, form, frame }, [...new Set(buffers)])
    if ('written' in result) return result.written
    throw new Error('the codec answered something else')
  }

  async close(): Promise<void> {
    await this.#worker?.close()
  }

  async #call(request: CodecRequest, transfer: ArrayBuffer[]): Promise<CodecResult> {
    if (!this.#worker || this.#worker.isGone) {
      this.#worker = new CallWorker(SCRIPT, { name: 'tensor-codec', stuckAfterMs: STUCK_AFTER_MS })
    }
    const result = await this.#worker.call<CodecResult>(request, transfer)
    if ('fault' in result) throw new Fault(result.fault.code, result.fault.message, result.fault.detail)
    return result
  }
}

/** What `TensorCodec.read` does, here and now. */
export async function readInputs(
  body: Uint8Array<ArrayBuffer>,
  form: 'json' | BinaryForm,
  schema: ModelSchema,
): Promise<ReadInputs> {
  if (form === 'json') return readJsonInputs(body, schema)
  return { inputs: await readBinaryInputs(body, form, schema), form, rest: {} }
}

/** What `TensorCodec.write` does, here and now. */
export function writeOutputs(outputs: Tensors, form: TensorForm, frame: JsonFrame): WrittenOutputs {
  if (form === 'safetensors' || form === 'npy') return { form, body: writeBinaryOutputs(outputs, form) }
  return { form, body: frame.before + writeJsonOutputs(outputs, form) + frame.after }
}

function bytesOf({ data }: TensorValue): number {
  return Array.isArray(data) ? 0 : data.byteLength
}

/** The tensor over a buffer of its own: outputs of requests that shared a run are views of one buffer. */
function ownBytes(value: TensorValue): TensorValue {
  if (value.dtype === 'string' || value.data.byteLength === value.data.buffer.byteLength) return value
  return { ...value, data: value.data.slice() }
}
