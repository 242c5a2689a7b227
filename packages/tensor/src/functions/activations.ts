import { asFloat } from '../graph/define-elementwise.ts'
import type { Tensor } from '../graph/tensor.ts'
import { where } from '../ops/where.ts'
import { constant } from './promote.ts'

/** x where it is positive, else alpha * (exp(x) - 1). */
export function elu(x: Tensor, alpha = 1): Tensor {
  // Without the clamp, exp overflows where it is not wanted and its gradient becomes not-a-number.
  return where(x.gt(0), x, x.clamp(undefined, 0).expm1().mul(alpha))
}

/** elu, scaled so that activations keep mean 0 and variance 1 (Klambauer et al., 2017). */
export function selu(x: Tensor): Tensor {
  return elu(x, 1.6732632423543772).mul(1.0507009873554805)
}

/** x times the normal distribution function of x: exactly, or by PyTorch's tanh approximation. */
export function gelu(x: Tensor, approximate: 'none' | 'tanh' = 'none'): Tensor {
  if (approximate === 'none') return x.mul(x.mul(Math.SQRT1_2).erf().add(1)).mul(0.5)
  const inner = x.add(x.mul(x).mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI))
  return x.mul(inner.tanh().add(1)).mul(0.5)
}

/** x * sigmoid(x). */
export function silu(x: Tensor): Tensor {
  return x.mul(x.sigmoid())
}

/** x * tanh(softplus(x)). */
export function mish(x: Tensor): Tensor {
  return x.mul(x.softplus().tanh())
}

/** min(max(x, 0), 6). The gradient at 0 and at 6 is 0. */
export function relu6(x: Tensor): Tensor {
  return hardtanh(x, 0, 6)
}

/** x between two limits. The gradient at the limits is 0. */
export function hardtanh(x: Tensor, min = -1, max = 1): Tensor {
  const isInside = x.gt(min).logicalAnd(x.lt(max))
  return where(isInside, x, x.detach().clamp(min, max))
}

/** A sigmoid of straight lines: (x + 3) / 6 between 0 and 1. */
export function hardsigmoid(x: Tensor): Tensor {
  return hardtanh(x, -3, 3).add(3).div(6)
}

/** x * hardsigmoid(x). The gradient is 0 up to -3, and 1 from 3 on. */
export function hardswish(x: Tensor): Tensor {
  // PyTorch's slope at the corners: 0 below -3, 1 above 3, both corners belonging to the curve.
  const curve = x.mul(x.add(3)).div(6)
  return where(x.lt(-3), constant(0, x.dtype), where(x.le(3), curve, x))
}

/** x where it is positive, else weight * x; one weight, or one for each channel (dimension 1). */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  const slopes =
    weight.numel === 1 ? weight.reshape([]) : weight.reshape([-1, ...x.shape.slice(2).map(() => 1)])
  return where(x.gt(0), x, x.mul(slopes))
}

/** log(sigmoid(x)), without overflow. */
export function logsigmoid(x: Tensor): Tensor {
  return x.neg().softplus().neg()
}

/** x / (1 + |x|). */
export function softsign(x: Tensor): Tensor {
  return x.div(x.abs().add(1))
}

/** The first half of a dimension times the sigmoid of the second. */
export function glu(x: Tensor, dim = -1): Tensor {
  const [a, b] = asFloat(x).chunk(2, dim)
  return a!.mul(b!.sigmoid())
}
