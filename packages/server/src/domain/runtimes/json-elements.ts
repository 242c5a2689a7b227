import { DTYPES, type Dtype, type NumericDtype } from './dtype.ts'
import { show } from './input-fault.ts'

const MIN_INT64 = -(2n ** 63n)
const MAX_INT64 = 2n ** 63n - 1n
const MAX_UINT64 = 2n ** 64n - 1n
const DIGITS = /^-?\d{1,20}$/
/** JSON has no spelling for these; here they are written as texts. */
const NON_FINITE: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}

/** Reads one JSON value as an element; a text that begins with "is" says what is wrong with it. */
export type ReadElement = (value: unknown) => number | bigint | string | Problem

export class Problem {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

/**
 * How a dtype's elements are read from JSON.
 *
 * Floats are numbers or the texts "NaN", "Infinity" and "-Infinity"; 64-bit integers are numbers, or texts
 * of digits, since a number beyond 2^53 has lost its last digits already; booleans are true, false, 1 or 0.
 */
export function elementReader(dtype: Dtype): ReadElement {
  if (dtype === 'string') return (value) => (typeof value === 'string' ? value : expected('a text', value))
  const { kind } = DTYPES[dtype]
  if (kind === 'bool') return readBool
  if (kind === 'float') return (value) => readFloat(value, dtype)
  if (kind === 'bigint') return (value) => readBigInteger(value, dtype)
  return (value) => readInteger(value, dtype)
}

function readBool(value: unknown) {
  if (value === true || value === 1) return 1
  if (value === false || value === 0) return 0
  return expected('true, false, 1 or 0', value)
}

function readFloat(value: unknown, dtype: NumericDtype) {
  if (typeof value === 'number') {
    const { max } = DTYPES[dtype]
    // float32 and float16 round to nearest, so a little beyond `max` still rounds to it.
    if (Math.abs(value) <= max || Number.isFinite(round(value, dtype))) return value
    return new Problem(`is ${show(value)}, beyond what ${dtype} can hold (±${max})`)
  }
  const special = typeof value === 'string' ? NON_FINITE[value] : undefined
  return special ?? expected('a number, or "NaN", "Infinity" or "-Infinity"', value)
}

function round(value: number, dtype: NumericDtype): number {
  if (dtype === 'float32') return Math.fround(value)
  return dtype === 'float16' ? Math.f16round(value) : value
}

function readInteger(value: unknown, dtype: NumericDtype) {
  const { min, max } = DTYPES[dtype]
  if (typeof value !== 'number' || !Number.isInteger(value))
    return expected(`a whole number (${dtype})`, value)
  return value >= min && value <= max
    ? value
    : new Problem(`is ${show(value)}, outside ${dtype} (${min} to ${max})`)
}

function readBigInteger(value: unknown, dtype: NumericDtype) {
  let integer: bigint
  if (typeof value === 'string' && DIGITS.test(value)) integer = BigInt(value)
  else if (typeof value === 'number' && Number.isSafeInteger(value)) integer = BigInt(value)
  else if (typeof value === 'number' && Number.isInteger(value)) {
    return new Problem(`is ${value}, beyond 2^53: send it as a text of digits, so that none is lost`)
  } else return expected(`a whole number, or a text of digits (${dtype})`, value)
  const [min, max] = dtype === 'int64' ? [MIN_INT64, MAX_INT64] : [0n, MAX_UINT64]
  return integer >= min && integer <= max
    ? integer
    : new Problem(`is ${integer}, outside ${dtype} (${min} to ${max})`)
}

function expected(what: string, value: unknown): Problem {
  return new Problem(`is ${show(value)}; expected ${what}`)
}
