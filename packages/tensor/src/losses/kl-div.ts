import { constant } from '../functions/promote.ts'
import type { Tensor } from '../graph/tensor.ts'
import { where } from '../ops/where.ts'
import { type Reduction, reduceLoss } from './reduce-loss.ts'

export interface KlDivOptions {
  /** 'batchmean' divides the sum by the size of the first dimension, as the definition has it. */
  reduction?: Reduction | 'batchmean'
  /** Whether targets are logarithms too. */
  logTarget?: boolean
}

/**
 * How far probabilities `target` are from those whose logarithms are x (Kullback and Leibler): of one shape.
 *
 * @example
 * const x = tensor([[0.5, 0.5]]).log()
 * klDiv(x, tensor([[1, 0]]), { reduction: 'batchmean' }) // 0.6931
 */
export function klDiv(
  x: Tensor,
  target: Tensor,
  { reduction = 'mean', logTarget }: KlDivOptions = {},
): Tensor {
  const one = constant(1, target.dtype)
  const losses = logTarget
    ? target.exp().mul(target.sub(x))
    : target.mul(where(target.eq(0), one, target).log().sub(x))
  return reduction === 'batchmean' ? losses.sum().div(x.shape[0] ?? 1) : reduceLoss(losses, reduction)
}
