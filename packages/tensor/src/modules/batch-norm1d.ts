import { BatchNorm, type BatchNormOptions } from './batch-norm.ts'

/**
 * Brings every channel to mean 0 and variance 1: by the batch's statistics in training, by running ones in
 * evaluation. x [N, C] or [N, C, L], of the same shape after.
 *
 * @example
 * new BatchNorm1d(3).forward(randn([4, 3])).mean(0).abs().lt(1e-5).all() // true
 */
export class BatchNorm1d extends BatchNorm {
  constructor(channels: number, options: BatchNormOptions = {}) {
    super([2, 3], channels, options)
  }
}
