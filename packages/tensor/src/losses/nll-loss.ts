import { sameShape, show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { where } from '../ops/where.ts'
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
  const { isIgnored, counts, index } = counting(x, target, options, dim)
  const right = x.gather(dim, index.unsqueeze(dim)).squeeze(dim)
  // What does not count may be infinite.
  const losses = where(isIgnored, 0, right).mul(counts).neg()
  return reduction === 'mean' ? losses.sum().div(counts.sum()) : reduceLoss(losses, reduction)
}

/** Which targets count, by how much, and indices to look up: those that do not count look up the first. */
export function counting(x: Tensor, target: Tensor, { weight, ignoreIndex = -100 }: NllOptions, dim: number) {
  const classes = x.shape[dim]!
  const expected = x.shape.toSpliced(dim, 1)
  if (!sameShape(target.shape, expected)) {
    throw new TensorError(
      'shape',
      `classes ${show(target.shape)} are not the ${show(expected)} of scores ${show(x.shape)}`,
    )
  }
  requireWeights(weight, classes)
  const isIgnored = target.eq(ignoreIndex)
  const isCounted = isIgnored.logicalNot().to(x.dtype)
  // A class below 0 is made one too high: looking it up fails, where it would count from the end.
  const index = where(isIgnored, 0, where(target.lt(0), classes, target)).to('int64')
  const counts = weight ? weight.indexSelect(0, index).mul(isCounted) : isCounted
  return { isIgnored, isCounted, counts, index }
}

/** Refuses weights that are not one for each class. */
export function requireWeights(weight: Tensor | undefined, classes: number): void {
  if (!weight || sameShape(weight.shape, [classes])) return
  throw new TensorError('shape', `weights ${show(weight.shape)} are not one for each of ${classes} classes`)
}
