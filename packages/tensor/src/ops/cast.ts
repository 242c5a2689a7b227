import { ONNX_DTYPE_CODES } from '../formats/onnx-dtype.ts'
import { defineOp } from '../graph/define-op.ts'
import { DTYPES, type Dtype, isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { map } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  dtype: Dtype
}

const op = defineOp<Attributes, 1>({
  name: 'cast',
  dtypes: DTYPES,
  outputs: ([x], { dtype }) => [{ dtype, shape: x.shape }],
  onnx: (emitter, [x], { attributes: { dtype } }) =>
    emitter.emit('Cast', [x], { to: { int: ONNX_DTYPE_CODES.get(dtype)! } }),
  grad: ({ up, inputs: [x] }) => [cast(up, x.dtype)],
})

/**
 * The same numbers in another element type (PyTorch's `to`); fractions are cut off for integers.
 *
 * @example
 * cast(tensor([1.7, -1.7]), 'int32') // [1, -1]
 */
export function cast(x: Tensor, dtype: Dtype): Tensor {
  return x.dtype === dtype ? x : op.apply([x], { dtype })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { dtype }) =>
    map(x, (v) => (isFloat(dtype) ? v : dtype === 'bool' ? Number(v !== 0) : Math.trunc(v))),
  samples: (random) => [
    { inputs: [random.distinct([2, 3])], attributes: { dtype: 'float64' } },
    { inputs: [random.distinct([2, 3])], attributes: { dtype: 'int64' } },
    { inputs: [random.distinct([4])], attributes: { dtype: 'int32' } },
    { inputs: [random.integers([3], 0, 2)], attributes: { dtype: 'bool' } },
    { inputs: [random.bools([0, 2])], attributes: { dtype: 'float32' } },
  ],
}
