import { einsum } from '../functions/einsum.ts'
import type { Tensor } from '../graph/tensor.ts'
import { fanBounded } from '../init/fan-bounded.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

/**
 * aᵀ · weight · b + bias for every output: a [..., in1] and b [..., in2] to [..., out].
 *
 * @example
 * new Bilinear(3, 4, 2).forward(randn([5, 3]), randn([5, 4])).shape // [5, 2]
 */
export class Bilinear extends Module {
  /** [out, in1, in2] */
  readonly weight: Parameter
  /** [out] */
  readonly bias: Parameter | undefined

  constructor(in1: number, in2: number, out: number, { bias = true }: { bias?: boolean } = {}) {
    super()
    this.weight = new Parameter(fanBounded([out, in1, in2], in1))
    this.bias = bias ? new Parameter(fanBounded([out], in1)) : undefined
  }

  forward(a: Tensor, b: Tensor): Tensor {
    const made = einsum('...i,oij,...j->...o', a, this.weight, b)
    return this.bias ? made.add(this.bias) : made
  }
}
