import { InstanceNorm, type InstanceNormOptions } from './instance-norm.ts'

/**
 * Brings every channel of every sample to mean 0 and variance 1: x [N, C, H, W], of the same shape after.
 *
 * @example
 * new InstanceNorm2d(3).forward(randn([2, 3, 4, 4])).shape // [2, 3, 4, 4]
 */
export class InstanceNorm2d extends InstanceNorm {
  constructor(channels: number, options: InstanceNormOptions = {}) {
    super(4, channels, options)
  }
}
