import { sameShape, show, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { batchNormOp } from '../ops/batch-norm.ts'
import { layerNormOp } from '../ops/layer-norm.ts'
import { ones, zeros } from './creation.ts'

/** Weights or statistics of each channel, shaped to broadcast over x [N, C, ...]. */
function perChannel(x: Tensor, values: Tensor): Tensor {
  if (!sameShape(values.shape, [x.shape[1]!])) {
    throw new TensorError(
      'shape',
      `${show(values.shape)} are not one number for each channel of ${show(x.shape)}`,
    )
  }
  return values.reshape([-1, ...x.shape.slice(2).map(() => 1)])
}

/**
 * Brings the last dimensions (those of `weight`, or the number given) to mean 0 and variance 1, then scales and shifts.
 *
 * @example
 * layerNorm(tensor([[1, 3], [10, 30]]), [2]) // [[-1, 1], [-1, 1]]
 */
export function layerNorm(
  x: Tensor,
  normalizedShape: readonly number[],
  weight?: Tensor,
  bias?: Tensor,
  eps = 1e-5,
): Tensor {
  requireEnd(x, normalizedShape)
  const scale = weight ?? ones(normalizedShape, { dtype: x.dtype })
  const shift = bias ?? zeros(normalizedShape, { dtype: x.dtype })
  if (x.dtype === 'float32' && x.numel > 0)
    return layerNormOp(x, scale, shift, { rank: normalizedShape.length, eps }).normal
  const dims = normalizedShape.map((_, i) => i - normalizedShape.length)
  return standardize(x, dims, eps).mul(scale).add(shift)
}

/** Refuses to normalise dimensions that a tensor does not end with. */
function requireEnd({ shape }: Tensor, normalized: readonly number[]): void {
  const end = shape.slice(shape.length - normalized.length)
  if (normalized.length > 0 && sameShape(end, normalized)) return
  throw new TensorError('shape', `${show(shape)} does not end with ${show(normalized)}`)
}

/** Mean 0 and variance 1 over dimensions. */
function standardize(x: Tensor, dims: readonly number[], eps: number): Tensor {
  const centred = x.sub(x.mean(dims, true))
  return centred.mul(centred.mul(centred).mean(dims, true).add(eps).rsqrt())
}

/**
 * x divided by its root mean square over the last dimensions, then scaled.
 *
 * @example
 * rmsNorm(tensor([[3, 3], [-2, 2]]), [2]) // [[1, 1], [-1, 1]]
 */
export function rmsNorm(x: Tensor, normalizedShape: readonly number[], weight?: Tensor, eps = 1e-6): Tensor {
  requireEnd(x, normalizedShape)
  const dims = normalizedShape.map((_, i) => i - normalizedShape.length)
  const normal = x.mul(x.mul(x).mean(dims, true).add(eps).rsqrt())
  return weight ? normal.mul(weight) : normal
}

/**
 * Brings each of `groups` groups of channels of every sample to mean 0 and variance 1: x [N, C, ...].
 *
 * @example
 * groupNorm(tensor([[1, 3, 10, 30]]), 2) // [[-1, 1, -1, 1]]
 */
export function groupNorm(x: Tensor, groups: number, weight?: Tensor, bias?: Tensor, eps = 1e-5): Tensor {
  const [n, channels] = x.shape as [number, number]
  if (x.ndim < 2 || channels % groups !== 0) {
    throw new TensorError('shape', `the channels of ${show(x.shape)} do not make ${groups} groups`)
  }
  let normal = standardize(x.reshape([n, groups, sizeOf(x.shape.slice(1)) / groups]), [2], eps).reshape(
    x.shape,
  )
  if (weight) normal = normal.mul(perChannel(x, weight))
  return bias ? normal.add(perChannel(x, bias)) : normal
}

/**
 * Brings every channel of every sample to mean 0 and variance 1: x [N, C, ...].
 *
 * @example
 * instanceNorm(tensor([[[1, 3], [10, 30]]])) // [[[-1, 1], [-1, 1]]]
 */
export function instanceNorm(x: Tensor, weight?: Tensor, bias?: Tensor, eps = 1e-5): Tensor {
  return groupNorm(x, x.shape[1]!, weight, bias, eps)
}

export interface BatchNormResult {
  normal: Tensor
  /** The batch's statistics, for the running ones: mean, and variance by n - 1 (undefined outside of training). */
  mean?: Tensor
  variance?: Tensor
}

/**
 * Brings every channel of a batch to mean 0 and variance 1 by the batch's own statistics: x [N, C, ...]. What a
 * module keeps running averages of is returned beside.
 *
 * @example
 * const { normal, mean, variance } = batchNormTraining(tensor([[1], [3]]))
 * normal // [[-1], [1]]
 * mean // [2]
 * variance // [2]
 */
export function batchNormTraining(
  x: Tensor,
  weight?: Tensor,
  bias?: Tensor,
  eps = 1e-5,
): Required<BatchNormResult> {
  const channels = [x.shape[1]!]
  const scale = weight ?? ones(channels, { dtype: x.dtype })
  const shift = bias ?? zeros(channels, { dtype: x.dtype })
  const count = x.numel / channels[0]!
  const { normal, mean, inverse } = batchNormOp(x, scale, shift, { eps })
  const variance = inverse.mul(inverse).reciprocal().sub(eps)
  return {
    normal,
    mean: mean.detach(),
    variance: variance.mul(count / Math.max(1, count - 1)).detach(),
  }
}

/**
 * Normalises every channel by known statistics, as a trained network does: x [N, C, ...].
 *
 * @example
 * batchNorm(tensor([[1], [5]]), tensor([3]), tensor([4])) // [[-1], [1]]
 */
export function batchNorm(
  x: Tensor,
  runningMean: Tensor,
  runningVar: Tensor,
  weight?: Tensor,
  bias?: Tensor,
  eps = 1e-5,
): Tensor {
  const inverse = runningVar.add(eps).rsqrt()
  const scale = weight ? inverse.mul(weight) : inverse
  const shift = runningMean.mul(scale).neg()
  return x.mul(perChannel(x, scale)).add(perChannel(x, bias ? shift.add(bias) : shift))
}
