import type { Tensor } from '../graph/tensor.ts'

/**
 * Brings every element of gradients between -limit and limit.
 *
 * @example
 * clipGradValue([tensor([3, -0.5])], 1)[0] // [1, -0.5]
 */
export function clipGradValue(gradients: readonly Tensor[], limit: number): Tensor[] {
  return gradients.map((gradient) => gradient.clamp(-limit, limit))
}
