import { fullLike } from '../functions/creation.ts'
import { sameShape, show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { sub } from '../ops/sub.ts'
import { where } from '../ops/where.ts'
import { type LossOptions, reduceLoss } from './reduce-loss.ts'

/**
 * How far vectors a and b [N, D] (or [D]) are from the same direction where the target [N] is 1, and from less than
 * `margin` of it where it is -1.
 *
 * @example
 * const [a, b] = [tensor([[1, 0], [1, 0]]), tensor([[0, 2], [3, 0]])]
 * cosineEmbeddingLoss(a, b, tensor([1, -1]), { reduction: 'none' }) // [1, 1]
 */
export function cosineEmbeddingLoss(
  a: Tensor,
  b: Tensor,
  target: Tensor,
  { margin = 0, reduction }: LossOptions & { margin?: number } = {},
): Tensor {
  if (!sameShape(target.shape, a.shape.slice(0, -1))) {
    throw new TensorError(
      'shape',
      `targets ${show(target.shape)} are not one for each vector of ${show(a.shape)}`,
    )
  }
  const size = (x: Tensor) => x.mul(x).sum(-1).add(1e-12)
  const cosine = a
    .mul(b)
    .sum(-1)
    .div(size(a).mul(size(b)).sqrt())
  const apart = where(target.eq(-1), cosine.sub(margin).clamp(0), fullLike(cosine, 0, []))
  return reduceLoss(where(target.eq(1), sub(1, cosine), apart), reduction)
}
