import ort from 'onnxruntime-node'
import { allocate, type Dtype, type HostArray } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import { LARGE, type ResultPool } from './result-pool.ts'

export type RuntimeTensor = ort.Tensor

/** ONNX Runtime's tensor over an array; a new one of zeros unless given. */
export function newTensor(
  dtype: Dtype,
  shape: Shape,
  data: HostArray = allocate(dtype, sizeOf(shape)),
): RuntimeTensor {
  const tensor = new ort.Tensor(dtype, data as Float32Array, shape as number[])
  // The native side knows no Float16Array, only the same bits as integers.
  if (data instanceof Float16Array) {
    const bits = new Uint16Array(data.buffer, data.byteOffset, data.length)
    Object.defineProperty(tensor, 'data', { value: bits })
  }
  return tensor
}

/** What a tensor holds; float16 as numbers, which ONNX Runtime gives as integers of the same bits. */
export function elementsOf({ type, data }: RuntimeTensor): HostArray {
  if (type !== 'float16') return data as HostArray
  const { buffer, byteOffset, length } = data as unknown as Uint16Array
  return new Float16Array(buffer, byteOffset, length)
}

/** A tensor for a result, which leaves the thread that makes it; a large one in memory of the pool's, if there is any. */
export function resultTensor(dtype: Dtype, shape: Shape, pool: ResultPool | undefined): RuntimeTensor {
  const bytes = sizeOf(shape) * 4
  if (dtype !== 'float32' || bytes < LARGE) return newTensor(dtype, shape)
  // Not filled with zeros, which would double its cost.
  const memory = pool?.lend(bytes) ?? Buffer.allocUnsafeSlow(bytes).buffer
  return newTensor(dtype, shape, new Float32Array(memory))
}
