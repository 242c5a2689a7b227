import { defineOp } from '../graph/define-op.ts'
import { NUMBERS } from '../graph/dtype.ts'
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
  name: 'scatterAdd',
  dtypes: NUMBERS,
  outputs: ([x]) => [x],
  onnx: (emitter, inputs, { attributes: { dim } }) =>
    emitter.emit('ScatterElements', inputs, { axis: { int: dim }, reduction: { string: 'add' } }),
  grad: ({ up, inputs: [, index], attributes: { dim } }) => [up, undefined, up.gather(dim, index)],
})

/**
 * Copies `x` with elements added along a dimension: result[index[i][j]][j] += source[i][j] for dimension 0, as often
 * as the index (int64) names it.
 *
 * @example
 * scatterAdd(zeros([3]), 0, tensor([2n, 2n]), tensor([5, 6])) // [0, 0, 11]
 */
export function scatterAdd(x: Tensor, dim: number, index: Tensor, source: Tensor): Tensor {
  const normal = normalizeDim(dim, x.ndim)
  requireIndex('scatterAdd', x.shape, normal, index)
  requireSource(x, index, source)
  if (index.numel === 0) return x
  if (x.ndim === 0) {
    const [all, place, value] = [x, index, source].map((one) => one.reshape([1])) as [Tensor, Tensor, Tensor]
    return scatterAdd(all, dim, place, value).reshape([])
  }
  return op.apply([x, index, firstOf(source, index.shape)], { dim: normal })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, index, source], { dim }) => {
    const data = x!.data.slice()
    eachIndex(index!.shape, (place, position) => {
      data[offsetIn(x!.shape, place.with(dim, index!.data[position]!))]! += source!.data[position]!
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
    {
      inputs: [random.normal([4]), plain([3, 3, 3, 0], [4], 'int64'), random.normal([4])],
      attributes: { dim: 0 },
    },
  ],
}
