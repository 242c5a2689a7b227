import { type Module, Tensor } from '@nodeyard/tensor'
import { Fault } from '../../../fault.ts'
import type { LossFunction, Model } from '../values.ts'
import { SequentialModel } from './sequential-model.ts'

/** The network a MODEL wire carries. @throws Fault for a fitted classical model, and for one that is only named */
export function networkOf(model: Model, task: string): Module {
  if (!('kind' in model)) return model
  if (model.kind === 'named') {
    throw new Fault(
      'validation_failed',
      `${task} needs a network of this graph; ${model.reference} is served, and only Inference can ask it`,
    )
  }
  throw new Fault('validation_failed', `${task} needs a network; a fitted classical model is none`)
}

/** What a model gives for a batch, as a list: one tensor, or those of its output ports in order. */
export function outputsOf(model: Module, inputs: readonly Tensor[]): Tensor[] {
  const forward = model.forward.bind(model) as (...inputs: readonly Tensor[]) => unknown
  const given = forward(...inputs)
  if (given instanceof Tensor) return [given]
  const parts = typeof given === 'object' && given !== null ? Object.values(given) : []
  const tensors = parts.filter((part): part is Tensor => part instanceof Tensor)
  if (tensors.length > 0) return tensors
  throw new Fault('validation_failed', `the model ${model.constructor.name} gives no tensor`)
}

/** How many columns of a batch the model takes; the rest are targets. */
export const inputCount = (model: Module) => (model instanceof SequentialModel ? model.inputNames.length : 1)

/** The loss of a batch: the first columns go into the model, what is left are the targets. */
export function lossOf(model: Module, loss: LossFunction, columns: readonly Tensor[]): Tensor {
  const count = inputCount(model)
  if (columns.length < count) {
    throw new Fault(
      'validation_failed',
      `the model takes ${count} inputs; a batch has ${columns.length} columns`,
    )
  }
  return loss.apply(outputsOf(model, columns.slice(0, count)), columns.slice(count))
}
