import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { counting, type NllOptions, nllLoss, requireWeights } from './nll-loss.ts'
import { reduceLoss, requireSame } from './reduce-loss.ts'

export interface CrossEntropyOptions extends NllOptions {
  /** The share of the target that goes to all classes alike. */
  labelSmoothing?: number
}

/**
 * Cross entropy of scores x [N, C, ...] with classes (int64) [N, ...], or with probabilities of x's shape: the
 * negative logarithm of the probability that softmax gives to what is right.
 *
 * @example
 * crossEntropy(tensor([[0, 0], [0, 0]]), tensor([1n, 0n])) // 0.6931
 */
export function crossEntropy(x: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  const { reduction = 'mean', weight, labelSmoothing = 0 } = options
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new TensorError('argument', `labelSmoothing is from 0 to 1, not ${labelSmoothing}`)
  }
  const dim = x.ndim === 1 ? 0 : 1
  const logs = x.logSoftmax(dim)
  const shape = weight && [-1, ...x.shape.slice(dim + 1).map(() => 1)]
  const weighted = weight ? logs.mul(weight.reshape(shape!)) : logs
  if (target.dtype !== 'int64' && target.dtype !== 'int32') {
    requireSame(x, target)
    requireWeights(weight, x.shape[dim]!)
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
