import type { Dtype, HostArray } from '../graph/dtype.ts'
import { allocate } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'

/** One thing that every sample has (a picture, a label): its element type and the shape it has in one sample. */
export interface Column {
  dtype: Dtype
  shape: Shape
  /** For people; batches have their columns in order. */
  name?: string
}

/**
 * Samples whose columns all have one shape, so that a batch is one array for each. What batches are made of is
 * written where it is needed: nothing is copied twice.
 */
export interface Dataset {
  readonly length: number
  readonly columns: readonly Column[]
  /** Writes samples one after the other into an array for each column. */
  fill(indices: readonly number[], arrays: readonly HostArray[]): void | Promise<void>
}

/** Samples of any kind; batches are what a `collate` makes of them. */
export interface SampleDataset<Sample> {
  readonly length: number
  get(index: number): Sample | Promise<Sample>
}

const BYTES = { bool: 1, uint8: 1, int32: 4, int64: 8, float16: 2, float32: 4, float64: 8 } as const

/** An array for so many samples in memory that the engine's worker shares: a batch is not copied on its way. */
export function sharedArray({ dtype, shape }: Column, samples: number): HostArray {
  const size = sizeOf(shape) * samples
  const memory = new SharedArrayBuffer(size * BYTES[dtype])
  const type = allocate(dtype, 0).constructor as new (memory: SharedArrayBuffer) => HostArray
  return new type(memory)
}
