import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Tensor, tensor, type Variable, variable } from '../../packages/tensor/src/index.ts'
import type { Weights } from './nets.ts'

/** What PyTorch says of a network that it has written into the folder. */
export interface Net {
  parameters: [string, number[]][]
  input: number[]
}

const BATCHES = 4

/** A network's first weights and its batches, as PyTorch wrote them. */
export async function readWeights(folder: string, name: string, net: Net) {
  const bytes = await readFile(join(folder, `${name}.bin`))
  let position = bytes.byteOffset
  const take = (shape: number[], isInteger: boolean) => {
    const size = shape.reduce((a, b) => a * b, 1)
    const end = position + size * (isInteger ? 8 : 4)
    // Shared, as a data loader would: then a batch is not copied on its way to the worker.
    const part = new SharedArrayBuffer(end - position)
    new Uint8Array(part).set(new Uint8Array(bytes.buffer, position, end - position))
    position = end
    return tensor(isInteger ? new BigInt64Array(part) : new Float32Array(part), { shape })
  }
  const parameters = net.parameters.map(([key, shape]) => [key, variable(take(shape, false))] as const)
  const xs = Array.from({ length: BATCHES }, () => take(net.input, name === 'transformer'))
  const ys = Array.from({ length: BATCHES }, () => take([net.input[0]!], true))
  const byName = new Map<string, Tensor>(parameters)
  const weights: Weights = (key) => byName.get(key)!
  const variables: Variable[] = parameters.map(([, parameter]) => parameter)
  return { variables, weights, xs, ys }
}
