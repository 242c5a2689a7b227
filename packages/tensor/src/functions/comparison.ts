import type { Tensor } from '../graph/tensor.ts'
import { eq } from '../ops/eq.ts'
import { le } from '../ops/le.ts'
import { lt } from '../ops/lt.ts'
import type { Operand } from './promote.ts'

/** Whether an element is greater than the other. */
export function gt(a: Operand, b: Operand): Tensor {
  return lt(b, a)
}

/** Whether an element is greater than the other or equal. */
export function ge(a: Operand, b: Operand): Tensor {
  return le(b, a)
}

/** Whether two elements differ. */
export function ne(a: Operand, b: Operand): Tensor {
  return eq(a, b).logicalNot()
}

/** Whether two elements are within `atol + rtol * |b|` of each other. */
export function isclose(a: Tensor, b: Tensor, rtol = 1e-5, atol = 1e-8): Tensor {
  return a.sub(b).abs().le(b.abs().mul(rtol).add(atol))
}
