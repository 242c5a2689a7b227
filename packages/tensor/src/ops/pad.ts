import { defineOp } from '../graph/define-op.ts'
import { type Dtype, FLOATS } from '../graph/dtype.ts'
import { normalizeDim, type Shape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  /** Elements added before and after each dimension; negative ones are cut off. */
  before: Shape
  after: Shape
  value: number
}

const DTYPES: readonly Dtype[] = [...FLOATS, 'int32', 'int64', 'uint8', 'bool']

const op = defineOp<Attributes, 1>({
  name: 'pad',
  dtypes: DTYPES,
  outputs: ([x], { before, after }) => {
    const shape = x.shape.map((dim, i) => dim + before[i]! + after[i]!)
    if (shape.some((dim) => dim < 0)) {
      throw new TensorError('shape', `cannot cut ${show(before)} and ${show(after)} off ${show(x.shape)}`)
    }
    return [{ dtype: x.dtype, shape }]
  },
  onnx: (emitter, [x], { attributes: { before, after, value }, inputs: [{ dtype }] }) =>
    emitter.emit('Pad', [x, emitter.ints([...before, ...after]), emitter.scalar(value, dtype)]),
  grad: ({ up, attributes: { before, after } }) => [
    padConstant(
      up,
      before.map((n) => -n || 0),
      after.map((n) => -n || 0),
    ),
  ],
})

/**
 * Adds elements of one value before and after each dimension; negative numbers cut off instead.
 *
 * @example
 * padConstant(tensor([[1, 2]]), [1, 0], [0, 1], 9) // [[9, 9, 9], [1, 2, 9]]
 */
export function padConstant(x: Tensor, before: Shape, after: Shape, value = 0): Tensor {
  return [...before, ...after].every((n) => n === 0) ? x : op.apply([x], { before, after, value })
}

/**
 * The same for one dimension.
 *
 * @example
 * padDim(tensor([1, 2]), 0, 1, 2) // [0, 1, 2, 0, 0]
 */
export function padDim(x: Tensor, dim: number, before: number, after: number, value = 0): Tensor {
  const zeros = x.shape.map(() => 0)
  const normal = normalizeDim(dim, x.ndim)
  return padConstant(x, zeros.with(normal, before), zeros.with(normal, after), value)
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { before, value }, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    eachIndex(out!.shape, (index, position) => {
      const from = index.map((i, dim) => i - before[dim]!)
      data[position] = from.every((i, dim) => i >= 0 && i < x!.shape[dim]!) ? at(x!, from) : value
    })
    return data
  },
  samples: (random) => [
    { inputs: [random.normal([2, 3])], attributes: { before: [1, 0], after: [0, 2], value: 0 } },
    { inputs: [random.normal([4])], attributes: { before: [-1], after: [2], value: 1.5 } },
    { inputs: [random.normal([2, 3])], attributes: { before: [-1, 2], after: [0, -1], value: 0 } },
    { inputs: [random.normal([0, 2])], attributes: { before: [1, 0], after: [0, 0], value: 0 } },
  ],
}
