import { type Dtype, hostArray, isFloat, promoteDtypes } from '../graph/dtype.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { leafValue } from '../graph/value.ts'
import { cast } from '../ops/cast.ts'

/** A tensor, or a number: part of the graph, and of the tensor's type unless it needs a fraction. */
export type Operand = Tensor | number

/**
 * A number as a 0-d tensor that is written into the model.
 *
 * @example
 * constant(2, 'float32').add(tensor([1])) // [3]
 */
export function constant(value: number, dtype: Dtype): Tensor {
  if (!Number.isFinite(value) && !isFloat(dtype) && dtype !== 'bool') {
    throw new TensorError('dtype', `${value} is no number of ${dtype}`)
  }
  return new Tensor(leafValue({ kind: 'constant', data: hostArray(dtype, [value]) }, dtype, []))
}

function weak(value: number, beside: Tensor): Tensor {
  const { dtype } = beside
  const needsFloat = !isFloat(dtype) && (dtype === 'bool' || !Number.isInteger(value))
  return constant(value, needsFloat ? (Number.isInteger(value) ? 'int64' : 'float32') : dtype)
}

/**
 * Two operands as tensors of one element type.
 *
 * @example
 * promote(tensor([1n]), 0.5)[0].dtype // "float32"
 */
export function promote(a: Operand, b: Operand): [Tensor, Tensor] {
  if (typeof a === 'number') {
    if (typeof b === 'number') return [constant(a, 'float32'), constant(b, 'float32')]
    return promote(weak(a, b), b)
  }
  if (typeof b === 'number') return promote(a, weak(b, a))
  const dtype = promoteDtypes(a, b)
  return [cast(a, dtype), cast(b, dtype)]
}
