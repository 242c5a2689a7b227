import { createCipheriv, createHash } from 'node:crypto'

/**
 * What is to be computed, and held in memory: a chain of square matrices X₀ … X_{blocks-1} over the integers
 * modulo 251, a byte an entry. With everything else drawn from the seed,
 *
 *     X₀ random,   Xᵢ = G·(Xᵢ₋₁ + three earlier blocks, their rows rotated)   mod 251
 *
 * where G is one of a pool of eight random matrices of small entries. A row of a block needs the whole of four
 * earlier blocks, so what was not kept cannot be made up cheaply; and since every step multiplies from the
 * left by something the verifier knows, `Xᵢ·v` follows from `X₀·v` at 1/side of the work.
 */
export interface ProofSpec {
  /** 32 bytes, hex. */
  seed: string
  /** Rows and columns of a block: a power of two, at most 2048, so that float32 is exact. */
  side: number
  /** At least 2. */
  blocks: number
}

export const MODULUS = 251
/** Entries are kept between -125 and 125. */
export const HALF = 125
export const POOL = 8
/** Earlier blocks that a step adds to the one before. */
export const FAR = 3

export interface Step {
  /** Which matrix of the pool. */
  matrix: number
  /** Earlier blocks, and by how many rows each is rotated. */
  far: { block: number; shift: number }[]
}

const ZEROS = Buffer.alloc(1 << 20)

/**
 * The counter-based generator: AES-256 in counter mode under a key made of the seed and what it is for, the
 * number of the thing in the upper half of the counter. Any of it can be had without the rest.
 */
export function randomBytesOf(seed: string, purpose: string, index: number, length: number): Buffer {
  const key = createHash('sha256').update(`${seed}:${purpose}`).digest()
  const counter = Buffer.alloc(16)
  counter.writeBigUInt64BE(BigInt(index))
  const cipher = createCipheriv('aes-256-ctr', key, counter)
  return cipher.update(length <= ZEROS.length ? ZEROS.subarray(0, length) : Buffer.alloc(length))
}

/** A matrix of the pool, row-major, of entries from -8 to 7. */
export function poolMatrix({ seed, side }: ProofSpec, index: number): Int8Array<ArrayBuffer> {
  const bytes = randomBytesOf(seed, 'pool', index, side * side)
  const matrix = new Int8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) matrix[i] = (bytes[i]! & 15) - 8
  return matrix
}

export function firstBlock({ seed, side }: ProofSpec): Int8Array<ArrayBuffer> {
  const bytes = randomBytesOf(seed, 'first', 0, side * side)
  const block = new Int8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) block[i] = (bytes[i]! % MODULUS) - HALF
  return block
}

/** How block `index` is made, for all but the first. */
export function stepOf({ seed, side }: ProofSpec, index: number): Step {
  const bytes = randomBytesOf(seed, 'step', index, 4 + FAR * 8)
  const far = Array.from({ length: FAR }, (_, i) => ({
    block: bytes.readUInt32BE(4 + i * 8) % index,
    shift: bytes.readUInt32BE(8 + i * 8) % side,
  }))
  return { matrix: bytes[0]! % POOL, far }
}

/** The residue of an integer between -125 and 125. */
export function residue(value: number): number {
  const rest = value % MODULUS
  return rest > HALF ? rest - MODULUS : rest < -HALF ? rest + MODULUS : rest
}

/** Multiplications with addition that the whole chain takes. */
export const workOf = ({ side, blocks }: ProofSpec): number => (blocks - 1) * side ** 3

/** Bytes of memory that it fills. */
export const bytesOf = ({ side, blocks }: ProofSpec): number => blocks * side * side

/** @throws RangeError for a spec that no honest verifier sends */
export function checkSpec({ seed, side, blocks }: ProofSpec): void {
  if (!/^[0-9a-f]{64}$/.test(seed)) throw new RangeError('the seed must be 32 bytes in hex')
  if (!Number.isInteger(Math.log2(side)) || side < 16 || side > 2048) {
    throw new RangeError('the side of a block must be a power of two from 16 to 2048')
  }
  if (!Number.isInteger(blocks) || blocks < 2 || blocks > 2 ** 26) {
    throw new RangeError('there must be 2 blocks or more')
  }
}
