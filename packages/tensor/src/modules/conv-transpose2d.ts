import { convTranspose2d, type PerDim } from '../functions/convolution.ts'
import type { Tensor } from '../graph/tensor.ts'
import { ConvTranspose, type ConvTransposeModuleOptions } from './conv-transpose.ts'

/**
 * Transposed convolution, the way back of a convolution's shapes: x [N, in, H, W] to [N, out, H', W'].
 *
 * @example
 * new ConvTranspose2d(4, 3, 2, { stride: 2 }).forward(randn([2, 4, 8, 8])).shape // [2, 3, 16, 16]
 */
export class ConvTranspose2d extends ConvTranspose {
  constructor(
    inChannels: number,
    outChannels: number,
    kernelSize: PerDim,
    options: ConvTransposeModuleOptions = {},
  ) {
    super(2, inChannels, outChannels, kernelSize, options)
  }

  forward(x: Tensor): Tensor {
    return convTranspose2d(x, this.weight, this.bias, this.options)
  }
}
