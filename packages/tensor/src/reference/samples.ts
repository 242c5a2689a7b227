import type { Dtype } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import { fillRandom } from '../random/fill-random.ts'
import type { Plain, Sample } from './op-check.ts'

/** Seeded inputs for checks. */
export class Samples {
  #seed: number
  #stream = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  #fill(distribution: 'uniform' | 'normal', shape: Shape, low: number, high: number): Float64Array {
    const data = new Float64Array(sizeOf(shape))
    fillRandom(data, { distribution, low, high }, { seed: this.#seed, stream: this.#stream++, offset: 0 })
    return data
  }

  normal(shape: Shape, deviation = 1): Plain {
    return plain(this.#fill('normal', shape, 0, deviation).map(Math.fround), shape)
  }

  uniform(shape: Shape, low = 0, high = 1): Plain {
    return plain(this.#fill('uniform', shape, low, high).map(Math.fround), shape)
  }

  integers(shape: Shape, low: number, high: number, dtype: Dtype = 'int64'): Plain {
    return plain(this.#fill('uniform', shape, low, high).map(Math.floor), shape, dtype)
  }

  bools(shape: Shape): Plain {
    return this.integers(shape, 0, 2, 'bool')
  }

  /** All different, in random order, 0.5 apart: for ops whose gradient jumps where elements tie. */
  distinct(shape: Shape): Plain {
    const keys = this.#fill('uniform', shape, 0, 1)
    const order = Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!)
    const data = new Float64Array(order.length)
    for (const [rank, position] of order.entries()) data[position] = (rank - order.length / 2) * 0.5 + 0.2
    return plain(data, shape)
  }
}

export function plain(
  values: ArrayLike<number>,
  shape: Shape = [values.length],
  dtype: Dtype = 'float32',
): Plain {
  return { dtype, shape, data: Float64Array.from(values) }
}

/** For functions of one number that are smooth: usual, single, 0-d and empty. */
export const unarySamples = (random: Samples): Sample[] =>
  [[2, 3], [1], [], [0, 3]].map((shape) => ({ inputs: [random.normal(shape)], attributes: {} }))

/** The same for functions that want positive numbers. */
export const positiveSamples = (random: Samples): Sample[] =>
  [[2, 3], [1], [], [0, 3]].map((shape) => ({ inputs: [random.uniform(shape, 0.5, 3)], attributes: {} }))

/** Pairs of shapes that broadcast in every way. */
const BROADCASTS: [Shape, Shape][] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], [3]],
  [
    [2, 1, 3],
    [4, 1],
  ],
  [[], [2, 2]],
  [[3, 1], []],
  [
    [0, 3],
    [1, 3],
  ],
]

export const binarySamples = (random: Samples): Sample[] =>
  BROADCASTS.map(([a, b]) => ({ inputs: [random.normal(a), random.uniform(b, 0.5, 2)], attributes: {} }))

export const distinctPairs = (random: Samples): Sample[] =>
  BROADCASTS.map(([a, b]) => ({ inputs: [random.distinct(a), random.normal(b, 3)], attributes: {} }))

/** For functions with kinks or jumps: no two elements alike, none at a whole number. */
export const distinctSamples = (random: Samples): Sample[] =>
  [[2, 3], [1], [], [0, 3]].map((shape) => ({ inputs: [random.distinct(shape)], attributes: {} }))

export const unitSamples = (random: Samples): Sample[] =>
  [[2, 3], [], [0]].map((shape) => ({ inputs: [random.uniform(shape, -0.9, 0.9)], attributes: {} }))

export const aboveOneSamples = (random: Samples): Sample[] =>
  [[2, 3], [], [0]].map((shape) => ({ inputs: [random.uniform(shape, 1.2, 3)], attributes: {} }))

export const boolPairs = (random: Samples): Sample[] =>
  BROADCASTS.map(([a, b]) => ({ inputs: [random.bools(a), random.bools(b)], attributes: {} }))

const reductions = (fill: (shape: Shape) => Plain): Sample<{ dims: Shape; keepdim: boolean }>[] => [
  { inputs: [fill([2, 3, 2])], attributes: { dims: [0, 1, 2], keepdim: false } },
  { inputs: [fill([2, 3])], attributes: { dims: [1], keepdim: false } },
  { inputs: [fill([2, 3, 2])], attributes: { dims: [0, 2], keepdim: true } },
  { inputs: [fill([])], attributes: { dims: [], keepdim: false } },
  { inputs: [fill([2, 0, 2])], attributes: { dims: [2], keepdim: false } },
]

export const reductionSamples = (random: Samples) => reductions((shape) => random.normal(shape))

export const distinctReductions = (random: Samples) => reductions((shape) => random.distinct(shape))
