import type { HostArray } from '../graph/dtype.ts'
import type { RandomFill, RandomKey } from '../graph/value.ts'
import { threefry } from './threefry.ts'

const BITS_24 = 2 ** -24

/** Fills an array with the numbers of one stream: the same ones on every machine. */
export function fillRandom(out: HostArray, { distribution, low, high }: RandomFill, key: RandomKey): void {
  if (distribution === 'constant') {
    if (out instanceof BigInt64Array) out.fill(BigInt(low))
    else out.fill(low)
    return
  }
  const block = new Int32Array([key.stream, key.offset])
  threefry(block, key.seed | 0, Math.floor(key.seed / 2 ** 32) | 0)
  const [key0, key1] = block as unknown as [number, number]
  for (let i = 0; i < out.length; i += 2) {
    block[0] = i
    block[1] = 0
    threefry(block, key0, key1)
    // Uniform in [0, 1), with the 24 bits that a float32 holds.
    let a = (block[0] >>> 8) * BITS_24
    let b = (block[1] >>> 8) * BITS_24
    if (distribution === 'normal') {
      // Box and Muller's transform; 1 - a is never zero.
      const radius = Math.sqrt(-2 * Math.log(1 - a)) * high
      a = low + radius * Math.cos(2 * Math.PI * b)
      b = low + radius * Math.sin(2 * Math.PI * b)
    } else if (distribution === 'bernoulli') {
      a = a < low ? high : 0
      b = b < low ? high : 0
    } else {
      a = low + a * (high - low)
      b = low + b * (high - low)
    }
    put(out, i, a)
    if (i + 1 < out.length) put(out, i + 1, b)
  }
}

function put(out: HostArray, i: number, value: number): void {
  if (out instanceof BigInt64Array) out[i] = BigInt(Math.floor(value))
  else if (out instanceof Int32Array || out instanceof Uint8Array) out[i] = Math.floor(value)
  else out[i] = value
}
