import { InstanceNorm, type InstanceNormOptions } from './instance-norm.ts'

/**
 * Brings every channel of every sample to mean 0 and variance 1: x [N, C, L], of the same shape after.
 *
 * @example
 * new InstanceNorm1d(3).forward(randn([2, 3, 4])).shape // [2, 3, 4]
 */
export class InstanceNorm1d extends InstanceNorm {
  constructor(channels: number, options: InstanceNormOptions = {}) {
    super(3, channels, options)
  }
}
