import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { where } from '../ops/where.ts'
import { arange } from './creation.ts'
import { constant, type Operand } from './promote.ts'

/**
 * Replaces elements where the mask (bool, broadcasting) holds.
 *
 * @example
 * maskedFill(tensor([1, 2, 3]), tensor([true, false, true]), 0) // [0, 2, 0]
 */
export function maskedFill(x: Tensor, mask: Tensor, value: number): Tensor {
  return where(mask, constant(value, x.dtype), x)
}

/**
 * Where the condition (this tensor, bool) fails, `other` instead: PyTorch's `x.where(condition, other)`.
 *
 * @example
 * whereElse(tensor([1, 2]), tensor([true, false]), 0) // [1, 0]
 */
export function whereElse(x: Tensor, condition: Tensor, other: Operand): Tensor {
  return where(condition, x, other)
}

/**
 * Not-a-numbers become `nan`, infinities the numbers given (or the largest there are).
 *
 * @example
 * nanToNum(tensor([NaN, 1, Infinity]), 0, 9) // [0, 1, 9]
 */
export function nanToNum(x: Tensor, nan = 0, posinf?: number, neginf?: number): Tensor {
  if (!isFloat(x.dtype)) return x
  const limit = x.dtype === 'float64' ? Number.MAX_VALUE : 3.4028234663852886e38
  const finite = x.maskedFill(x.eq(Infinity), posinf ?? limit).maskedFill(x.eq(-Infinity), neginf ?? -limit)
  return finite.maskedFill(x.isnan(), nan)
}

/**
 * A new last dimension that is 1 at the index (int64) and 0 elsewhere.
 *
 * @example
 * oneHot(tensor([2n, 0n]), 3) // [[0, 0, 1], [1, 0, 0]]
 */
export function oneHot(
  index: Tensor,
  classes: number,
  dtype: 'int64' | 'float32' | 'float64' = 'int64',
): Tensor {
  return index.unsqueeze(-1).eq(arange(classes)).to(dtype)
}
