import type { Tensor } from '../graph/tensor.ts'

/** How a loss per element becomes the result. */
export type Reduction = 'mean' | 'sum' | 'none'

export function reduceLoss(loss: Tensor, reduction: Reduction = 'mean'): Tensor {
  return reduction === 'mean' ? loss.mean() : reduction === 'sum' ? loss.sum() : loss
}

export interface CrossEntropyOptions {
  reduction?: Reduction
  /** A weight for each class. */
  weight?: Tensor
  /** A class that does not count. */
  ignoreIndex?: number
  labelSmoothing?: number
}

/**
 * Cross entropy of scores x [N, C, ...] with classes (int64) [N, ...], or with probabilities of x's shape: the
 * negative logarithm of the probability that softmax gives to what is right.
 */
export function crossEntropy(x: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { reduction = 'mean', weight, labelSmoothing = 0 } = options
  const dim = x.ndim === 1 ? 0 : 1
  const logs = x.logSoftmax(dim)
  const shape = weight && [-1, ...x.shape.slice(dim + 1).map(() => 1)]
  const weighted = weight ? logs.mul(weight.reshape(shape!)) : logs
  if (target.dtype !== 'int64' && target.dtype !== 'int32') {
    const smooth = target.mul(1 - labelSmoothing).add(labelSmoothing / x.shape[dim]!)
    const losses = weighted.mul(smooth).sum(dim).neg()
    return reduction === 'mean' ? losses.sum().div(x.numel / x.shape[dim]!) : reduceLoss(losses, reduction)
  }
  const plain = nllLoss(logs, target, options)
  if (labelSmoothing === 0) return plain
  const { isCounted, counts } = counting(x, target, options, dim)
  const spread = weighted.sum(dim).neg().mul(isCounted).div(x.shape[dim]!)
  const smooth = reduction === 'mean' ? spread.sum().div(counts.sum()) : reduceLoss(spread, reduction)
  return plain.mul(1 - labelSmoothing).add(smooth.mul(labelSmoothing))
}

/** The negative of x [N, C, ...] at the class (int64) [N, ...]; 'mean' divides by the weights that counted. */
export function nllLoss(
  x: Tensor,
  target: Tensor,
  options: Omit<CrossEntropyOptions, 'labelSmoothing'> = {},
): Tensor {
  const { reduction = 'mean', weight, ignoreIndex } = options
  const dim = x.ndim === 1 ? 0 : 1
  const { counts, index } = counting(x, target, options, dim)
  const chosen = x.gather(dim, index.unsqueeze(dim)).squeeze(dim).neg()
  const isPlain = weight === undefined && ignoreIndex === undefined
  const losses = isPlain ? chosen : chosen.mul(counts)
  if (isPlain || reduction !== 'mean') return reduceLoss(losses, reduction)
  return losses.sum().div(counts.sum())
}

function counting(
  x: Tensor,
  target: Tensor,
  { weight, ignoreIndex = -100 }: CrossEntropyOptions,
  dim: number,
) {
  const isCounted = target.ne(ignoreIndex).to(x.dtype)
  const index = target.to('int64').clamp(0, x.shape[dim]! - 1)
  const counts = weight ? weight.indexSelect(0, index).mul(isCounted) : isCounted
  return { isCounted, counts, index }
}

/** Mean of squared differences. */
export function mseLoss(x: Tensor, target: Tensor, { reduction }: { reduction?: Reduction } = {}): Tensor {
  const difference = x.sub(target)
  return reduceLoss(difference.mul(difference), reduction)
}
