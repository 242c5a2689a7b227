import { Fault } from '../../fault.ts'
import type { ModelSchema } from '../runtimes/model-schema.ts'
import { describeInputs } from '../runtimes/read-json-inputs.ts'
import type { TensorCodec } from '../runtimes/tensor-codec.ts'
import type { Tensors } from '../runtimes/tensor-value.ts'

/** Inputs that were read, and how to write what comes out alike. */
export interface ReadData {
  inputs: Tensors
  write(outputs: Tensors): Promise<Uint8Array | string>
}

/**
 * Reads a tensor as JSON text: nested arrays or `{shape, dtype, data}` for a model of one input, an object by
 * input name for any. Outputs are JSON alike: by name if the inputs were, or if there are several.
 */
export async function readJsonText(
  codec: TensorCodec,
  bytes: Uint8Array,
  schema: ModelSchema,
): Promise<ReadData> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isByName = readsByName(text, schema)
  const [only, second] = schema.inputs
  if (!isByName && (!only || second)) {
    const message = `data must be an object by input name: the model takes ${describeInputs(schema)}`
    throw new Fault('validation_failed', message, { field: 'data' })
  }
  const [before, after] = isByName ? ['{"input":', '}'] : [`{"input":{${JSON.stringify(only!.name)}:`, '}}']
  const body = new Uint8Array(Buffer.concat([Buffer.from(before), text, Buffer.from(after)]))
  const { inputs, form, rest } = await codec.read(body, 'json', schema)
  if (Object.keys(rest).length > 0) throw new Fault('validation_failed', 'data is not one JSON value')
  return {
    inputs,
    async write(outputs) {
      const { body: written } = await codec.write(outputs, form, { before: '', after: '' })
      const names = Object.keys(outputs)
      if (isByName || names.length !== 1) return written
      return (written as string).slice(JSON.stringify(names[0]).length + 2, -1)
    },
  }
}

/** Whether a JSON text is an object by input name. `{shape, dtype, data}` is one only if an input is called so. */
function readsByName(text: Buffer, { inputs }: ModelSchema): boolean {
  const head = text.subarray(0, 4096).toString('utf8').trimStart()
  if (!head.startsWith('{')) return false
  const [, first = ''] = /^\{\s*"((?:[^"\\]|\\.)*)"\s*:/.exec(head) ?? []
  if (inputs.some(({ name }) => JSON.stringify(name) === `"${first}"`)) return true
  return !['shape', 'dtype', 'data'].includes(first)
}

/** Reads an .npy file: the one input of a model. The answer is an .npy of its first output. */
export async function readNpyBytes(
  codec: TensorCodec,
  bytes: Uint8Array,
  schema: ModelSchema,
): Promise<ReadData> {
  const { inputs } = await codec.read(new Uint8Array(bytes), 'npy', schema)
  return {
    inputs,
    async write(outputs) {
      const [[name, value] = []] = Object.entries(outputs)
      if (name === undefined || value === undefined || value.dtype === 'string') {
        throw new Fault('validation_failed', 'the output is a text, which an .npy cannot carry: send JSON')
      }
      return (await codec.write({ [name]: value }, 'npy', { before: '', after: '' })).body
    },
  }
}
