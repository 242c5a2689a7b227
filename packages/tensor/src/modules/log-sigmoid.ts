import type { Tensor } from '../graph/tensor.ts'
import { Module } from './module.ts'

/**
 * log(sigmoid(x)), without overflow, elementwise.
 *
 * @example
 * new LogSigmoid().forward(tensor([0])) // [-0.6931]
 */
export class LogSigmoid extends Module {
  forward(x: Tensor): Tensor {
    return x.logsigmoid()
  }
}
