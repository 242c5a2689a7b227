import { constant } from '../functions/promote.ts'
import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { where } from '../ops/where.ts'

/**
 * For every element the product of all others in its slice over `dims`, right also where some are zero: with one
 * zero in a slice only that element's is not zero, with two all are.
 */
export function exclusiveProducts(x: Tensor, dims: Shape): Tensor {
  const isZero = x.eq(0)
  const one = constant(1, x.dtype)
  const zeros = isZero.to(x.dtype).sum(dims, true)
  const ofOthers = where(isZero, one, x).prod(dims, true)
  const withoutZeros = ofOthers.div(where(isZero, one, x))
  const isOnlyZero = isZero.logicalAnd(zeros.eq(1))
  return where(isOnlyZero, ofOthers, where(zeros.eq(0), withoutZeros, constant(0, x.dtype)))
}
