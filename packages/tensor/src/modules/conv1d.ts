import { conv1d, type PerDim } from '../functions/convolution.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Conv, type ConvModuleOptions } from './conv.ts'

/**
 * Convolution: x [N, in, L] to [N, out, L'].
 *
 * @example
 * new Conv1d(3, 4, 3, { padding: 1 }).forward(randn([2, 3, 8])).shape // [2, 4, 8]
 */
export class Conv1d extends Conv {
  constructor(inChannels: number, outChannels: number, kernelSize: PerDim, options: ConvModuleOptions = {}) {
    super(1, inChannels, outChannels, kernelSize, options)
  }

  forward(x: Tensor): Tensor {
    const prepared = this.prepare(x)
    return conv1d(prepared.x, this.weight, this.bias, prepared.options)
  }
}
