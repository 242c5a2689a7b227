import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { huberLoss } from './huber-loss.ts'
import { l1Loss } from './l1-loss.ts'
import { type LossOptions, reduceLoss } from './reduce-loss.ts'

/**
 * Absolute differences, rounded off where they are below `beta`: x and target of one shape.
 *
 * @example
 * smoothL1Loss(tensor([0, 3]), tensor([1, 0]), { reduction: 'none' }) // [0.5, 2.5]
 */
export function smoothL1Loss(
  x: Tensor,
  target: Tensor,
  { beta = 1, reduction }: LossOptions & { beta?: number } = {},
): Tensor {
  if (!(beta >= 0)) throw new TensorError('argument', `beta is 0 or more, not ${beta}`)
  if (beta === 0) return l1Loss(x, target, reduction ? { reduction } : {})
  return reduceLoss(huberLoss(x, target, { delta: beta, reduction: 'none' }).div(beta), reduction)
}
