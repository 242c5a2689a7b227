import { conv2d, type PerDim } from '../functions/convolution.ts'
import type { Tensor } from '../graph/tensor.ts'
import { Conv, type ConvModuleOptions } from './conv.ts'

/**
 * Convolution: x [N, in, H, W] to [N, out, H', W'].
 *
 * @example
 * new Conv2d(3, 4, 3, { padding: 1 }).forward(randn([2, 3, 8, 8])).shape // [2, 4, 8, 8]
 */
export class Conv2d extends Conv {
  constructor(inChannels: number, outChannels: number, kernelSize: PerDim, options: ConvModuleOptions = {}) {
    super(2, inChannels, outChannels, kernelSize, options)
  }

  forward(x: Tensor): Tensor {
    const prepared = this.prepare(x)
    return conv2d(prepared.x, this.weight, this.bias, prepared.options)
  }
}
