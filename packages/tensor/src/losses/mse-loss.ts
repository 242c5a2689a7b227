import type { Tensor } from '../graph/tensor.ts'
import { type LossOptions, reduceLoss } from './reduce-loss.ts'

/**
 * Squared differences: x and target of one shape.
 *
 * @example
 * mseLoss(tensor([1, 2]), tensor([1, 4])) // 2
 */
export function mseLoss(x: Tensor, target: Tensor, { reduction }: LossOptions = {}): Tensor {
  const difference = x.sub(target)
  return reduceLoss(difference.mul(difference), reduction)
}
