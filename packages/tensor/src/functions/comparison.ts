import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { eq } from '../ops/eq.ts'
import { le } from '../ops/le.ts'
import { lt } from '../ops/lt.ts'
import type { Operand } from './promote.ts'

/**
 * Whether an element is greater than the other.
 *
 * @example
 * gt(tensor([1, 2, 3]), 2) // [false, false, true]
 */
export function gt(a: Operand, b: Operand): Tensor {
  return lt(b, a)
}

/**
 * Whether an element is greater than the other or equal.
 *
 * @example
 * ge(tensor([1, 2, 3]), 2) // [false, true, true]
 */
export function ge(a: Operand, b: Operand): Tensor {
  return le(b, a)
}

/**
 * Whether two elements differ.
 *
 * @example
 * ne(tensor([1, 2]), 2) // [true, false]
 */
export function ne(a: Operand, b: Operand): Tensor {
  return eq(a, b).logicalNot()
}

/**
 * Whether two elements are within `atol + rtol * |b|` of each other.
 *
 * @example
 * isclose(tensor([1, 2]), tensor([1.000001, 2.1])) // [true, false]
 */
export function isclose(a: Tensor, b: Tensor, rtol = 1e-5, atol = 1e-8): Tensor {
  if (a.dtype === 'bool') return isclose(a.to('uint8'), b.to('uint8'))
  const distance = a.sub(b).abs()
  const isNear = distance.le(b.abs().mul(rtol).add(atol))
  // Infinities are close to themselves and to nothing else.
  return a.eq(b).logicalOr(isFloat(distance.dtype) ? isNear.logicalAnd(distance.lt(Infinity)) : isNear)
}
