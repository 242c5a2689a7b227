import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { faultIn } from './format-error.ts'

/** Arrays that hold elements as they are used. */
export type Elements =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | BigUint64Array
  | BigInt64Array
  | Float16Array
  | Float32Array
  | Float64Array

const ARRAYS = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  uint64: BigUint64Array,
  int64: BigInt64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const

const fault = faultIn('tensor')

/**
 * Bytes (little-endian, as files keep them) as numbers. float16 becomes a Float16Array (where the platform has
 * it), bfloat16 a Float32Array, which holds all its values.
 *
 * The array may share memory with `bytes`.
 *
 * @throws FormatError for element types without an array of numbers (complex, below a byte, strings)
 *
 * @example
 * const numbers = elementsOf('bfloat16', await state.read(tensor))
 */
export function elementsOf(dtype: Dtype, bytes: Uint8Array): Elements {
  const width = DTYPE_BITS[dtype] / 8
  if (dtype === 'bfloat16') {
    const upper = new Uint16Array(aligned(bytes, 2), 0, bytes.byteLength / 2)
    return new Float32Array(Uint32Array.from(upper, (bits) => bits * 65_536).buffer)
  }
  const type = dtype === 'float16' ? Float16Array : ARRAYS[dtype as keyof typeof ARRAYS]
  if (!type) throw fault(`elements of type ${dtype} have no array of numbers`, 'dtype')
  if (bytes.byteLength % width !== 0) throw fault(`${bytes.byteLength} bytes are no whole elements`, 'data')
  if (bytes.byteOffset % width === 0) {
    return new type(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength / width)
  }
  return new type(aligned(bytes, width))
}

/** Not `slice`: of Node's Buffers it is a view. */
function aligned(bytes: Uint8Array, width: number): ArrayBuffer {
  const isWhole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
  return isWhole && bytes.byteLength % width === 0
    ? (bytes.buffer as ArrayBuffer)
    : new Uint8Array(bytes).buffer
}
