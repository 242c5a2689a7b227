import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { faultIn } from './format-error.ts'
import { rawBytes } from './raw-bytes.ts'
import { countElements } from './tensor-info.ts'

const FORMAT = 'npy'
const fault = faultIn(FORMAT)

const CODES: Partial<Record<Dtype, string>> = {
  bool: '|b1',
  int8: '|i1',
  uint8: '|u1',
  int16: '<i2',
  uint16: '<u2',
  int32: '<i4',
  uint32: '<u4',
  int64: '<i8',
  uint64: '<u8',
  float16: '<f2',
  float32: '<f4',
  float64: '<f8',
  complex64: '<c8',
  complex128: '<c16',
}

/**
 * Encodes one array as a version 1.0 .npy file, its elements (row-major, little-endian) aligned to 64 bytes.
 *
 * @throws FormatError when the dtype is one NumPy lacks, or the bytes do not fit dtype and shape
 */
export function writeNpy(
  dtype: Dtype,
  shape: readonly number[],
  data: ArrayBufferView,
): Uint8Array<ArrayBuffer> {
  const code = CODES[dtype]
  if (code === undefined) throw fault(`NumPy has no dtype ${dtype}`, 'descr')
  const needed = (countElements(shape, FORMAT, 'shape') * DTYPE_BITS[dtype]) / 8
  if (data.byteLength !== needed) {
    throw fault(`${data.byteLength} bytes given but ${dtype} [${shape.join(',')}] needs ${needed}`, 'shape')
  }
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const dict = `{'descr': '${code}', 'fortran_order': False, 'shape': ${tuple}, }`
  const prefix = 10
  const offset = Math.ceil((prefix + dict.length + 1) / 64) * 64
  const file = new Uint8Array(offset + data.byteLength)
  file.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0])
  new DataView(file.buffer).setUint16(8, offset - prefix, true)
  file.set(new TextEncoder().encode(`${dict.padEnd(offset - prefix - 1)}\n`), prefix)
  file.set(rawBytes(data), offset)
  return file
}
