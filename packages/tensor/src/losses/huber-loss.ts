import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { type LossOptions, reduceLoss } from './reduce-loss.ts'

/**
 * Half of squared differences up to `delta`, straight lines of slope `delta` beyond: x and target of one shape.
 *
 * @example
 * huberLoss(tensor([0, 3]), tensor([1, 0]), { reduction: 'none' }) // [0.5, 2.5]
 */
export function huberLoss(
  x: Tensor,
  target: Tensor,
  { delta = 1, reduction }: LossOptions & { delta?: number } = {},
): Tensor {
  if (!(delta > 0)) throw new TensorError('argument', `delta is above 0, not ${delta}`)
  const difference = x.sub(target).abs()
  const near = difference.clamp(undefined, delta)
  return reduceLoss(near.mul(difference.sub(near.mul(0.5))), reduction)
}
