import { DTYPES, type Dtype, type NumericData, type NumericDtype } from './dtype.ts'

export interface NumericTensor {
  dtype: NumericDtype
  /** Outermost axis first; `[]` is a scalar. */
  shape: number[]
  /** Row-major; as long as the shape says. */
  data: NumericData
}

export interface StringTensor {
  dtype: 'string'
  shape: number[]
  data: string[]
}

/** What goes into a model and comes out of it, under one name each. */
export type TensorValue = NumericTensor | StringTensor
export type Tensors = Record<string, TensorValue>

/** A tensor of one dtype over the elements it was given: the pair cannot disagree, so the cast is sound. */
export function tensorOf(dtype: Dtype, shape: number[], data: NumericData | string[]): TensorValue {
  return { dtype, shape, data } as TensorValue
}

/** How many elements a shape holds; a scalar holds one. */
export function elementCount(shape: readonly number[]): number {
  let count = 1
  for (const size of shape) count *= size
  return count
}

/** Bytes a tensor's elements take; strings are counted as UTF-16 plus a pointer each. */
export function byteSize(value: TensorValue): number {
  if (value.dtype !== 'string') return value.data.byteLength
  let bytes = 0
  for (const text of value.data) bytes += 16 + 2 * text.length
  return bytes
}

/** The rows `from` to `to` of the first axis, as a view: nothing is copied. */
export function rowsOf(value: TensorValue, from: number, to: number): TensorValue {
  const [rows = 0, ...rest] = value.shape
  const width = rows === 0 ? 0 : value.data.length / rows
  const shape = [to - from, ...rest]
  return value.dtype === 'string'
    ? { dtype: 'string', shape, data: value.data.slice(from * width, to * width) }
    : { dtype: value.dtype, shape, data: value.data.subarray(from * width, to * width) as NumericData }
}

/** Puts tensors of one dtype and equal trailing axes one after another along the first axis. */
export function joinRows(values: readonly TensorValue[]): TensorValue {
  const [first] = values as [TensorValue]
  let rows = 0
  let length = 0
  for (const { shape, data } of values) {
    rows += shape[0]!
    length += data.length
  }
  const shape = [rows, ...first.shape.slice(1)]
  if (first.dtype === 'string') {
    return { dtype: 'string', shape, data: (values as StringTensor[]).flatMap(({ data }) => data) }
  }
  const data = DTYPES[first.dtype].make(length)
  let offset = 0
  for (const value of values as NumericTensor[]) {
    // Same dtype, so the same kind of array on both sides, which the union cannot say.
    ;(data as Float32Array).set(value.data as Float32Array, offset)
    offset += value.data.length
  }
  return { dtype: first.dtype, shape, data }
}
