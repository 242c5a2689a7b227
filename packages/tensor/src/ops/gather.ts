import { fullLike } from '../functions/creation.ts'
import { defineOp } from '../graph/define-op.ts'
import { DTYPES } from '../graph/dtype.ts'
import { requireIndex } from '../graph/require-index.ts'
import { normalizeDim, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { plain } from '../reference/samples.ts'

interface Attributes {
  dim: number
}

const op = defineOp<Attributes, 2>({
  name: 'gather',
  dtypes: DTYPES,
  outputs: ([x, index]) => [{ dtype: x.dtype, shape: index.shape }],
  onnx: (emitter, inputs, { attributes: { dim } }) =>
    emitter.emit('GatherElements', inputs, { axis: { int: dim } }),
  grad: ({ up, inputs: [x, index], attributes: { dim } }) => [fullLike(x, 0).scatterAdd(dim, index, up)],
})

/**
 * Elements chosen along a dimension: result[i][j] = x[index[i][j]][j] for dimension 0. The index (int64) has as many
 * dimensions as `x`, and the result its shape.
 *
 * @example
 * gather(tensor([[1, 2], [3, 4]]), 1, tensor([[1n], [0n]])) // [[2], [3]]
 */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  const normal = normalizeDim(dim, x.ndim)
  requireIndex('gather', x.shape, normal, index)
  if (x.ndim === 0) return gather(x.reshape([1]), dim, index.reshape([1])).reshape([])
  return op.apply([x, index], { dim: normal })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x, index], { dim }, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    eachIndex(index!.shape, (place, position) => {
      data[position] = at(x!, place.with(dim, index!.data[position]!))
    })
    return data
  },
  samples: (random) => [
    { inputs: [random.normal([3, 2]), plain([0, 2, 2, 1], [2, 2], 'int64')], attributes: { dim: 0 } },
    {
      inputs: [random.normal([2, 3]), plain([2, 2, 0, 0, 1, 2, 1, 0], [2, 4], 'int64')],
      attributes: { dim: 1 },
    },
    { inputs: [random.normal([4]), plain([3, 3], [2], 'int64')], attributes: { dim: 0 } },
  ],
}
