import type { ByteSource } from './byte-source.ts'
import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { faultIn } from './format-error.ts'
import type { NpyHeader } from './npy.ts'

const fault = faultIn('npy')
const MAX_BYTES = 2 ** 32

/**
 * Reads an array's elements, brought to row-major order and little-endian whatever the file has.
 *
 * @param source the .npy file, or an unpacked entry of an archive
 * @throws FormatError for elements that are no plain numbers (objects, texts, records)
 */
export async function readNpyBytes(
  source: ByteSource,
  { dtype, byteOrder, isFortranOrder, shape, offset, bytes, hasObjects }: NpyHeader,
): Promise<{ dtype: Dtype; shape: number[]; bytes: Uint8Array }> {
  if (hasObjects || !Object.hasOwn(DTYPE_BITS, dtype))
    throw fault(`elements of type ${dtype} are no numbers`, 'descr')
  if (bytes > MAX_BYTES) throw fault(`${bytes} bytes; at most ${MAX_BYTES} are allowed`, 'shape')
  const known = dtype as Dtype
  const width = DTYPE_BITS[known] / 8
  let data = await source.read(offset, bytes)
  if (data.byteLength !== bytes) throw fault('the file is cut short', 'data')
  if (byteOrder === 'big') data = swap(data, known.startsWith('complex') ? width / 2 : width)
  if (isFortranOrder && shape.length > 1) data = toRowMajor(data, shape, width)
  return { dtype: known, shape, bytes: data }
}

function swap(bytes: Uint8Array, width: number): Uint8Array {
  const swapped = new Uint8Array(bytes.byteLength)
  for (let start = 0; start < bytes.byteLength; start += width) {
    for (let i = 0; i < width; i++) swapped[start + i] = bytes[start + width - 1 - i]!
  }
  return swapped
}

function toRowMajor(bytes: Uint8Array, shape: readonly number[], width: number): Uint8Array {
  const turned = new Uint8Array(bytes.byteLength)
  const strides = shape.map((_, dim) => shape.slice(0, dim).reduce((a, b) => a * b, width))
  const index = new Array<number>(shape.length).fill(0)
  let from = 0
  for (let to = 0; to < bytes.byteLength; to += width) {
    for (let i = 0; i < width; i++) turned[to + i] = bytes[from + i]!
    for (let dim = shape.length - 1; dim >= 0; dim--) {
      from += strides[dim]!
      if (++index[dim]! < shape[dim]!) break
      from -= shape[dim]! * strides[dim]!
      index[dim] = 0
    }
  }
  return turned
}
