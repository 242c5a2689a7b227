/** Every typed array a tensor's elements can live in. Booleans are bytes of 0 and 1. */
export type NumericData =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Float16Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>

interface DtypeTraits {
  readonly kind: 'float' | 'integer' | 'bigint' | 'bool' | 'string'
  /** Bytes of one element; strings have no fixed width. */
  readonly bytes: number
  readonly min: number
  readonly max: number
  /** Makes the array of `length` zeros, or a view of `buffer` from `offset`, which must be aligned. */
  make(length: number): NumericData
  view(buffer: ArrayBuffer, offset: number, length: number): NumericData
}

interface NumericConstructor {
  new (length: number): NumericData
  new (buffer: ArrayBuffer, offset: number, length: number): NumericData
  readonly BYTES_PER_ELEMENT: number
}

function traits(
  kind: DtypeTraits['kind'],
  array: NumericConstructor,
  [min, max]: readonly [number, number],
): DtypeTraits {
  return {
    kind,
    bytes: array.BYTES_PER_ELEMENT,
    min,
    max,
    make: (length) => new array(length),
    view: (buffer, offset, length) => new array(buffer, offset, length),
  }
}

/**
 * The element types a model's inputs and outputs can have: those ONNX Runtime carries into JavaScript.
 * `min` and `max` bound what a number may be (64-bit ones are bounded by their array instead).
 */
export const DTYPES = {
  float32: traits(
    'float',
    Float32Array as NumericConstructor,
    [-3.4028234663852886e38, 3.4028234663852886e38],
  ),
  float64: traits('float', Float64Array as NumericConstructor, [-Number.MAX_VALUE, Number.MAX_VALUE]),
  float16: traits('float', Float16Array as NumericConstructor, [-65504, 65504]),
  int8: traits('integer', Int8Array as NumericConstructor, [-128, 127]),
  int16: traits('integer', Int16Array as NumericConstructor, [-32768, 32767]),
  int32: traits('integer', Int32Array as NumericConstructor, [-2147483648, 2147483647]),
  int64: traits('bigint', BigInt64Array as NumericConstructor, [-(2 ** 63), 2 ** 63]),
  uint8: traits('integer', Uint8Array as NumericConstructor, [0, 255]),
  uint16: traits('integer', Uint16Array as NumericConstructor, [0, 65535]),
  uint32: traits('integer', Uint32Array as NumericConstructor, [0, 4294967295]),
  uint64: traits('bigint', BigUint64Array as NumericConstructor, [0, 2 ** 64]),
  bool: traits('bool', Uint8Array as NumericConstructor, [0, 1]),
} as const satisfies Record<string, DtypeTraits>

export type NumericDtype = keyof typeof DTYPES

/** `string` tensors are the only ones without a typed array. */
export type Dtype = NumericDtype | 'string'

export function isDtype(name: string): name is Dtype {
  return name === 'string' || Object.hasOwn(DTYPES, name)
}
