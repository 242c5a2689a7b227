import { randomFillSync } from 'node:crypto'
import type { Weight } from './onnx-weights.ts'

/** Bits behind the point: weights are multiples of 2^-16. */
export const FRACTION_BITS = 16

/** A tensor of whole numbers modulo 2^64. */
export interface RingTensor {
  dtype: 'uint64'
  shape: number[]
  data: BigUint64Array<ArrayBuffer>
}

const WORD = 2 ** 32
/** Beyond this a weight times 2^16 is no longer exact. */
const LARGEST = 2 ** (53 - FRACTION_BITS)
/** Bytes that one call of the system's generator fills. */
const FILL = 64 * 1024

/**
 * Splits weights into additive shares in Z_2^64: all but the last are uniform random numbers of the system's
 * generator, the last is what is missing to the weight. Any of them but all together say nothing.
 *
 * @throws RangeError for a weight that is not finite or too large to be a fixed-point number
 */
export function shareWeights(weights: readonly Weight[], parts: number): Record<string, RingTensor>[] {
  if (!Number.isInteger(parts) || parts < 2)
    throw new RangeError('a model is shared among two workers at least')
  const shares: Record<string, RingTensor>[] = Array.from({ length: parts }, () => ({}))
  for (const { name, shape, data } of weights) {
    const last = toRing(name, data)
    for (const share of shares.slice(0, -1)) {
      const random = randomWords(data.length)
      subtract(last, random)
      share[name] = { dtype: 'uint64', shape, data: new BigUint64Array(random.buffer) }
    }
    shares.at(-1)![name] = { dtype: 'uint64', shape, data: new BigUint64Array(last.buffer) }
  }
  return shares
}

/** The weights that shares add up to; all of them must be there. */
export function joinShares(shares: readonly Record<string, RingTensor>[]): Weight[] {
  const [first = {}] = shares
  return Object.entries(first).map(([name, { shape, data }]) => {
    const sums = data.slice()
    for (const share of shares.slice(1)) {
      const other = share[name]!.data
      for (let i = 0; i < sums.length; i++) sums[i] = BigInt.asUintN(64, sums[i]! + other[i]!)
    }
    const scaled = Float64Array.from(sums, (sum) => Number(BigInt.asIntN(64, sum)) / 2 ** FRACTION_BITS)
    return { name, shape: [...shape], data: scaled }
  })
}

/** Pairs of 32-bit words, the lower first: arithmetic on them is far quicker than on big integers. */
function toRing(name: string, data: Float64Array): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(data.length * 2)
  for (let i = 0; i < data.length; i++) {
    if (!(Math.abs(data[i]!) < LARGEST)) {
      throw new RangeError(`"${name}" holds ${data[i]}, which is no fixed-point number`)
    }
    const whole = Math.round(data[i]! * 2 ** FRACTION_BITS)
    const high = Math.floor(whole / WORD)
    words[2 * i] = whole - high * WORD
    words[2 * i + 1] = high
  }
  return words
}

function randomWords(length: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(length * 2)
  const bytes = new Uint8Array(words.buffer)
  for (let at = 0; at < bytes.length; at += FILL) randomFillSync(bytes.subarray(at, at + FILL))
  return words
}

function subtract(from: Uint32Array, what: Uint32Array): void {
  for (let i = 0; i < from.length; i += 2) {
    const borrow = from[i]! < what[i]! ? 1 : 0
    from[i] = from[i]! - what[i]!
    from[i + 1] = from[i + 1]! - what[i + 1]! - borrow
  }
}
