import type { Tensor } from '../graph/tensor.ts'
import { type LossOptions, reduceLoss } from './reduce-loss.ts'

export interface NllOptions extends LossOptions {
  /** A weight for each class. */
  weight?: Tensor
  /** A class that does not count, which need be none of C; -100 unless given. */
  ignoreIndex?: number
}

/**
 * The negative of x [N, C, ...] at the class (int64) [N, ...]; 'mean' divides by the weights that counted.
 *
 * @example
 * nllLoss(tensor([[-1, -2], [-3, -4]]), tensor([1n, 0n])) // 2.5
 */
export function nllLoss(x: Tensor, target: Tensor, options: NllOptions = {}): Tensor {
  const { reduction = 'mean' } = options
  const dim = x.ndim === 1 ? 0 : 1
  const { counts, index } = counting(x, target, options, dim)
  const losses = x.gather(dim, index.unsqueeze(dim)).squeeze(dim).mul(counts).neg()
  return reduction === 'mean' ? losses.sum().div(counts.sum()) : reduceLoss(losses, reduction)
}

/** Which targets count, by how much, and indices that are safe to look up. */
export function counting(x: Tensor, target: Tensor, { weight, ignoreIndex = -100 }: NllOptions, dim: number) {
  const isCounted = target.ne(ignoreIndex).to(x.dtype)
  const index = target.to('int64').clamp(0, x.shape[dim]! - 1)
  const counts = weight ? weight.indexSelect(0, index).mul(isCounted) : isCounted
  return { isCounted, counts, index }
}
