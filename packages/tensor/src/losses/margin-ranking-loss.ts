import { show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { type LossOptions, reduceLoss } from './reduce-loss.ts'

/**
 * How far `a` is from being greater than `b` by a margin where the target is 1, smaller where it is -1: of one shape.
 *
 * @example
 * marginRankingLoss(tensor([1, 2]), tensor([3, 0]), tensor([1, 1]), { reduction: 'none' }) // [2, 0]
 */
export function marginRankingLoss(
  a: Tensor,
  b: Tensor,
  target: Tensor,
  { margin = 0, reduction }: LossOptions & { margin?: number } = {},
): Tensor {
  if (a.ndim !== b.ndim || a.ndim !== target.ndim) {
    throw new TensorError(
      'shape',
      `${show(a.shape)}, ${show(b.shape)} and ${show(target.shape)} differ in dimensions`,
    )
  }
  return reduceLoss(target.neg().mul(a.sub(b)).add(margin).clamp(0), reduction)
}
