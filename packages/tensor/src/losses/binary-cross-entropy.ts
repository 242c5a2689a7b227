import { constant } from '../functions/promote.ts'
import type { Tensor } from '../graph/tensor.ts'
import { sub } from '../ops/sub.ts'
import { where } from '../ops/where.ts'
import { type LossOptions, reduceLoss, requireSame } from './reduce-loss.ts'

/**
 * Cross entropy of probabilities x with targets from 0 to 1, of one shape; `weight` broadcasts. Logarithms stop at -100,
 * as PyTorch's do; scores are better kept as they are, for `binaryCrossEntropyWithLogits`.
 *
 * @example
 * binaryCrossEntropy(tensor([0.5, 0]), tensor([1, 0])) // 0.3466
 */
export function binaryCrossEntropy(
  x: Tensor,
  target: Tensor,
  { weight, reduction }: LossOptions & { weight?: Tensor } = {},
): Tensor {
  requireSame(x, target)
  const isEdge = x.le(0).logicalOr(x.ge(1))
  const inside = where(isEdge, constant(0.5, x.dtype), x)
  const curve = target
    .mul(inside.log())
    .add(sub(1, target).mul(sub(1, inside).log()))
    .neg()
  // At 0 and 1 the slope would be infinite: PyTorch's is 1e12 there.
  const off = x.detach().sub(target)
  const edge = off
    .abs()
    .mul(100)
    .add(off.mul(1e12).mul(x.sub(x.detach())))
  const losses = where(isEdge, edge, curve.clamp(undefined, 100))
  return reduceLoss(weight ? losses.mul(weight) : losses, reduction)
}
