import { readAll } from '../engine/read.ts'
import type { HostArray } from '../graph/dtype.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import type { Column, Dataset } from './column.ts'
import { DataError } from './data-error.ts'

/**
 * Samples in memory: the slices of tensors along their first dimension.
 *
 * @example
 * const data = await TensorDataset.of(tensor([[1, 2], [3, 4]]), tensor([0n, 1n]))
 * data.length // 2
 */
export class TensorDataset implements Dataset {
  readonly length: number
  readonly columns: readonly Column[]
  readonly #arrays: readonly HostArray[]

  /** @param arrays the elements of each column, sample after sample; they are taken as they are, not copied */
  constructor(columns: readonly Column[], arrays: readonly HostArray[]) {
    this.columns = columns
    this.#arrays = arrays
    const lengths = columns.map(({ shape }, i) => arrays[i]!.length / Math.max(1, sizeOf(shape)))
    this.length = lengths[0] ?? 0
    if (lengths.some((length) => length !== this.length || !Number.isInteger(length)))
      throw new DataError(`columns of different lengths: ${lengths.join(', ')}`)
  }

  /** Computes tensors, and takes their slices for samples. */
  static async of(...tensors: readonly Tensor[]): Promise<TensorDataset> {
    const arrays = await readAll(tensors)
    const columns = tensors.map(({ dtype, shape }) => ({ dtype, shape: shape.slice(1) as Shape }))
    return new TensorDataset(columns, arrays)
  }

  fill(indices: readonly number[], arrays: readonly HostArray[]): void {
    for (const [i, { shape }] of this.columns.entries()) {
      const size = sizeOf(shape)
      const [from, to] = [this.#arrays[i] as Float32Array, arrays[i] as Float32Array]
      for (const [row, index] of indices.entries()) {
        to.set(from.subarray(index * size, (index + 1) * size), row * size)
      }
    }
  }
}
