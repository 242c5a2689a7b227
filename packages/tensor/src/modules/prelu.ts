import { prelu } from '../functions/activations.ts'
import { full } from '../functions/creation.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'
import { Parameter } from './parameter.ts'

/**
 * x where it is positive, else a learned slope times x; one slope, or one for each channel (dimension 1).
 *
 * @example
 * new PReLU().forward(tensor([-4, 2])) // [-1, 2]
 */
export class PReLU extends Module {
  /** [numParameters] */
  readonly weight: Parameter

  constructor(numParameters = 1, { init = 0.25 }: { init?: number } = {}) {
    super()
    this.weight = new Parameter(full([numParameters], init))
  }

  forward(x: Tensor): Tensor {
    return prelu(x, this.weight)
  }
}
