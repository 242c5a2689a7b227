import { defineOp } from '../graph/define-op.ts'
import { DTYPES } from '../graph/dtype.ts'
import { normalizeAxis, type Shape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { concat } from './concat.ts'

interface Attributes {
  dim: number
  sizes: Shape
}

const op = defineOp<Attributes, 1>({
  name: 'split',
  dtypes: DTYPES,
  outputs: ([x], { dim, sizes }) => sizes.map((size) => ({ dtype: x.dtype, shape: x.shape.with(dim, size) })),
  onnx: (emitter, [x], { attributes: { dim, sizes } }) =>
    emitter.emitMany(
      'Split',
      [x, emitter.ints(sizes)],
      sizes.map(() => true),
      { axis: { int: dim } },
    ),
  grad: ({ ups, attributes: { dim } }) => [concat(ups, dim)],
})

/**
 * Parts along a dimension, of one size (the last may be smaller) or of the sizes listed.
 *
 * @example
 * split(tensor([1, 2, 3, 4, 5]), 2)[2] // [5]
 * split(tensor([1, 2, 3, 4, 5]), [1, 4])[1] // [2, 3, 4, 5]
 */
export function split(x: Tensor, sizes: number | Shape, dim = 0): Tensor[] {
  const normal = normalizeAxis(dim, x.ndim)
  const total = x.shape[normal]!
  const smallest = Math.min(...(typeof sizes === 'number' ? [sizes] : sizes))
  if (smallest < 0 || (sizes === 0 && total > 0)) {
    throw new TensorError('argument', `parts of ${sizes} elements are none`)
  }
  const list =
    typeof sizes === 'number'
      ? Array.from({ length: Math.max(1, Math.ceil(total / sizes || 0)) }, (_, i) =>
          Math.min(sizes, total - i * sizes),
        )
      : sizes
  if (list.reduce((a, b) => a + b, 0) !== total) {
    throw new TensorError('shape', `sizes ${show(list)} do not add up to ${total}`)
  }
  return list.length === 1 ? [x] : op.call([x], { dim: normal, sizes: list })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { dim }, outputs) => {
    let start = 0
    return outputs.map(({ shape }) => {
      const data = new Float64Array(sizeOf(shape))
      eachIndex(shape, (index, position) => {
        data[position] = at(x!, index.with(dim, index[dim]! + start))
      })
      start += shape[dim]!
      return data
    })
  },
  samples: (random) => [
    { inputs: [random.normal([4, 3])], attributes: { dim: 0, sizes: [1, 3] } },
    { inputs: [random.normal([2, 5])], attributes: { dim: 1, sizes: [2, 2, 1] } },
    { inputs: [random.normal([2, 2])], attributes: { dim: 1, sizes: [0, 2] } },
  ],
}
