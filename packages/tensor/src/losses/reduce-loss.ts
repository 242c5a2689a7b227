import type { Tensor } from '../graph/tensor.ts'

/** How a loss per element becomes the result. */
export type Reduction = 'mean' | 'sum' | 'none'

/** What losses that compare elements can be told. */
export interface LossOptions {
  reduction?: Reduction
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
