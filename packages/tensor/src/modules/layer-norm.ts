import { ones, zeros } from '../functions/creation.ts'
import { layerNorm } from '../functions/normalization.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

export interface LayerNormOptions {
  eps?: number
  /** Whether there is a weight (and a bias). */
  elementwiseAffine?: boolean
  bias?: boolean
}

/**
 * Brings the last dimensions to mean 0 and variance 1: x [..., ...normalizedShape], of the same shape after.
 *
 * @example
 * new LayerNorm(4).forward(tensor([[1, 1, 3, 3]])) // [[-1, -1, 1, 1]]
 */
export class LayerNorm extends Module {
  readonly weight: Parameter | undefined
  readonly bias: Parameter | undefined
  readonly #shape: Shape
  readonly #eps: number

  constructor(normalizedShape: number | Shape, options: LayerNormOptions = {}) {
    super()
    const { eps = 1e-5, elementwiseAffine = true, bias = true } = options
    this.#shape = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape
    this.#eps = eps
    if (elementwiseAffine) this.weight = new Parameter(ones(this.#shape))
    if (elementwiseAffine && bias) this.bias = new Parameter(zeros(this.#shape))
  }

  forward(x: Tensor): Tensor {
    return layerNorm(x, this.#shape, this.weight, this.bias, this.#eps)
  }
}
