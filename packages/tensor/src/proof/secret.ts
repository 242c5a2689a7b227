import { randomInt } from 'node:crypto'
import { writeOnnx } from '../formats/onnx-write.ts'
import {
  checkSpec,
  firstBlock,
  HALF,
  MODULUS,
  POOL,
  type ProofSpec,
  poolMatrix,
  residue,
  stepOf,
} from './chain.ts'
import { loadRuntime } from './load-runtime.ts'

/** Random vectors each row is held against. A wrong row passes all of them by one chance in 251² = 63,001. */
const VECTORS = 2

/**
 * What a verifier knows and a prover must not: random vectors, and what every block of the chain is when
 * multiplied by each: entry `block·side + row`.
 */
export type Secret = readonly { vector: Int32Array; products: Int8Array }[]

/** Multiplies a matrix of the pool by columns, without reducing: `side × VECTORS`, row-major. */
type Multiply = (matrix: number, columns: Int32Array[]) => Promise<ArrayLike<number>> | ArrayLike<number>

/**
 * Makes a secret for a chain, without computing the chain: every step multiplies from the left by what is
 * known, so the vectors go along. It takes `VECTORS/side` of the prover's multiplications, and can be done
 * while the prover works.
 */
export async function makeSecret(spec: ProofSpec): Promise<Secret> {
  checkSpec(spec)
  const { side } = spec
  // Below this a call of the runtime costs more than it saves.
  if (side < 128) return alongChain(spec, plainMultiply(spec))
  const runtime = await loadRuntime()
  const session = await runtime.InferenceSession.create(productModel(side), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  })
  const matrices = Array.from(
    { length: POOL },
    (_, i) => new runtime.Tensor('float32', Float32Array.from(poolMatrix(spec, i)), [side, side]),
  )
  const flat = new Float32Array(side * VECTORS)
  const columns = new runtime.Tensor('float32', flat, [side, VECTORS])
  try {
    return await alongChain(spec, async (matrix, vectors) => {
      for (const [k, vector] of vectors.entries()) {
        for (let r = 0; r < side; r++) flat[r * VECTORS + k] = vector[r]!
      }
      const { product } = await session.run({ matrix: matrices[matrix]!, columns })
      return product!.data as Float32Array
    })
  } finally {
    await session.release()
  }
}

function plainMultiply(spec: ProofSpec): Multiply {
  const { side } = spec
  const pool = Array.from({ length: POOL }, (_, i) => poolMatrix(spec, i))
  const out = new Int32Array(side * VECTORS)
  return (matrix, vectors) => {
    for (const [k, vector] of vectors.entries()) {
      for (let r = 0; r < side; r++) out[r * VECTORS + k] = dot(pool[matrix]!, r * side, vector)
    }
    return out
  }
}

const productModel = (side: number) =>
  writeOnnx({
    opset: 21,
    graph: {
      inputs: [
        { name: 'matrix', dtype: 'float32', shape: [side, side] },
        { name: 'columns', dtype: 'float32', shape: [side, VECTORS] },
      ],
      outputs: [{ name: 'product', dtype: 'float32', shape: [side, VECTORS] }],
      operations: [{ type: 'MatMul', inputs: ['matrix', 'columns'], outputs: ['product'] }],
    },
  })

async function alongChain(spec: ProofSpec, multiply: Multiply): Promise<Secret> {
  const { side, blocks } = spec
  const first = firstBlock(spec)
  const secret = Array.from({ length: VECTORS }, () => {
    const vector = Int32Array.from({ length: side }, () => randomInt(MODULUS) - HALF)
    const products = new Int8Array(blocks * side)
    for (let r = 0; r < side; r++) products[r] = dot(first, r * side, vector)
    return { vector, products }
  })
  const sums = secret.map(() => new Int32Array(side))
  for (let i = 1; i < blocks; i++) {
    const { matrix, far } = stepOf(spec, i)
    for (const [k, { products }] of secret.entries()) {
      const sum = sums[k]!
      for (let r = 0; r < side; r++) {
        let total = products[(i - 1) * side + r]!
        for (const { block, shift } of far) total += products[block * side + ((r + shift) % side)]!
        sum[r] = residue(total)
      }
    }
    const product = multiply(matrix, sums)
    const ready = product instanceof Promise ? await product : product
    for (const [k, { products }] of secret.entries()) {
      for (let r = 0; r < side; r++) products[i * side + r] = residue(ready[r * VECTORS + k]!)
    }
  }
  return secret
}

/** A row times a vector, modulo 251. Integers throughout: 2048 products of at most 125² stay below 2^31. */
export function dot(matrix: Int8Array, offset: number, vector: Int32Array): number {
  let total = 0
  for (let c = 0; c < vector.length; c++) total = (total + Math.imul(matrix[offset + c]!, vector[c]!)) | 0
  return residue(total)
}
