import { defineOp } from '../graph/define-op.ts'
import { DTYPES, widest } from '../graph/dtype.ts'
import { normalizeAxis, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  dim: number
}

const op = defineOp<Attributes>({
  name: 'concat',
  dtypes: DTYPES,
  outputs: ([first, ...others], { dim }) => {
    const { dtype, shape } = first!
    for (const { shape: other } of others) {
      if (other.length !== shape.length || shape.some((size, i) => i !== dim && size !== other[i])) {
        throw new TensorError('shape', `cannot join ${show(shape)} and ${show(other)} along dimension ${dim}`)
      }
    }
    const size = others.reduce((total, other) => total + other.shape[dim]!, shape[dim]!)
    return [{ dtype, shape: shape.with(dim, size) }]
  },
  onnx: (emitter, inputs, { attributes: { dim } }) => emitter.emit('Concat', inputs, { axis: { int: dim } }),
  grad: ({ up, inputs, attributes: { dim } }) =>
    up.split(
      inputs.map(({ shape }) => shape[dim]!),
      dim,
    ),
})

/**
 * Tensors one after the other along a dimension (PyTorch's `cat`).
 *
 * @example
 * concat([tensor([[1, 2]]), tensor([[3, 4]])], 1) // [[1, 2, 3, 4]]
 */
export function concat(tensors: readonly Tensor[], dim = 0): Tensor {
  const [first] = tensors
  if (!first) throw new TensorError('argument', 'concat wants at least one tensor')
  const normal = normalizeAxis(dim, first.ndim)
  if (tensors.length === 1) return first
  const dtype = tensors.reduce((so, { dtype }) => widest(so, dtype), first.dtype)
  return op.apply(
    tensors.map((tensor) => tensor.to(dtype)),
    { dim: normal },
  )
}

export const check: OpCheck<Attributes> = {
  op,
  reference: (inputs, { dim }, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    eachIndex(out!.shape, (index, position) => {
      let offset = index[dim]!
      for (const input of inputs) {
        if (offset >= 0 && offset < input.shape[dim]!) data[position] = at(input, index.with(dim, offset))
        offset -= input.shape[dim]!
      }
    })
    return data
  },
  samples: (random) => [
    { inputs: [random.normal([2, 3]), random.normal([1, 3])], attributes: { dim: 0 } },
    { inputs: [random.normal([2, 1]), random.normal([2, 3]), random.normal([2, 2])], attributes: { dim: 1 } },
    { inputs: [random.normal([2, 0]), random.normal([2, 2])], attributes: { dim: 1 } },
    { inputs: [random.integers([2], 0, 9), random.integers([1], 0, 9)], attributes: { dim: 0 } },
  ],
}
