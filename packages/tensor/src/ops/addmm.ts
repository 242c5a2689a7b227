import { defineOp } from '../graph/define-op.ts'
import { FLOATS } from '../graph/dtype.ts'
import { show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { product } from './matmul.ts'

interface Attributes {
  transB: boolean
}

const op = defineOp<Attributes, 3>({
  name: 'addmm',
  dtypes: FLOATS,
  outputs: ([a, b], { transB }) => {
    const [n, k] = transB ? b.shape : b.shape.toReversed()
    if (a.shape.length !== 2 || b.shape.length !== 2 || a.shape[1] !== k) {
      throw new TensorError('shape', `cannot multiply matrices ${show(a.shape)} and ${show(b.shape)}`)
    }
    return [{ dtype: a.dtype, shape: [a.shape[0]!, n!] }]
  },
  onnx: (emitter, inputs, { attributes: { transB } }) =>
    emitter.emit('Gemm', inputs, { transB: { int: Number(transB) } }),
  grad: ({ up, inputs: [a, b, bias], attributes: { transB } }) => [
    product(up, b, false, !transB),
    transB ? product(up, a, true) : product(a, up, true),
    up.sumTo(bias.shape),
  ],
})

/**
 * bias + a · b for matrices (`transB`: · bᵀ), in one pass; the bias broadcasts.
 *
 * @example
 * addmm(tensor([10, 20]), tensor([[1, 2]]), tensor([[1, 0], [0, 1]])) // [[11, 22]]
 */
export function addmm(bias: Tensor, a: Tensor, b: Tensor, transB = false): Tensor {
  return op.apply([a, b, bias], { transB })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([a, b, bias], { transB }, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    eachIndex(out!.shape, ([row, column], position) => {
      data[position] = at(bias!, [row!, column!])
      for (let i = 0; i < a!.shape[1]!; i++) {
        data[position]! += at(a!, [row!, i]) * at(b!, transB ? [column!, i] : [i, column!])
      }
    })
    return data
  },
  samples: (random) => [
    {
      inputs: [random.normal([2, 3]), random.normal([3, 4]), random.normal([4])],
      attributes: { transB: false },
    },
    {
      inputs: [random.normal([2, 3]), random.normal([4, 3]), random.normal([1, 4])],
      attributes: { transB: true },
    },
    {
      inputs: [random.normal([2, 3]), random.normal([4, 3]), random.normal([2, 4])],
      attributes: { transB: true },
    },
    {
      inputs: [random.normal([2, 3]), random.normal([1, 3]), random.normal([])],
      attributes: { transB: true },
    },
  ],
}
