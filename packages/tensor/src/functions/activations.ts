import { asFloat } from '../graph/define-elementwise.ts'
import { normalizeDim, show } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { where } from '../ops/where.ts'
import { constant } from './promote.ts'

/**
 * x where it is positive, else alpha * (exp(x) - 1).
 *
 * @example
 * elu(tensor([-1, 2])) // [-0.6321, 2]
 */
export function elu(x: Tensor, alpha = 1): Tensor {
  // Without the clamp, exp overflows where it is not wanted and its gradient becomes not-a-number.
  return where(x.gt(0), x, x.clamp(undefined, 0).expm1().mul(alpha))
}

/**
 * elu, scaled so that activations keep mean 0 and variance 1 (Klambauer et al., 2017).
 *
 * @example
 * selu(tensor([-1, 1])) // [-1.1113, 1.0507]
 */
export function selu(x: Tensor): Tensor {
  return elu(x, 1.6732632423543772).mul(1.0507009873554805)
}

/**
 * x times the normal distribution function of x: exactly, or by PyTorch's tanh approximation.
 *
 * @example
 * gelu(tensor([-1, 0, 1])) // [-0.1587, 0, 0.8413]
 * gelu(tensor([1]), 'tanh') // [0.8412]
 */
export function gelu(x: Tensor, approximate: 'none' | 'tanh' = 'none'): Tensor {
  if (approximate === 'none') return x.mul(x.mul(Math.SQRT1_2).erf().add(1)).mul(0.5)
  const inner = x.add(x.mul(x).mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI))
  return x.mul(inner.tanh().add(1)).mul(0.5)
}

/**
 * x * sigmoid(x).
 *
 * @example
 * silu(tensor([0, 1])) // [0, 0.7311]
 */
export function silu(x: Tensor): Tensor {
  return x.mul(x.sigmoid())
}

/**
 * x * tanh(softplus(x)).
 *
 * @example
 * mish(tensor([0, 1])) // [0, 0.8651]
 */
export function mish(x: Tensor): Tensor {
  return x.mul(x.softplus().tanh())
}

/**
 * min(max(x, 0), 6). The gradient at 0 and at 6 is 0.
 *
 * @example
 * relu6(tensor([-1, 3, 9])) // [0, 3, 6]
 */
export function relu6(x: Tensor): Tensor {
  return hardtanh(x, 0, 6)
}

/**
 * x between two limits. The gradient at the limits is 0.
 *
 * @example
 * hardtanh(tensor([-2, 0.5, 2])) // [-1, 0.5, 1]
 */
export function hardtanh(x: Tensor, min = -1, max = 1): Tensor {
  const isInside = x.gt(min).logicalAnd(x.lt(max))
  return where(isInside, x, x.detach().clamp(min, max))
}

/**
 * A sigmoid of straight lines: (x + 3) / 6 between 0 and 1.
 *
 * @example
 * hardsigmoid(tensor([-4, 0, 4])) // [0, 0.5, 1]
 */
export function hardsigmoid(x: Tensor): Tensor {
  return hardtanh(x, -3, 3).add(3).div(6)
}

/**
 * x * hardsigmoid(x). The gradient is 0 up to -3, and 1 from 3 on.
 *
 * @example
 * hardswish(tensor([-4, 0, 4])) // [0, 0, 4]
 */
export function hardswish(x: Tensor): Tensor {
  // PyTorch's slope at the corners: 0 below -3, 1 above 3, both corners belonging to the curve.
  const curve = x.mul(x.add(3)).div(6)
  return where(x.lt(-3), constant(0, x.dtype), where(x.le(3), curve, x))
}

/**
 * x where it is positive, else weight * x; one weight, or one for each channel (dimension 1).
 *
 * @example
 * prelu(tensor([-2, 2]), tensor([0.25])) // [-0.5, 2]
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  const slopes =
    weight.numel === 1 ? weight.reshape([]) : weight.reshape([-1, ...x.shape.slice(2).map(() => 1)])
  return where(x.gt(0), x, x.mul(slopes))
}

/**
 * log(sigmoid(x)), without overflow.
 *
 * @example
 * logsigmoid(tensor([0, -200])) // [-0.6931, -200]
 */
export function logsigmoid(x: Tensor): Tensor {
  return x.neg().softplus().neg()
}

/**
 * x / (1 + |x|).
 *
 * @example
 * softsign(tensor([-1, 3])) // [-0.5, 0.75]
 */
export function softsign(x: Tensor): Tensor {
  return x.div(x.abs().add(1))
}

/**
 * The first half of a dimension times the sigmoid of the second.
 *
 * @example
 * glu(tensor([[4, 0]])) // [[2]]
 */
export function glu(x: Tensor, dim = -1): Tensor {
  if (x.ndim === 0 || x.shape[normalizeDim(dim, x.ndim)]! % 2) {
    throw new TensorError('shape', `dimension ${dim} of ${show(x.shape)} has no two halves`)
  }
  const [a, b] = asFloat(x).chunk(2, dim)
  return a!.mul(b!.sigmoid())
}
