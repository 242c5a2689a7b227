import { TensorError } from './tensor-error.ts'

/** Element types, each with the array that holds it on the host. In order of promotion. */
const ARRAYS = {
  bool: Uint8Array,
  uint8: Uint8Array,
  int32: Int32Array,
  int64: BigInt64Array,
  float16: Float16Array,
  float32: Float32Array,
  float64: Float64Array,
} as const

export type Dtype = keyof typeof ARRAYS
export type HostArray = Uint8Array | Int32Array | BigInt64Array | Float16Array | Float32Array | Float64Array

export const DTYPES = Object.keys(ARRAYS) as readonly Dtype[]
/** What arithmetic on floats has kernels for; some operators (convolution, pooling) have float32 only. */
export const FLOATS: readonly Dtype[] = ['float32', 'float64']
export const INTEGERS: readonly Dtype[] = ['int32', 'int64']
export const NUMBERS: readonly Dtype[] = [...FLOATS, ...INTEGERS]

export const isFloat = (dtype: Dtype): boolean => dtype.startsWith('float')

/** Element types with few kernels, whose numbers int32 holds as well. */
export const isSmall = (dtype: Dtype): boolean => dtype === 'uint8' || dtype === 'bool'

/**
 * A zeroed array for so many elements.
 *
 * @example
 * allocate('float32', 3) // [0, 0, 0]
 */
export function allocate(dtype: Dtype, size: number): HostArray {
  return new ARRAYS[dtype](size)
}

/** Copies numbers into an array of the given type, truncating where the type is an integer's. */
export function hostArray(dtype: Dtype, values: ArrayLike<number>): HostArray {
  if (dtype === 'int64') return BigInt64Array.from(values, (value) => BigInt(Math.trunc(value)))
  if (dtype === 'bool') return Uint8Array.from(values, (value) => (value === 0 ? 0 : 1))
  return ARRAYS[dtype].from(values)
}

const category = (dtype: Dtype): number =>
  dtype === 'bool' ? 0 : dtype === 'uint8' ? 1 : isFloat(dtype) ? 2 : 1

/**
 * The type that holds both, by PyTorch's rule: bool, then integers, then floats; within one kind the wider.
 * A 0-d tensor counts only if its kind is higher than the other's.
 */
export function promoteDtypes(
  a: { dtype: Dtype; shape: readonly number[] },
  b: { dtype: Dtype; shape: readonly number[] },
): Dtype {
  if (a.dtype === b.dtype) return a.dtype
  const aIsWeak = a.shape.length === 0 && b.shape.length > 0
  const bIsWeak = b.shape.length === 0 && a.shape.length > 0
  if (aIsWeak && category(a.dtype) <= category(b.dtype)) return b.dtype
  if (bIsWeak && category(b.dtype) <= category(a.dtype)) return a.dtype
  return widest(a.dtype, b.dtype)
}

/** The type of two that holds both. */
export function widest(a: Dtype, b: Dtype): Dtype {
  return DTYPES.indexOf(a) > DTYPES.indexOf(b) ? a : b
}

/** Refuses an element type for which there is no kernel, and says what to do. */
export function requireDtype(name: string, dtype: Dtype, allowed: readonly Dtype[]): void {
  if (allowed.includes(dtype)) return
  throw new TensorError(
    'dtype',
    `${name} has no ${dtype} kernel in ONNX Runtime on the CPU; cast to ${allowed.join(' or ')} first`,
  )
}
