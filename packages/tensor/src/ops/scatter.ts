import { fullLike } from '../functions/creation.ts'
import { defineOp } from '../graph/define-op.ts'
import { DTYPES } from '../graph/dtype.ts'
import { firstOf, requireIndex, requireSource } from '../graph/require-index.ts'
import { normalizeDim } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { eachIndex, offsetIn } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { plain } from '../reference/samples.ts'

interface Attributes {
  dim: number
}

const op = defineOp<Attributes, 3>({
  name: 'scatter',
  dtypes: DTYPES,
  outputs: ([x]) => [x],
  onnx: (emitter, inputs, { attributes: { dim } }) =>
    emitter.emit('ScatterElements', inputs, { axis: { int: dim } }),
  grad: ({ up, inputs: [, index, source], attributes: { dim } }) => [
    up.scatter(dim, index, fullLike(source, 0)),
    undefined,
    up.gather(dim, index),
  ],
})

/**
 * Copies `x` with elements replaced along a dimension: result[index[i][j]][j] = source[i][j] for dimension 0.
 * An element that the index names twice gets one of the two; its gradient is then not defined.
 *
 * @example
 * scatter(zeros([1, 3]), 1, tensor([[2n, 0n]]), tensor([[5, 6]])) // [[6, 0, 5]]
 */
export function scatter(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const normal = normalizeDim(dim, x.ndim)
  requireIndex('scatter', x.shape, normal, index)
  requireSource(x, index, source)
  if (index.numel === 0) return x
  if (x.ndim === 0) {
    const [all, place, value] = [x, index, source].map((one) => one.reshape([1])) as [Tensor, Tensor, Tensor]
    return scatter(all, dim, place, value).reshape([])
  }
  return op.apply([x, index, firstOf(source, index.shape)], { dim: normal })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, index, source], { dim }) => {
    const data = x!.data.slice()
    eachIndex(index!.shape, (place, position) => {
      data[offsetIn(x!.shape, place.with(dim, index!.data[position]!))]! = source!.data[position]!
    })
    return data
  },
  samples: (random) => [
    {
      inputs: [random.normal([3, 2]), plain([0, 2, 1, 1], [2, 2], 'int64'), random.normal([2, 2])],
      attributes: { dim: 0 },
    },
    {
      inputs: [random.normal([2, 3]), plain([2, 0, 1, 0], [2, 2], 'int64'), random.normal([2, 2])],
      attributes: { dim: 1 },
    },
  ],
}
