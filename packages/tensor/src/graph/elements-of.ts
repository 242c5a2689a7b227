import type { HostArray } from './dtype.ts'
import { show, sizeOf } from './shape.ts'
import { TensorError } from './tensor-error.ts'
import type { Leaf, Value } from './value.ts'

/** The elements of data, unless their memory has been handed back (see `recycle`). */
export function elementsOf(value: Value, { data }: Leaf & { kind: 'data' }): HostArray {
  if (data.length === sizeOf(value.shape)) return data
  const what = `${value.dtype} ${show(value.shape)}`
  throw new TensorError('recycled', `the elements of this result (${what}) have been handed back`)
}
