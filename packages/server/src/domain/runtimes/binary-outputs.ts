import { writeNpy, writeSafetensors } from '@nodeyard/tensor/formats'
import { Fault } from '../../fault.ts'
import type { BinaryForm } from './binary-inputs.ts'
import type { ModelSchema } from './model-schema.ts'
import type { NumericTensor, Tensors } from './tensor-value.ts'

/**
 * The container a model's outputs are answered in: the one its inputs came in, but an .npy file holds one
 * array, so several outputs go as safetensors.
 *
 * @throws Fault `validation_failed` when an output is a string tensor, which neither can carry: to be asked
 * before the model runs
 */
export function outputForm(form: BinaryForm, { outputs }: ModelSchema): BinaryForm {
  const texts = outputs.find(({ dtype }) => dtype === 'string')
  if (texts) {
    const message = `output "${texts.name}" is a string tensor, which a binary body cannot carry: send JSON`
    throw new Fault('validation_failed', message, { field: 'input' })
  }
  return form === 'npy' && outputs.length === 1 ? 'npy' : 'safetensors'
}

export function writeBinaryOutputs(outputs: Tensors, form: BinaryForm): Uint8Array<ArrayBuffer> {
  // `outputForm` has refused string tensors.
  const tensors = outputs as Record<string, NumericTensor>
  if (form === 'safetensors') return writeSafetensors(tensors)
  const [only] = Object.values(tensors)
  return writeNpy(only!.dtype, only!.shape, only!.data)
}
