import { asFloat } from '../graph/define-elementwise.ts'
import { isFloat } from '../graph/dtype.ts'
import type { Tensor } from '../graph/tensor.ts'
import { div } from '../ops/div.ts'
import { fmod } from '../ops/fmod.ts'
import { pow } from '../ops/pow.ts'
import { where } from '../ops/where.ts'
import { type Operand, promote } from './promote.ts'

/**
 * Each element times itself.
 *
 * @example
 * square(tensor([-3, 2])) // [9, 4]
 */
export function square(x: Tensor): Tensor {
  return x.mul(x)
}

/**
 * One over the square root of each element.
 *
 * @example
 * rsqrt(tensor([4, 0.25])) // [0.5, 2]
 */
export function rsqrt(x: Tensor): Tensor {
  return x.sqrt().reciprocal()
}

/**
 * 2 to the power of each element.
 *
 * @example
 * exp2(tensor([0, 3])) // [1, 8]
 */
export function exp2(x: Tensor): Tensor {
  return pow(2, asFloat(x))
}

/**
 * exp(x) - 1, exact also for small x: tanh(x / 2) (exp(x) + 1).
 *
 * @example
 * expm1(tensor([0, 1])) // [0, 1.7183]
 */
export function expm1(x: Tensor): Tensor {
  return x.mul(0.5).tanh().mul(x.exp().add(1))
}

/**
 * log(1 + x), exact also for small x: 2 atanh(x / (2 + x)).
 *
 * @example
 * log1p(tensor([0, 1])) // [0, 0.6931]
 */
export function log1p(x: Tensor): Tensor {
  // For large x that quotient is 1 to the last digit, and the logarithm itself is as exact.
  const isLarge = x.abs().gt(1)
  const [small, large] = [where(isLarge, 1, asFloat(x)), where(isLarge, asFloat(x), 1)]
  return where(isLarge, large.add(1).log(), small.div(small.add(2)).atanh().mul(2))
}

/**
 * The logarithm to base 2.
 *
 * @example
 * log2(tensor([1, 8])) // [0, 3]
 */
export function log2(x: Tensor): Tensor {
  return x.log().mul(Math.LOG2E)
}

/**
 * The logarithm to base 10.
 *
 * @example
 * log10(tensor([1, 100])) // [0, 2]
 */
export function log10(x: Tensor): Tensor {
  return x.log().mul(Math.LOG10E)
}

/**
 * The quotient rounded down; of integers an integer, which by zero is not defined (PyTorch refuses).
 *
 * @example
 * floorDivide(tensor([-7n, 7n]), 2) // [-4, 3]
 */
export function floorDivide(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  // The quotient itself may round up to a whole number that the true one is below: 1 / 0.1.
  if (isFloat(x.dtype)) return where(y.eq(0), div(x, y), x.sub(remainder(x, y)).div(y).round())
  return div(x.to('float64'), y.to('float64')).floor().to(x.dtype)
}

/**
 * Remainder of a division, with the sign of the divisor (Python's `%`).
 *
 * @example
 * remainder(tensor([-7, 7]), 3) // [2, 1]
 */
export function remainder(a: Operand, b: Operand): Tensor {
  const [x, y] = promote(a, b)
  const rest = fmod(x, y)
  const isOff = rest.ne(0).logicalAnd(rest.lt(0).logicalXor(y.lt(0)))
  return where(isOff, rest.add(y), rest)
}

/**
 * Linear interpolation: a + weight * (b - a).
 *
 * @example
 * lerp(tensor([0, 10]), tensor([10, 20]), 0.3) // [3, 13]
 */
export function lerp(a: Tensor, b: Tensor, weight: Operand): Tensor {
  return a.add(b.sub(a).mul(weight))
}

/**
 * The angle (radians) of the point (x, y), in all four quadrants.
 *
 * @example
 * atan2(tensor([1, -1]), tensor([-1, 1])) // [2.3562, -0.7854]
 */
export function atan2(y: Tensor, x: Tensor): Tensor {
  // The smaller over the larger of the two, so that neither axis divides by 0.
  const isSteep = y.abs().gt(x.abs())
  const longer = where(isSteep, y, x)
  const angle = where(isSteep, x, y)
    .div(where(longer.eq(0), 1, longer))
    .atan()
  const behind = where(x.lt(0), where(y.lt(0), -Math.PI, Math.PI), 0)
  return where(
    isSteep,
    y
      .sign()
      .mul(Math.PI / 2)
      .sub(angle),
    angle.add(behind),
  )
}
