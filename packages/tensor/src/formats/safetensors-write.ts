import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { faultIn, quote } from './format-error.ts'
import { joinBytes } from './join-bytes.ts'
import { rawBytes } from './raw-bytes.ts'
import { SAFETENSORS_DTYPES } from './safetensors-dtype.ts'
import { countElements } from './tensor-info.ts'

const FORMAT = 'safetensors'
const fault = faultIn(FORMAT)
const CODES = new Map(Object.entries(SAFETENSORS_DTYPES).map(([code, dtype]) => [dtype, code]))

export interface SafetensorsTensor {
  dtype: Dtype
  shape: readonly number[]
  /** The elements, row-major and little-endian. */
  data: ArrayBufferView
}

/**
 * Encodes tensors as one safetensors file. Wider dtypes come first, so every tensor is aligned to its
 * element; the header is padded to a multiple of 8 bytes.
 *
 * @throws FormatError when a tensor's bytes do not fit its dtype and shape
 */
export function writeSafetensors(
  tensors: Readonly<Record<string, SafetensorsTensor>>,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  return joinBytes(safetensorsPieces(tensors, metadata))
}

/**
 * The same in pieces to be written one after the other: tensors are not copied but are the given ones.
 *
 * @throws FormatError when a tensor's bytes do not fit its dtype and shape
 */
export function safetensorsPieces(
  tensors: Readonly<Record<string, SafetensorsTensor>>,
  metadata?: Readonly<Record<string, string>>,
): Uint8Array[] {
  const sorted = Object.entries(tensors).sort(
    ([a, x], [b, y]) => DTYPE_BITS[y.dtype] - DTYPE_BITS[x.dtype] || (a < b ? -1 : 1),
  )
  const header = new Map<string, unknown>(metadata ? [['__metadata__', metadata]] : [])
  let offset = 0
  for (const [name, tensor] of sorted) {
    checkTensor(name, tensor)
    const end = offset + tensor.data.byteLength
    header.set(name, { dtype: CODES.get(tensor.dtype), shape: tensor.shape, data_offsets: [offset, end] })
    offset = end
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)))
  const headerBytes = Math.ceil(text.byteLength / 8) * 8
  const head = new Uint8Array(8 + headerBytes).fill(0x20)
  new DataView(head.buffer).setBigUint64(0, BigInt(headerBytes), true)
  head.set(text, 8)
  return [head, ...sorted.map(([, { data }]) => rawBytes(data))]
}

function checkTensor(name: string, { dtype, shape, data }: SafetensorsTensor): void {
  const field = `tensor ${quote(name)}`
  if (name === '__metadata__') throw fault('a tensor may not be named __metadata__', field)
  if (!CODES.has(dtype)) throw fault(`${field} has dtype ${dtype}, which the format lacks`, field)
  const needed = (countElements(shape, FORMAT, field) * DTYPE_BITS[dtype]) / 8
  if (data.byteLength !== needed) {
    throw fault(
      `${field} has ${data.byteLength} bytes but ${dtype} [${shape.join(',')}] needs ${needed}`,
      field,
    )
  }
}
