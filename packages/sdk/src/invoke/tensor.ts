/** The arrays that elements can live in. Booleans are bytes of 0 and 1. */
export type Elements =
  | Float32Array
  | Float64Array
  | Float16Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array

/** A tensor with its elements in a row, the last axis fastest; texts are an array of strings. */
export interface Tensor {
  dtype: string
  /** Outermost axis first; `[]` is a scalar. */
  shape: number[]
  data: Elements | string[]
}

/** Nested arrays, as JSON writes a tensor; a scalar is its element. */
export type Nested = number | boolean | string | Nested[]

/** A tensor as the wire has it where it is not nested arrays. */
export interface WireTensor {
  dtype: string
  shape: number[]
  /** Base64 of the elements, little-endian, or the elements in a row. */
  data: string | Nested[]
}

type ElementsOf = new (buffer: ArrayBuffer, offset: number, length: number) => Elements

const ARRAYS: Readonly<Record<string, ElementsOf & { BYTES_PER_ELEMENT: number }>> = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Float16Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
}

/** The elements that little-endian bytes hold; copied, since they may lie unaligned. */
export function elementsOf(dtype: string, bytes: Uint8Array): Elements {
  const array = Object.hasOwn(ARRAYS, dtype) ? ARRAYS[dtype] : undefined
  if (array === undefined) throw new TypeError(`${dtype} is no type of elements a model takes`)
  const { buffer } = new Uint8Array(bytes)
  return new array(buffer, 0, buffer.byteLength / array.BYTES_PER_ELEMENT)
}

/** A tensor as it is sent: elements as base64, which is exact and a third the size of decimals. */
export function toWire({ dtype, shape, data }: Tensor): WireTensor {
  if (Array.isArray(data)) return { dtype, shape, data }
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return { dtype, shape, data: bytes.toString('base64') }
}

/** A tensor as it came: elements from base64 into an array of their type, nested arrays as they are. */
export function decodeTensor(value: Nested | WireTensor): Nested | Tensor {
  if (!isWireTensor(value)) return value
  const { dtype, shape, data } = value
  if (typeof data === 'string') return { dtype, shape, data: elementsOf(dtype, Buffer.from(data, 'base64')) }
  return dtype === 'string' ? { dtype, shape, data: data as string[] } : toNested({ dtype, shape, data })
}

/** A tensor in nested arrays: what a person reads, and `--json` prints. */
export function toNested(value: Nested | Tensor | WireTensor): Nested {
  if (typeof value !== 'object' || Array.isArray(value)) return value
  const { dtype, shape } = value
  const data =
    typeof value.data === 'string' ? elementsOf(dtype, Buffer.from(value.data, 'base64')) : value.data
  const flat = Array.isArray(data) ? data : plain(dtype, data)
  return shape.length === 0 ? flat[0]! : nest(flat, shape)
}

function isWireTensor(value: unknown): value is WireTensor {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'data' in value
}

function nest(flat: Nested[], [size = 0, ...rest]: readonly number[]): Nested[] {
  if (rest.length === 0) return flat
  const step = size === 0 ? 0 : flat.length / size
  return Array.from({ length: size }, (_, i) => nest(flat.slice(i * step, (i + 1) * step), rest))
}

/** Elements as JSON has them: what it cannot carry is a text, as in the server's own JSON answers. */
function plain(dtype: string, elements: Elements): Nested[] {
  return Array.from<number | bigint, Nested>(elements, (element) => {
    if (dtype === 'bool') return element !== 0
    if (typeof element === 'bigint')
      return Number.isSafeInteger(Number(element)) ? Number(element) : String(element)
    return Number.isFinite(element) ? element : String(element)
  })
}
