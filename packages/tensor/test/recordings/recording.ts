import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { type Dtype, type Tensor, tensor } from '../../src/index.ts'

/** A tensor as recording.py writes it. */
export interface Recorded {
  dtype: Dtype
  shape: number[]
  data: (number | string | boolean)[]
}

export function readCases<T>(file: string): T[] {
  return (JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { cases: T[] }).cases
}

const numbers = ({ data }: Recorded) =>
  data.map((value) => (value === 'inf' ? Infinity : value === '-inf' ? -Infinity : Number(value)))

export const load = (recorded: Recorded): Tensor => tensor(numbers(recorded), recorded)

/** An error of up to 1e-5 of the largest element is float32's rounding; anything above is a wrong rule. */
export function assertClose(actual: ArrayLike<number | bigint>, recorded: Recorded, what: string): void {
  const expected = numbers(recorded)
  const scale = expected.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    1e-3,
  )
  assert.equal(actual.length, expected.length, what)
  for (const [i, value] of expected.entries()) {
    const got = Number(actual[i])
    assert(
      got === value || Math.abs(got - value) <= 1e-5 * scale,
      `${what}: element ${i} is ${got}, not ${value}`,
    )
  }
}
