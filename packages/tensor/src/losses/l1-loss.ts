import type { Tensor } from '../graph/tensor.ts'
import { type LossOptions, reduceLoss } from './reduce-loss.ts'

/**
 * Absolute differences: x and target of one shape.
 *
 * @example
 * l1Loss(tensor([1, 2]), tensor([1, 4])) // 1
 */
export function l1Loss(x: Tensor, target: Tensor, { reduction }: LossOptions = {}): Tensor {
  return reduceLoss(x.sub(target).abs(), reduction)
}
