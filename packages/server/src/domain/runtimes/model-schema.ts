import type { Dtype } from './dtype.ts'

/**
 * One axis: a number is fixed; a name may have any size, but the same one wherever the name stands; null
 * may have any size.
 */
export type Dimension = number | string | null

export interface TensorSpec {
  name: string
  dtype: Dtype
  shape: Dimension[]
  /** Whether other element types are taken too; `dtype` is then what numbers without one are read as. */
  isAnyDtype?: true
}

/** What a loaded model takes and gives, in its own order. */
export interface ModelSchema {
  inputs: TensorSpec[]
  outputs: TensorSpec[]
}

/** `float32[batch, 1, 28, 28]`, with `?` for an axis of any size. */
export function describeSpec({ dtype, shape }: { dtype: Dtype; shape: readonly Dimension[] }): string {
  return `${dtype}${describeShape(shape)}`
}

export function describeShape(shape: readonly Dimension[]): string {
  return `[${shape.map((size) => size ?? '?').join(', ')}]`
}
