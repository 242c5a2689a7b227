import { logsumexp, mean, norm } from '../../functions/reductions.ts'
import { sizeOf } from '../../graph/shape.ts'
import type { Tensor } from '../../graph/tensor.ts'
import { amax } from '../../ops/amax.ts'
import { amin } from '../../ops/amin.ts'
import { logSoftmax } from '../../ops/log-softmax.ts'
import { prod } from '../../ops/prod.ts'
import { softmax } from '../../ops/softmax.ts'
import { sum } from '../../ops/sum.ts'
import type { Operator, OperatorCall, Operators } from './call.ts'
import { isKnown, Known, toTensor } from './host.ts'

type Reduce = (x: Tensor, dims: readonly number[], keep: boolean) => Tensor

const reduction = (reduce: Reduce, byHand?: (values: number[]) => number): Operator => {
  return (call) => {
    const x = call.operand(0)
    const rank = x.shape.length
    let dims = call.axes(1, rank)
    if (!dims || dims.length === 0) {
      if (call.flag('noop_with_empty_axes')) return x
      dims = x.shape.map((_, dim) => dim)
    }
    const keep = call.flag('keepdims', true)
    if (isKnown(x) && byHand && dims.length === rank) {
      return new Known(x.dtype, keep ? x.shape.map(() => 1) : [], [byHand(Array.from(x.data))])
    }
    return reduce(toTensor(x), dims, keep)
  }
}

/** Before operator set 13 the dimensions from `axis` on were one. */
const overLast = (apply: (x: Tensor, dim: number) => Tensor): Operator => {
  return (call: OperatorCall) => {
    const x = call.tensor(0)
    if (call.opset >= 13) return apply(x, call.axis(x.ndim, -1))
    const axis = call.axis(x.ndim, 1)
    const rows = sizeOf(x.shape.slice(0, axis))
    return apply(x.reshape([rows, sizeOf(x.shape.slice(axis))]), 1).reshape(x.shape)
  }
}

export const reductions: Operators = {
  ReduceSum: reduction(
    (x, dims, keep) => sum(x, dims, keep).to(x.dtype),
    (values) => values.reduce((a, b) => a + b, 0),
  ),
  ReduceMean: reduction(mean),
  ReduceMax: reduction(amax, (values) => Math.max(...values)),
  ReduceMin: reduction(amin, (values) => Math.min(...values)),
  ReduceProd: reduction(
    (x, dims, keep) => prod(x, dims, keep).to(x.dtype),
    (values) => values.reduce((a, b) => a * b, 1),
  ),
  ReduceL1: reduction((x, dims, keep) => norm(x, 1, dims, keep)),
  ReduceL2: reduction((x, dims, keep) => norm(x, 2, dims, keep)),
  ReduceLogSum: reduction((x, dims, keep) => sum(x, dims, keep).log()),
  ReduceLogSumExp: reduction(logsumexp),
  ReduceSumSquare: reduction((x, dims, keep) => sum(x.mul(x), dims, keep)),
  Softmax: overLast(softmax),
  LogSoftmax: overLast(logSoftmax),
  LpNormalization: (call) => {
    const x = call.tensor(0)
    return x.div(norm(x, call.int('p', 2), call.axis(x.ndim, -1), true))
  },
}
