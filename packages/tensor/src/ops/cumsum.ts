import { defineOp } from '../graph/define-op.ts'
import { isFloat, NUMBERS } from '../graph/dtype.ts'
import { normalizeDim } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { alongDim } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  dim: number
  /** Sums from the end instead. */
  isReversed: boolean
}

const op = defineOp<Attributes, 1>({
  name: 'cumsum',
  dtypes: NUMBERS,
  outputs: ([x]) => [x],
  onnx: (emitter, [x], { attributes: { dim, isReversed } }) =>
    emitter.emit('CumSum', [x, emitter.scalar(dim, 'int64')], { reverse: { int: Number(isReversed) } }),
  grad: ({ up, attributes: { dim, isReversed } }) => [runningSum(up, dim, !isReversed)],
})

function runningSum(x: Tensor, dim: number, isReversed: boolean): Tensor {
  return op.apply([x], { dim, isReversed })
}

/**
 * Running sums along a dimension; of integers and bools as int64.
 *
 * @example
 * cumsum(tensor([[1, 2, 3]]), 1) // [[1, 3, 6]]
 */
export function cumsum(x: Tensor, dim: number): Tensor {
  const operand = isFloat(x.dtype) ? x : x.to('int64')
  const normal = normalizeDim(dim, x.ndim)
  return x.ndim === 0 ? operand : runningSum(operand, normal, false)
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { dim, isReversed }) =>
    alongDim(x!, dim, (values) => {
      let sum = 0
      const sums = (isReversed ? values.toReversed() : values).map((value) => {
        sum += value
        return sum
      })
      return isReversed ? sums.toReversed() : sums
    }),
  samples: (random) => [
    { inputs: [random.normal([2, 4])], attributes: { dim: 1, isReversed: false } },
    { inputs: [random.normal([3, 2, 2])], attributes: { dim: 0, isReversed: true } },
    { inputs: [random.integers([4], -5, 5)], attributes: { dim: 0, isReversed: false } },
  ],
}
