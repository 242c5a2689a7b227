import { linear } from '../functions/linear.ts'
import type { Tensor } from '../graph/tensor.ts'
import { fanBounded } from '../init/fan-bounded.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

/**
 * x · weightᵀ + bias: x [..., in] to [..., out].
 *
 * @example
 * new Linear(3, 2).forward(randn([5, 3])).shape // [5, 2]
 */
export class Linear extends Module {
  /** [out, in] */
  readonly weight: Parameter
  /** [out] */
  readonly bias: Parameter | undefined

  constructor(inFeatures: number, outFeatures: number, { bias = true }: { bias?: boolean } = {}) {
    super()
    this.weight = new Parameter(fanBounded([outFeatures, inFeatures], inFeatures))
    this.bias = bias ? new Parameter(fanBounded([outFeatures], inFeatures)) : undefined
  }

  forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias)
  }
}
