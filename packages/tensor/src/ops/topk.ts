import { fullLike } from '../functions/creation.ts'
import { defineOp } from '../graph/define-op.ts'
import { isSmall, NUMBERS } from '../graph/dtype.ts'
import { normalizeDim } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { alongDim } from '../reference/iterate.ts'
import type { OpCheck, Plain } from '../reference/op-check.ts'
import { plain } from '../reference/samples.ts'

interface Attributes {
  k: number
  dim: number
  isLargest: boolean
}

const op = defineOp<Attributes, 1>({
  name: 'topk',
  dtypes: NUMBERS,
  outputs: ([x], { k, dim }) => {
    const shape = x.shape.with(dim, k)
    return [
      { dtype: x.dtype, shape },
      { dtype: 'int64', shape },
    ]
  },
  onnx: (emitter, [x], { attributes: { k, dim, isLargest } }) =>
    emitter.emitMany('TopK', [x, emitter.ints([k])], [true, true], {
      axis: { int: dim },
      largest: { int: Number(isLargest) },
    }),
  grad: ({ up, inputs: [x], outputs: [, indices], attributes: { dim } }) => [
    fullLike(x, 0).scatterAdd(dim, indices!, up),
  ],
})

/**
 * The k largest (or smallest) elements along a dimension, best first, and their indices (int64). Of elements that
 * tie the first comes first.
 *
 * @example
 * const { values, indices } = topk(tensor([5, 1, 9]), 2)
 * values // [9, 5]
 * indices // [2, 0]
 */
export function topk(x: Tensor, k: number, dim = -1, largest = true): { values: Tensor; indices: Tensor } {
  const normal = normalizeDim(dim, x.ndim)
  if (x.ndim === 0) {
    if (k !== 1) throw new TensorError('argument', `topk wants ${k} of a single number`)
    const only = topk(x.reshape([1]), 1)
    return { values: only.values.reshape([]), indices: only.indices.reshape([]) }
  }
  if (k < 0 || k > (x.shape[normal] ?? 1))
    throw new TensorError('argument', `topk wants ${k} of ${x.shape[normal]}`)
  if (isSmall(x.dtype)) {
    const wide = topk(x.to('int32'), k, dim, largest)
    return { values: wide.values.to(x.dtype), indices: wide.indices }
  }
  const [values, indices] = op.call([x], { k, dim: normal, isLargest: largest })
  return { values: values!, indices: indices! }
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { k, dim, isLargest }) => {
    const order = (values: number[]) =>
      Array.from(values.keys())
        .sort((a, b) => (isLargest ? values[b]! - values[a]! : values[a]! - values[b]!) || a - b)
        .slice(0, k)
    const chosen = (pick: (values: number[], i: number) => number): Float64Array =>
      alongDim(x as Plain, dim, (values) => order(values).map((i) => pick(values, i)))
    return [chosen((values, i) => values[i]!), chosen((_, i) => i)]
  },
  samples: (random) => [
    { inputs: [random.distinct([2, 5])], attributes: { k: 3, dim: 1, isLargest: true } },
    { inputs: [random.distinct([4, 2])], attributes: { k: 4, dim: 0, isLargest: false } },
    { inputs: [plain([1, 2, 2, 1, 3])], attributes: { k: 5, dim: 0, isLargest: true }, gradient: false },
  ],
}
