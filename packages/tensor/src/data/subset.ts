import type { HostArray } from '../graph/dtype.ts'
import type { Column, Dataset } from './column.ts'
import { DataError } from './data-error.ts'
import { permutation } from './permutation.ts'

/**
 * Some samples of a dataset, in an order of their own.
 *
 * @example
 * const data = await TensorDataset.of(tensor([10, 20, 30]))
 * new Subset(data, [2, 0]).length // 2
 */
export class Subset implements Dataset {
  readonly columns: readonly Column[]
  readonly length: number
  readonly #dataset: Dataset
  readonly #indices: ArrayLike<number>

  constructor(dataset: Dataset, indices: ArrayLike<number>) {
    for (let i = 0; i < indices.length; i++) {
      const index = indices[i]!
      if (!Number.isInteger(index) || index < 0 || index >= dataset.length)
        throw new DataError(`a dataset of ${dataset.length} samples has no sample ${index}`)
    }
    this.#dataset = dataset
    this.#indices = indices
    this.columns = dataset.columns
    this.length = indices.length
  }

  fill(indices: readonly number[], arrays: readonly HostArray[]): void | Promise<void> {
    return this.#dataset.fill(
      indices.map((index) => this.#indices[index]!),
      arrays,
    )
  }
}

/**
 * Parts of a dataset that have no sample in common, by a seeded shuffle. Parts below 1 are shares, others numbers of
 * samples; what rounding leaves goes to the first.
 *
 * @example
 * const data = await TensorDataset.of(rand([10, 4]))
 * const [training, heldOut] = splitDataset(data, [0.8, 0.2], 1)
 */
export function splitDataset(dataset: Dataset, parts: readonly number[], seed = 0): Subset[] {
  const total = dataset.length
  const sum = parts.reduce((a, b) => a + b, 0)
  const areShares = parts.every((part) => part < 1) && Math.abs(sum - 1) < 1e-9
  if (!areShares && (sum !== total || !parts.every((part) => Number.isInteger(part) && part >= 0)))
    throw new DataError(`parts ${parts.join(', ')} neither add up to 1 nor to ${total} samples`)
  const sizes = areShares ? parts.map((part) => Math.floor(part * total + 1e-9)) : [...parts]
  sizes[0]! += total - sizes.reduce((a, b) => a + b, 0)
  const order = permutation(total, seed)
  let start = 0
  return sizes.map((size) => {
    start += size
    return new Subset(dataset, order.subarray(start - size, start))
  })
}
