import type { Dtype } from '../graph/dtype.ts'
import type { Shape } from '../graph/shape.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { leafValue, type RandomFill } from '../graph/value.ts'
import { nextKey } from '../random/generator.ts'
import type { DtypeOption } from './creation.ts'

function random(fill: RandomFill, shape: Shape, dtype: Dtype): Tensor {
  return new Tensor(leafValue({ kind: 'random', fill, ...nextKey() }, dtype, shape))
}

/**
 * Uniform random numbers in [low, high). They follow from `manualSeed`, on every machine the same.
 *
 * @example
 * uniform([100], 2, 4).ge(2).all() // true
 */
export function uniform(
  shape: Shape,
  low: number,
  high: number,
  { dtype = 'float32' }: DtypeOption = {},
): Tensor {
  return random({ distribution: 'uniform', low, high }, shape, dtype)
}

/**
 * Uniform random numbers in [0, 1).
 *
 * @example
 * rand([100]).lt(1).all() // true
 */
export function rand(shape: Shape, options?: DtypeOption): Tensor {
  return uniform(shape, 0, 1, options)
}

/**
 * Normal random numbers of some mean and standard deviation.
 *
 * @example
 * normal([2, 3], 5, 0.1).shape // [2, 3]
 */
export function normal(
  shape: Shape,
  mean: number,
  deviation: number,
  { dtype = 'float32' }: DtypeOption = {},
): Tensor {
  return random({ distribution: 'normal', low: mean, high: deviation }, shape, dtype)
}

/**
 * Normal random numbers of mean 0 and deviation 1.
 *
 * @example
 * randn([2, 3]).shape // [2, 3]
 */
export function randn(shape: Shape, options?: DtypeOption): Tensor {
  return normal(shape, 0, 1, options)
}

/**
 * Uniform random numbers in [0, 1), of another tensor's shape and type.
 *
 * @example
 * randLike(zeros([2, 3])).shape // [2, 3]
 */
export function randLike({ shape, dtype }: Tensor): Tensor {
  return rand(shape, { dtype })
}

/**
 * Normal random numbers of mean 0 and deviation 1, of another tensor's shape and type.
 *
 * @example
 * randnLike(zeros([2, 3])).shape // [2, 3]
 */
export function randnLike({ shape, dtype }: Tensor): Tensor {
  return randn(shape, { dtype })
}

/**
 * Random whole numbers from `low` up to `high` (not included).
 *
 * @example
 * randint(0, 10, [100]).lt(10).all() // true
 */
export function randint(
  low: number,
  high: number,
  shape: Shape,
  { dtype = 'int64' }: DtypeOption = {},
): Tensor {
  if (!(high > low)) throw new TensorError('argument', `no whole number from ${low} up to ${high}`)
  return random({ distribution: 'integers', low, high }, shape, dtype)
}

/**
 * The numbers from 0 to n - 1 in random order.
 *
 * @example
 * randperm(5).sort().values // [0, 1, 2, 3, 4]
 */
export function randperm(n: number): Tensor {
  return rand([n], { dtype: 'float64' }).argsort()
}

/**
 * Zeroes elements with probability `p` and scales the rest by 1 / (1 - p); every run of a step draws anew.
 *
 * @example
 * dropout(ones([4]), 0.5, false) // [1, 1, 1, 1]
 * dropout(ones([1000]), 0.5).amax() // 2
 */
export function dropout(x: Tensor, p = 0.5, training = true): Tensor {
  if (!training || p === 0) return x
  if (p < 0 || p > 1) throw new TensorError('argument', `a probability is from 0 to 1, not ${p}`)
  if (p === 1) return x.mul(0)
  return x.mul(random({ distribution: 'bernoulli', low: 1 - p, high: 1 / (1 - p) }, x.shape, x.dtype))
}
