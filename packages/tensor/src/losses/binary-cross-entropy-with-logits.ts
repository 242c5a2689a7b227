import type { Tensor } from '../graph/tensor.ts'
import { sub } from '../ops/sub.ts'
import { type LossOptions, reduceLoss, requireSame } from './reduce-loss.ts'

/**
 * Cross entropy of scores x (before the sigmoid) with targets from 0 to 1, of one shape. `weight` broadcasts; so does
 * `posWeight`, which counts targets of 1 that many times.
 *
 * @example
 * binaryCrossEntropyWithLogits(tensor([0, 100]), tensor([1, 1])) // 0.3466
 */
export function binaryCrossEntropyWithLogits(
  x: Tensor,
  target: Tensor,
  { weight, posWeight, reduction }: LossOptions & { weight?: Tensor; posWeight?: Tensor } = {},
): Tensor {
  requireSame(x, target)
  const losses = posWeight
    ? x.mul(sub(1, target)).add(posWeight.sub(1).mul(target).add(1).mul(x.neg().softplus()))
    : x.softplus().sub(x.mul(target))
  return reduceLoss(weight ? losses.mul(weight) : losses, reduction)
}
