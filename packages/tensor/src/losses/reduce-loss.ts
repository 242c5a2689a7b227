import { sameShape, show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'

/** How a loss per element becomes the result. */
export type Reduction = 'mean' | 'sum' | 'none'

/** What losses that compare elements can be told. */
export interface LossOptions {
  reduction?: Reduction
}

/** Refuses targets that would only fit by broadcasting, which is hardly ever meant. */
export function requireSame(x: Tensor, target: Tensor): void {
  if (sameShape(x.shape, target.shape)) return
  throw new TensorError(
    'shape',
    `targets ${show(target.shape)} are not of the shape ${show(x.shape)} of what they are for`,
  )
}

/**
 * A loss per element as one number: its mean unless told otherwise.
 *
 * @example
 * reduceLoss(tensor([1, 3])) // 2
 * reduceLoss(tensor([1, 3]), 'sum') // 4
 */
export function reduceLoss(loss: Tensor, reduction: Reduction = 'mean'): Tensor {
  return reduction === 'mean' ? loss.mean() : reduction === 'sum' ? loss.sum() : loss
}
