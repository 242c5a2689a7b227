import { type Dtype, type HostArray, hostArray } from './dtype.ts'
import { show, sizeOf } from './shape.ts'
import { TensorError } from './tensor-error.ts'
import type { Leaf, Value } from './value.ts'

export type DataLeaf = Leaf & { kind: 'data' }

/**
 * The elements of data, for whoever may keep them: those that lie in an engine's memory are copied first, and the
 * memory goes back.
 *
 * @throws TensorError `recycled` when they have been handed back unread (see `recycle`)
 */
export function elementsOf(value: Value, data: DataLeaf): HostArray {
  const { loan } = data
  if (!loan) return checked(value, data.data)
  data.data = checked(value, data.data).slice()
  data.loan = undefined
  loan.end()
  return data.data
}

/** The same elements for a request to `engine`: where they lie in its own memory they need no copy. */
export function elementsFor(engine: object, value: Value, data: DataLeaf): HostArray {
  return data.loan?.lender === engine ? checked(value, data.data) : elementsOf(value, data)
}

/** Leaves data without elements; memory that was lent goes back. */
export function dropElements({ dtype }: { dtype: Dtype }, data: DataLeaf): void {
  data.data = hostArray(dtype, [])
  data.loan?.end()
  data.loan = undefined
}

function checked(value: Value, elements: HostArray): HostArray {
  if (elements.length === sizeOf(value.shape)) return elements
  const what = `${value.dtype} ${show(value.shape)}`
  throw new TensorError('recycled', `the elements of this result (${what}) have been handed back`)
}
