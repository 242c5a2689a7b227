import { fullLike } from '../functions/creation.ts'
import { defineOp } from '../graph/define-op.ts'
import { allocate, NUMBERS } from '../graph/dtype.ts'
import { sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import type { OpCheck } from '../reference/op-check.ts'
import { plain } from '../reference/samples.ts'
import { indexSelect } from './index-select.ts'

interface Attributes {
  size: number
}

const op = defineOp<Attributes, 2>({
  name: 'indexSum',
  dtypes: NUMBERS,
  outputs: ([source, index], { size }) => [
    { dtype: source.dtype, shape: [size, ...source.shape.slice(index.shape.length)] },
  ],
  onnx: (
    emitter,
    [source, index],
    { attributes: { size }, inputs: [{ dtype, shape }, chosen], outputs: [out] },
  ) => {
    const rows = sizeOf(chosen.shape)
    const flat = emitter.emit('Reshape', [source, emitter.ints([rows, ...out!.shape.slice(1)])], {
      allowzero: { int: 1 },
    })
    const column = emitter.emit('Reshape', [index, emitter.ints([rows, 1])], { allowzero: { int: 1 } })
    const zero = { tensor: { dtype, shape: [1], data: allocate(dtype, 1) } }
    const zeros = emitter.emit(
      'ConstantOfShape',
      [emitter.ints([size, ...shape.slice(chosen.shape.length)])],
      {
        value: zero,
      },
    )
    return emitter.emit('ScatterND', [zeros, column, flat], { reduction: { string: 'add' } })
  },
  grad: ({ up, inputs: [, index] }) => [indexSelect(up, 0, index)],
})

/**
 * Adds up slices by an index (int64): row i of the result, of `size` rows, is the sum of those slices of `source`
 * whose index is i. What the gradient of a look-up is. The index's dimensions are the first ones of `source`.
 *
 * @example
 * indexSum(tensor([[1], [2], [3]]), tensor([0n, 2n, 0n]), 3) // [[4], [0], [2]]
 */
export function indexSum(source: Tensor, index: Tensor, size: number): Tensor {
  if (index.numel === 0) return fullLike(source, 0, [size, ...source.shape.slice(index.ndim)])
  return op.apply([source, index.to('int64')], { size })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([source, index], { size }, [out]) => {
    const row = sizeOf(out!.shape.slice(1))
    const data = new Float64Array(size * row)
    for (const [i, place] of index!.data.entries()) {
      for (let j = 0; j < row; j++) data[place * row + j]! += source!.data[i * row + j]!
    }
    return data
  },
  samples: (random) => [
    { inputs: [random.normal([4, 2]), plain([0, 2, 2, 1], [4], 'int64')], attributes: { size: 3 } },
    { inputs: [random.normal([2, 2, 3]), plain([1, 1, 1, 0], [2, 2], 'int64')], attributes: { size: 2 } },
    { inputs: [random.normal([3]), plain([1, 1, 0], [3], 'int64')], attributes: { size: 4 } },
    { inputs: [random.normal([2]), plain([1], [], 'int64')], attributes: { size: 2 } },
  ],
}
