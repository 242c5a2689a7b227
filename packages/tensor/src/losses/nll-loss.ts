import type { Tensor } from '../graph/tensor.ts'
import { type LossOptions, reduceLoss } from './reduce-loss.ts'

export interface NllOptions extends LossOptions {
  /** A weight for each class. */
  weight?: Tensor
  /** A class that does not count. */
  ignoreIndex?: number
}

/**
 * The negative of x [N, C, ...] at the class (int64) [N, ...]; 'mean' divides by the weights that counted.
 *
 * @example
 * nllLoss(tensor([[-1, -2], [-3, -4]]), tensor([1n, 0n])) // 2.5
 */
export function nllLoss(x: Tensor, target: Tensor, options: NllOptions = {}): Tensor {
  const { reduction = 'mean', weight, ignoreIndex } = options
  const dim = x.ndim === 1 ? 0 : 1
  const { counts, index } = counting(x, target, options, dim)
  const chosen = x.gather(dim, index.unsqueeze(dim)).squeeze(dim).neg()
  const isPlain = weight === undefined && ignoreIndex === undefined
  const losses = isPlain ? chosen : chosen.mul(counts)
  if (isPlain || reduction !== 'mean') return reduceLoss(losses, reduction)
  return losses.sum().div(counts.sum())
}

/** Which targets count, by how much, and indices that are safe to look up. */
export function counting(x: Tensor, target: Tensor, { weight, ignoreIndex = -100 }: NllOptions, dim: number) {
  const isCounted = target.ne(ignoreIndex).to(x.dtype)
  const index = target.to('int64').clamp(0, x.shape[dim]! - 1)
  const counts = weight ? weight.indexSelect(0, index).mul(isCounted) : isCounted
  return { isCounted, counts, index }
}
