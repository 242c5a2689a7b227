import { defineOp } from '../graph/define-op.ts'
import { DTYPES } from '../graph/dtype.ts'
import { requireWhole } from '../graph/require-index.ts'
import { normalizeDim, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { plain } from '../reference/samples.ts'
import { indexSum } from './index-sum.ts'

interface Attributes {
  dim: number
}

const op = defineOp<Attributes, 2>({
  name: 'indexSelect',
  dtypes: DTYPES,
  outputs: ([x, index], { dim }) => [
    { dtype: x.dtype, shape: [...x.shape.slice(0, dim), ...index.shape, ...x.shape.slice(dim + 1)] },
  ],
  onnx: (emitter, inputs, { attributes: { dim } }) => emitter.emit('Gather', inputs, { axis: { int: dim } }),
  grad: ({ up, inputs: [x, index], attributes: { dim } }) => {
    const size = x.shape[dim]!
    if (dim === 0) return [indexSum(up, index, size)]
    const others = up.shape.map((_, i) => i).filter((i) => i < dim || i >= dim + index.ndim)
    const chosen = index.shape.map((_, i) => dim + i)
    const summed = indexSum(up.permute([...chosen, ...others]), index, size)
    const back = x.shape.map((_, i) => (i === dim ? 0 : i < dim ? i + 1 : i))
    return [summed.permute(back)]
  },
})

/**
 * Slices of a dimension in the order an index (int64 or int32, of any shape) lists them, possibly more than once.
 * The index's dimensions take the place of the one chosen from.
 *
 * @example
 * indexSelect(tensor([[1, 2], [3, 4]]), 0, tensor([1n, 1n])) // [[3, 4], [3, 4]]
 */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  requireWhole('indexSelect', index)
  const normal = normalizeDim(dim, x.ndim)
  if (x.ndim === 0) return indexSelect(x.reshape([1]), 0, index).reshape([])
  return op.apply([x, index], { dim: normal })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, index], { dim }, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    const rank = index!.shape.length
    eachIndex(out!.shape, (place, position) => {
      const chosen = at(index!, place.slice(dim, dim + rank))
      const wrapped = chosen < 0 ? chosen + x!.shape[dim]! : chosen
      data[position] = at(x!, [...place.slice(0, dim), wrapped, ...place.slice(dim + rank)])
    })
    return data
  },
  samples: (random) => [
    { inputs: [random.normal([4, 2]), plain([0, 3, 3, 1, 0], [5], 'int64')], attributes: { dim: 0 } },
    { inputs: [random.normal([2, 3, 2]), plain([2, 0, 1, 2], [2, 2], 'int64')], attributes: { dim: 1 } },
    { inputs: [random.normal([3, 2]), plain([1], [], 'int64')], attributes: { dim: 0 } },
    { inputs: [random.normal([2, 3]), plain([1], [], 'int32')], attributes: { dim: 1 } },
    { inputs: [random.normal([3]), plain([], [0], 'int64')], attributes: { dim: 0 } },
    {
      inputs: [random.normal([3, 2]), plain([-1, 0], [2], 'int64')],
      attributes: { dim: 0 },
      gradient: false,
    },
  ],
}
