import * as T from '../../packages/tensor/src/index.ts'
import type { Plain } from './draws.ts'

export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && 'data' in value

const WORDS: Record<string, number> = { true: 1, false: 0, inf: Infinity, '-inf': -Infinity, nan: NaN }

export const numbersOf = ({ data }: Plain): number[] => data.map((one) => WORDS[String(one)] ?? Number(one))

/** An argument as the package takes it; tensors of floats are kept for their gradients. */
export function load(value: unknown, leaves: T.Tensor[]): unknown {
  if (Array.isArray(value)) return value.map((one) => load(one, leaves))
  if (value === null) return undefined
  if (typeof value !== 'object') return value
  if (isPlain(value)) {
    const loaded = T.tensor(numbersOf(value), value)
    if (loaded.dtype.startsWith('float') && !value.isFixed) leaves.push(loaded)
    return loaded
  }
  if ('number' in value) return Number(value.number)
  if ('type' in value) return value.type
  if ('slice' in value) return load(value.slice, leaves)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, load(one, leaves)]))
}

export const loadTensor = (value: Plain): T.Tensor => load(value, []) as T.Tensor
