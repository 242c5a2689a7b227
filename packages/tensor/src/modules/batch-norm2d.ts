import { BatchNorm, type BatchNormOptions } from './batch-norm.ts'

/**
 * Brings every channel to mean 0 and variance 1: by the batch's statistics in training, by running ones in
 * evaluation. x [N, C, H, W], of the same shape after.
 *
 * @example
 * new BatchNorm2d(3).forward(randn([4, 3, 2, 2])).shape // [4, 3, 2, 2]
 */
export class BatchNorm2d extends BatchNorm {
  constructor(channels: number, options: BatchNormOptions = {}) {
    super([4], channels, options)
  }
}
