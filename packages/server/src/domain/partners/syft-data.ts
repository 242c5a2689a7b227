import { Fault } from '../../fault.ts'
import { DTYPES } from '../runtimes/dtype.ts'
import type { ModelSchema, TensorSpec } from '../runtimes/model-schema.ts'
import { readSyftTensors, writeSyftObject } from '../runtimes/serde/syft-object.ts'
import type { NumericTensor, Tensors } from '../runtimes/tensor-value.ts'
import type { ReadData } from './tensor-texts.ts'

/** What a serialized tensor may unpack to. */
const MOST_BYTES = 256 * 1024 * 1024

/**
 * Reads a serialized tensor, or a list of them for a model of several inputs, in their order. The answer is the
 * model's first output, serialized and packed alike.
 */
export async function readSyftData(bytes: Uint8Array, schema: ModelSchema): Promise<ReadData> {
  const { tensors, packing, serializer } = await readSyftTensors(bytes, MOST_BYTES)
  if (tensors.length !== schema.inputs.length) {
    const message = `the model takes ${schema.inputs.length} tensors, but there are ${tensors.length}`
    throw new Fault('validation_failed', message, { field: 'data' })
  }
  const inputs: Tensors = {}
  for (const [index, spec] of schema.inputs.entries()) inputs[spec.name] = castTo(tensors[index]!, spec)
  return {
    inputs,
    async write(outputs) {
      const [first] = Object.values(outputs)
      if (!first || first.dtype === 'string') {
        throw new Fault('validation_failed', 'the output is a text, which no tensor of this form carries')
      }
      return writeSyftObject(first, { packing, serializer })
    },
  }
}

/** Whole numbers are taken where a model wants floats, as PyTorch would. */
function castTo(tensor: NumericTensor, spec: TensorSpec): NumericTensor {
  if (spec.isAnyDtype || spec.dtype === 'string' || tensor.dtype === spec.dtype) return tensor
  const target = DTYPES[spec.dtype]
  if (target.kind !== 'float') return tensor
  const data = target.make(tensor.data.length)
  for (let i = 0; i < data.length; i++) data[i] = Number(tensor.data[i])
  return { dtype: spec.dtype, shape: tensor.shape, data }
}
