import { uniform } from '../functions/random.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'

/** Uniform within 1 / sqrt(fanIn): how PyTorch starts the weights and biases of its linear layers and convolutions. */
export function fanBounded(shape: Shape, fanIn: number): Tensor {
  const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0
  return uniform(shape, -bound, bound)
}
