import { type Dtype, TensorError } from '../../packages/tensor/src/index.ts'
import type { Case } from './case.ts'
import type { Plain } from './draws.ts'
import type { Answer } from './peer.ts'
import { isPlain, numbersOf } from './plain.ts'

export interface Found {
  dtype: Dtype
  shape: readonly number[]
  data: number[]
}

/** What the package made of a case. */
export type Result = { outputs: Found[]; gradients: Found[] } | { error: unknown }

/** Refused by both; without a kernel for the type on one side; answered or refused here alone, as documented. */
export type Verdict = 'agreed' | 'refused' | 'no kernel' | 'wider' | 'narrower' | { difference: string }

export function compare(one: Case, ours: Result, theirs: Answer): Verdict {
  if ('error' in ours) return compareRefusal(one, ours.error, theirs)
  if ('error' in theirs) {
    if (/not implemented for|derivative/.test(theirs.error)) return 'no kernel'
    if (one.notes.wider?.test(theirs.error)) return 'wider'
    return { difference: `gives ${short(ours.outputs)}, PyTorch refuses: ${theirs.error}` }
  }
  const difference = differenceOf(one, ours, theirs)
  return difference === undefined ? 'agreed' : { difference }
}

const short = (value: unknown) => JSON.stringify(value).slice(0, 200)

function compareRefusal({ notes }: Case, error: unknown, theirs: Answer): Verdict {
  if (!(error instanceof TensorError)) {
    return { difference: `fails with no TensorError: ${(error as Error).stack}` }
  }
  if ('error' in theirs) return 'refused'
  if (error.code === 'dtype' && error.message.includes('kernel')) return 'no kernel'
  if (notes.narrower?.test(error.message)) return 'narrower'
  return { difference: `refuses (${error.message}), PyTorch gives ${short(theirs.outputs)}` }
}

type Good<T> = Exclude<T, { error: unknown }>

function differenceOf({ asked, notes }: Case, ours: Good<Result>, theirs: Good<Answer>): string | undefined {
  const outputs = theirs.outputs.slice(0, notes.outputs)
  if (ours.outputs.length < outputs.length) return `${ours.outputs.length} outputs, not ${outputs.length}`
  // What a not-a-number makes of a gradient is nobody's promise.
  const isWhole = !short([asked]).includes('NaN') && !JSON.stringify([asked, outputs]).match(/"nan"/i)
  const gradients = isWhole ? theirs.gradients : []
  if (ours.gradients.length < gradients.length) return 'a gradient is missing'
  // What is left when large numbers cancel is as exact as they were.
  const scale = 0.15 * (1 + scaleOf(asked))
  const differences = [
    ...outputs.map((output, i) => differenceIn(`output ${i}`, ours.outputs[i]!, output, scale)),
    ...gradients.map((gradient, i) => differenceIn(`gradient ${i}`, ours.gradients[i]!, gradient, scale)),
  ]
  return differences.find((one) => one !== undefined)
}

const TOLERANCE: Partial<Record<Dtype, number>> = { float32: 1e-5, float64: 1e-10 }

function differenceIn(what: string, ours: Found, theirs: Plain, scale: number): string | undefined {
  if (ours.dtype !== theirs.dtype) return `${what} is ${ours.dtype}, not ${theirs.dtype}`
  if (String(ours.shape) !== String(theirs.shape)) {
    return `${what} has shape [${ours.shape}], not [${theirs.shape}]`
  }
  const expected = numbersOf(theirs)
  const allowed = (TOLERANCE[theirs.dtype] ?? 0) * largest(expected, scale)
  const isOff = (value: number, i: number) =>
    !Object.is(ours.data[i], value) && ours.data[i] !== value && !(Math.abs(ours.data[i]! - value) <= allowed)
  const place = expected.findIndex(isOff)
  return place < 0 ? undefined : `${what}[${place}] is ${ours.data[place]}, not ${expected[place]}`
}

const largest = (values: readonly number[], least: number) =>
  values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), least)

function scaleOf(value: unknown): number {
  if (isPlain(value)) return value.dtype.startsWith('float') ? largest(numbersOf(value), 0) : 0
  return typeof value === 'object' && value !== null ? Math.max(0, ...Object.values(value).map(scaleOf)) : 0
}
