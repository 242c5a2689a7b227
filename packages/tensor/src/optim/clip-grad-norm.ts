import { norm } from '../functions/reductions.ts'
import { stack } from '../functions/shapes.ts'
import type { Tensor } from '../graph/tensor.ts'

/**
 * Scales gradients down together so that the norm of all their elements is at most `maxNorm`; also returns what it
 * was (0-d). `p` is the norm's order, Infinity for the largest absolute value.
 *
 * @example
 * const { gradients, norm: total } = clipGradNorm([tensor([3, 0]), tensor([4])], 1)
 * total // 5
 * gradients[0] // [0.6, 0]
 */
export function clipGradNorm(
  gradients: readonly Tensor[],
  maxNorm: number,
  p = 2,
): { gradients: Tensor[]; norm: Tensor } {
  const total = norm(stack(gradients.map((gradient) => norm(gradient, p))), p)
  const factor = total.add(1e-6).reciprocal().mul(maxNorm).clamp(undefined, 1)
  return { gradients: gradients.map((gradient) => gradient.mul(factor)), norm: total }
}
