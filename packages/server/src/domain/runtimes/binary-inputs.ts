import { bytesSource, FormatError, readNpy, readSafetensors } from '@nodeyard/tensor/formats'
import { Fault } from '../../fault.ts'
import { DTYPES, isDtype, type NumericDtype } from './dtype.ts'
import { badInput, inputFault } from './input-fault.ts'
import { describeSpec, type ModelSchema, type TensorSpec } from './model-schema.ts'
import { unknownInput } from './read-json-inputs.ts'
import { checkBooleans } from './read-json-tensor.ts'
import { type Tensors, type TensorValue, tensorOf } from './tensor-value.ts'

/** The binary containers an invocation may come in: several named tensors, or the only input's array. */
export type BinaryForm = 'safetensors' | 'npy'

/**
 * Reads inputs from a binary body. The elements stay where they are: the tensors are views of `body`, copied
 * only where they lie unaligned. Every dtype must be the model's own; nothing is converted.
 *
 * @throws Fault `validation_failed` when the container lies, or holds what the model does not take
 */
export async function readBinaryInputs(
  body: Uint8Array<ArrayBuffer>,
  form: BinaryForm,
  schema: ModelSchema,
): Promise<Tensors> {
  try {
    return await (form === 'npy' ? fromNpy(body, schema) : fromSafetensors(body, schema))
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new Fault('validation_failed', error.message, {
      field: 'input',
      issues: [{ loc: ['body', error.field], message: error.message, type: 'value_error' }],
    })
  }
}

async function fromSafetensors(body: Uint8Array<ArrayBuffer>, schema: ModelSchema): Promise<Tensors> {
  const { tensors } = await readSafetensors(bytesSource(body))
  const inputs: Tensors = {}
  for (const { name, dtype, shape, offset } of tensors) {
    const spec = schema.inputs.find((input) => input.name === name)
    if (!spec) throw inputFault([{ input: name, message: unknownInput(name, schema), type: 'extra' }])
    inputs[name] = viewOf(body, offset, dtype, shape, spec)
  }
  return inputs
}

async function fromNpy(body: Uint8Array<ArrayBuffer>, schema: ModelSchema): Promise<Tensors> {
  const [spec, ...others] = schema.inputs
  if (!spec || others.length > 0) {
    const message = `the model takes ${schema.inputs.length} inputs: send them as safetensors, under their names`
    throw inputFault([{ message, type: 'value_error' }])
  }
  const { dtype, byteOrder, isFortranOrder, shape, offset } = await readNpy(bytesSource(body))
  if (byteOrder === 'big') throw badInput(spec.name, 'the array is big-endian; send it little-endian')
  if (isFortranOrder && shape.length > 1) {
    throw badInput(spec.name, 'the array is in Fortran order; send it in C order (numpy.ascontiguousarray)')
  }
  return { [spec.name]: viewOf(body, offset, dtype, shape, spec) }
}

function viewOf(
  body: Uint8Array<ArrayBuffer>,
  offset: number,
  dtype: string,
  shape: number[],
  spec: TensorSpec,
): TensorValue {
  const { name } = spec
  if (spec.dtype === 'string') throw badInput(name, `input "${name}" takes texts: send them as JSON`)
  if (spec.isAnyDtype && dtype !== spec.dtype && isDtype(dtype)) {
    return viewOf(body, offset, dtype, shape, { ...spec, dtype })
  }
  if (dtype !== spec.dtype)
    throw badInput(name, `input "${name}" is ${dtype}; expected ${describeSpec(spec)}`)
  const { bytes, view, kind } = DTYPES[dtype as NumericDtype]
  const length = shape.reduce((product, size) => product * size, 1)
  const start = body.byteOffset + offset
  const isAligned = start % bytes === 0
  const data = isAligned
    ? view(body.buffer, start, length)
    : view(body.buffer.slice(start, start + length * bytes), 0, length)
  if (kind === 'bool') checkBooleans(data as Uint8Array, name)
  return tensorOf(spec.dtype, shape, data)
}
