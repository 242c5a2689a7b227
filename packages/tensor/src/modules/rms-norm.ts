import { ones } from '../functions/creation.ts'
import { rmsNorm } from '../functions/normalization.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

/**
 * Divides the last dimensions by their root mean square: x [..., ...normalizedShape], of the same shape after. `eps`
 * is float32's smallest step from 1 unless given, as PyTorch has it.
 *
 * @example
 * new RMSNorm(2).forward(tensor([[3, 3]])) // [[1, 1]]
 */
export class RMSNorm extends Module {
  readonly weight: Parameter | undefined
  readonly #shape: Shape
  readonly #eps: number

  constructor(
    normalizedShape: number | Shape,
    { eps = 2 ** -23, elementwiseAffine = true }: { eps?: number; elementwiseAffine?: boolean } = {},
  ) {
    super()
    this.#shape = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape
    this.#eps = eps
    if (elementwiseAffine) this.weight = new Parameter(ones(this.#shape))
  }

  forward(x: Tensor): Tensor {
    return rmsNorm(x, this.#shape, this.weight, this.#eps)
  }
}
