import { promote } from '../functions/promote.ts'
import { defineOp } from '../graph/define-op.ts'
import { isFloat, NUMBERS } from '../graph/dtype.ts'
import { broadcastShapes, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  /** Whether the last two dimensions of an operand are swapped first. */
  transA: boolean
  transB: boolean
}

const op = defineOp<Attributes, 2>({
  name: 'matmul',
  dtypes: NUMBERS,
  outputs: ([a, b], { transA, transB }) => {
    const [m, k] = lastTwo(a.shape, transA)
    const [inner, n] = lastTwo(b.shape, transB)
    if (k !== inner) {
      throw new TensorError('shape', `cannot multiply matrices ${show(a.shape)} and ${show(b.shape)}`)
    }
    return [{ dtype: a.dtype, shape: [...broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2)), m, n] }]
  },
  onnx: (emitter, [a, b], { attributes: { transA, transB }, inputs: [x, y] }) => {
    const attributes = { transA: { int: Number(transA) }, transB: { int: Number(transB) } }
    // Each of them is faster than transposing first, but only for these types.
    if (isFloat(x.dtype) && x.shape.length === 2 && y.shape.length === 2) {
      return emitter.emit('Gemm', [a, b], attributes)
    }
    if (x.dtype === 'float32' && (transA || transB)) {
      return emitter.emit('FusedMatMul', [a, b], attributes, 'com.microsoft')
    }
    const swap = (name: string, rank: number, isSwapped: boolean) =>
      isSwapped ? emitter.emit('Transpose', [name], { perm: { ints: swapLast(rank) } }) : name
    return emitter.emit('MatMul', [swap(a, x.shape.length, transA), swap(b, y.shape.length, transB)])
  },
  grad: ({ up, inputs: [a, b], attributes: { transA, transB } }) => {
    const da = transA ? product(b, up, transB, true) : product(up, b, false, !transB)
    const db = transB ? product(up, a, true, transA) : product(a, up, !transA, false)
    return [da.sumTo(a.shape), db.sumTo(b.shape)]
  },
})

function lastTwo(shape: readonly number[], isSwapped: boolean): [number, number] {
  const [rows, columns] = shape.slice(-2) as [number, number]
  return isSwapped ? [columns, rows] : [rows, columns]
}

function swapLast(rank: number): number[] {
  const dims = Array.from({ length: rank }, (_, i) => i)
  return [...dims.slice(0, -2), rank - 1, rank - 2]
}

/**
 * The product of matrices (of at least two dimensions each), with either transposed on the way at no cost.
 *
 * @example
 * product(tensor([[1, 2]]), tensor([[3, 4]]), false, true) // [[11]]
 */
export function product(a: Tensor, b: Tensor, transA = false, transB = false): Tensor {
  return op.apply([a, b], { transA, transB })
}

/**
 * Matrix product, by PyTorch's rules: of matrices, of batches of them (broadcasting), of a matrix with a vector,
 * or of two vectors (a single number).
 *
 * @example
 * matmul(tensor([[1, 2], [3, 4]]), tensor([[1], [1]])) // [[3], [7]]
 * matmul(randn([5, 2, 3]), randn([3, 4])).shape // [5, 2, 4]
 */
export function matmul(left: Tensor, right: Tensor): Tensor {
  const [a, b] = promote(left, right)
  if (a.ndim === 0 || b.ndim === 0) throw new TensorError('shape', 'matmul wants at least one dimension each')
  if (a.ndim === 1) return matmul(a.unsqueeze(0), b).squeeze(b.ndim === 1 ? 0 : -2)
  if (b.ndim === 1) return matmul(a, b.unsqueeze(1)).squeeze(-1)
  // One large product, and one for the gradient of `b`, instead of a small one for each of a batch.
  if (b.ndim === 2 && a.ndim > 2) {
    return product(a.reshape([-1, a.shape.at(-1)!]), b).reshape([...a.shape.slice(0, -1), b.shape[1]!])
  }
  return product(a, b)
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([a, b], { transA, transB }, [out]) => {
    const [, k] = lastTwo(a!.shape, transA)
    const data = new Float64Array(sizeOf(out!.shape))
    eachIndex(out!.shape, (index, position) => {
      const batch = index.slice(0, -2)
      const [row, column] = index.slice(-2) as [number, number]
      for (let i = 0; i < k; i++) {
        const x = at(a!, [...batch, ...(transA ? [i, row] : [row, i])])
        data[position]! += x * at(b!, [...batch, ...(transB ? [column, i] : [i, column])])
      }
    })
    return data
  },
  samples: (random) => {
    const sample = (a: number[], b: number[], transA = false, transB = false) => ({
      inputs: [random.normal(a), random.normal(b)],
      attributes: { transA, transB },
    })
    return [
      sample([2, 3], [3, 4]),
      sample([3, 2], [3, 4], true),
      sample([2, 3], [4, 3], false, true),
      sample([3, 2], [4, 3], true, true),
      sample([2, 2, 3], [2, 3, 1]),
      sample([2, 3, 2], [1, 3, 2], true),
      sample([1, 2, 3], [2, 1, 4, 3], false, true),
      sample([2, 3, 2], [4, 3], true, true),
      sample([0, 3], [3, 2]),
      {
        inputs: [random.integers([2, 3], -4, 4), random.integers([3, 2], -4, 4)],
        attributes: { transA: false, transB: false },
      },
    ]
  },
}
