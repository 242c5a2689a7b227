import { type Shape, show, sizeOf } from '../graph/shape.ts'
import { TensorError } from '../graph/tensor-error.ts'

/** How many inputs each output of a weight [out, in, ...kernel] has, and the other way round. */
export function fansOf(shape: Shape): { fanIn: number; fanOut: number } {
  const [out, inputs, ...kernel] = shape
  if (out === undefined || inputs === undefined) {
    throw new TensorError('shape', `a weight of shape ${show(shape)} has no inputs and outputs`)
  }
  return { fanIn: inputs * sizeOf(kernel), fanOut: out * sizeOf(kernel) }
}
