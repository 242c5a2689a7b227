import type { Dtype } from './dtype.ts'
import { writeNpy } from './npy-write.ts'
import { writeZip } from './zip-write.ts'

/**
 * Encodes arrays as one .npz archive, stored as they are (as `numpy.savez` does).
 *
 * @example
 * writeNpz({ x: { dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) } })
 */
export function writeNpz(
  arrays: Readonly<Record<string, { dtype: Dtype; shape: readonly number[]; data: ArrayBufferView }>>,
): Uint8Array<ArrayBuffer> {
  const files = Object.entries(arrays).map(
    ([name, { dtype, shape, data }]) => [`${name}.npy`, writeNpy(dtype, shape, data)] as const,
  )
  return writeZip(Object.fromEntries(files))
}
