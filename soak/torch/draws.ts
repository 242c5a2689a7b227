import type { Dtype } from '../../packages/tensor/src/index.ts'
import { randomFrom } from '../lib/random.ts'

/** A tensor as both sides read it; what JSON cannot say is a string. */
export interface Plain {
  dtype: Dtype
  shape: number[]
  data: (number | boolean | string)[]
  /** Its gradient is not asked for: PyTorch has none of weights in losses. */
  isFixed?: boolean
}

export interface TensorOptions {
  dtype?: Dtype
  isFixed?: boolean
  /** 'grid' has ties and whole numbers, 'smooth' neither, 'positive' is above 0, 'unit' within 0 and 1. */
  values?: 'grid' | 'smooth' | 'positive' | 'unit' | 'wild'
}

/** Draws arguments; everything follows from the seed. */
export function drawsOf(seed: number) {
  const next = randomFrom(seed)
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(...list: readonly T[]): T => list[int(0, list.length - 1)]!
  const chance = (p: number) => next() < p
  const size = () => (chance(0.04) ? 0 : pick(1, 1, 2, 3, 4, 5))
  const shape = (low = 0, high = 4) => Array.from({ length: int(low, high) }, size)
  const dtype = (): Dtype =>
    chance(0.6) ? 'float32' : pick('float64', 'float64', 'int64', 'int32', 'uint8', 'bool')
  const wild = () => (chance(0.5) ? pick(NaN, Infinity, -Infinity) : pick(0, -200, 200, 1e10, -1e10, 1e-10))
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const draw = { grid: () => int(-12, 12) / 4, smooth: normal, positive: () => 0.1 + 3 * next(), unit: next }

  function tensor(shape: readonly number[], options: TensorOptions = {}): Plain {
    const { dtype: kind = dtype(), values = pick('grid', 'grid', 'smooth', 'wild') } = options
    const element = () => {
      if (kind === 'bool') return chance(0.5)
      if (kind === 'uint8') return int(0, 9)
      if (!kind.startsWith('float')) return int(values === 'positive' ? 1 : -6, 6)
      const value = values === 'wild' ? (chance(0.2) ? wild() : draw.grid()) : draw[values]()
      return Number.isFinite(value) ? Math.fround(value) : String(value)
    }
    const count = shape.reduce((a, b) => a * b, 1)
    const data = Array.from({ length: count }, element)
    return { dtype: kind, shape: [...shape], data, ...(options.isFixed && { isFixed: true }) }
  }

  /** A shape that broadcasts with another, seldom not. */
  function beside(shape: readonly number[]): number[] {
    const other = shape.map((size) => (chance(0.25) ? 1 : size)).slice(chance(0.3) ? int(0, shape.length) : 0)
    return chance(0.05) ? [...other, size()] : other
  }

  /** Mostly a dimension of so many; from the front or the back. */
  const dim = (rank: number) =>
    chance(0.04) ? pick(rank, -rank - 1) : int(-Math.max(rank, 1), Math.max(rank, 1) - 1)
  const dims = (rank: number) => {
    const chosen = Array.from({ length: rank }, (_, i) => i).filter(() => chance(0.5))
    return chosen.map((i) => (chance(0.3) ? i - rank : i))
  }
  /** Indices into so many elements; seldom outside, from `low` on. */
  const index = (shape: readonly number[], size: number, low = 0): Plain => {
    const count = shape.reduce((a, b) => a * b, 1)
    const isOff = chance(0.04)
    const data = Array.from({ length: count }, () => int(isOff ? low : 0, isOff ? size : size - 1))
    return { dtype: 'int64', shape: [...shape], data: size === 0 ? data.map(() => 0) : data }
  }
  /** Options, each given or left to its default. */
  const some = <T extends object>(all: T): Partial<T> =>
    Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== undefined && chance(0.6)),
    ) as Partial<T>

  return { next, int, pick, chance, size, shape, dtype, tensor, beside, dim, dims, index, some, normal }
}

export type Draws = ReturnType<typeof drawsOf>
