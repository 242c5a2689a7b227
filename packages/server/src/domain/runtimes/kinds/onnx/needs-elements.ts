import { open } from 'node:fs/promises'
import { bytesSource, readOnnx } from '@nodeyard/tensor/formats'
import { readFully } from '../../../../blobs/read-file.ts'

/** Operators whose kernels (ONNX Runtime 1.30) end the whole process when they are given a tensor of no elements. */
const NEED_ELEMENTS = ['InstanceNormalization', 'LSTM', 'GRU']

/** @returns an operator of the model that no input without elements may reach; undefined where there is none */
export async function operatorThatNeedsElements(model: string | Uint8Array): Promise<string | undefined> {
  const operators =
    typeof model === 'string' ? await operatorsOf(model) : (await readOnnx(bytesSource(model))).operators
  return NEED_ELEMENTS.find((name) => Object.hasOwn(operators, name))
}

async function operatorsOf(path: string): Promise<Record<string, number>> {
  await using file = await open(path)
  const { size } = await file.stat()
  const read = (offset: number, length: number) =>
    readFully(file, Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset))), offset)
  return (await readOnnx({ size, read })).operators
}
