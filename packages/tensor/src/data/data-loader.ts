import { tensor } from '../functions/creation.ts'
import type { Tensor } from '../graph/tensor.ts'
import { type Dataset, type SampleDataset, sharedArray } from './column.ts'
import { permutation } from './permutation.ts'

export interface LoaderOptions {
  batchSize?: number
  /** Another order in every epoch, decided by `seed` and the epoch's number alone. */
  shuffle?: boolean
  seed?: number
  /** Leaves out a last batch that is not full, so that a compiled step is traced for one shape only. */
  dropLast?: boolean
  /** Batches that are being made while one is used; 2 by default. */
  prefetch?: number
}

/** Makes a batch of samples. */
export type Collate<Sample, Batch> = (samples: Sample[]) => Batch | Promise<Batch>

/**
 * Batches of a dataset, made ahead while the one before is used. Iterating once is one epoch.
 *
 * A batch is a tensor for each column, [batch, ...shape], in memory shared with the engine's worker; with `collate`
 * it is what that makes of the samples.
 *
 * @example
 * const data = await TensorDataset.of(rand([100, 4]), randint(0, 3, [100]))
 * const loader = new DataLoader(data, { batchSize: 32, shuffle: true, seed: 1, dropLast: true })
 * for await (const [x, y] of loader) console.log(x.shape, y.shape) // [32, 4] [32], three times
 */
export class DataLoader<Batch = Tensor[]> implements AsyncIterable<Batch> {
  /** How many epochs have begun. Set it to go on where a run was broken off. */
  epoch = 0
  readonly #samples: number
  readonly #make: (indices: readonly number[]) => Promise<Batch>
  readonly #options: Required<LoaderOptions>

  constructor(dataset: Dataset, options?: LoaderOptions)
  constructor(dataset: SampleDataset<unknown>, options: LoaderOptions & { collate: Collate<never, Batch> })
  constructor(
    dataset: Dataset | SampleDataset<unknown>,
    { collate, ...options }: LoaderOptions & { collate?: Collate<never, Batch> } = {},
  ) {
    const { batchSize = 1, shuffle = false, seed = 0, dropLast = false, prefetch = 2 } = options
    if (!Number.isInteger(batchSize) || batchSize < 1) throw new RangeError(`batchSize is ${batchSize}`)
    if (!Number.isInteger(prefetch) || prefetch < 0) throw new RangeError(`prefetch is ${prefetch}`)
    this.#options = { batchSize, shuffle, seed, dropLast, prefetch }
    this.#samples = dataset.length
    if (collate && 'get' in dataset) {
      this.#make = async (indices) => {
        const samples = await Promise.all(indices.map((index) => dataset.get(index)))
        return await (collate as Collate<unknown, Batch>)(samples)
      }
    } else if ('fill' in dataset) {
      this.#make = async (indices) => {
        const arrays = dataset.columns.map((column) => sharedArray(column, indices.length))
        await dataset.fill(indices, arrays)
        return dataset.columns.map(({ dtype, shape }, i) => {
          return tensor(arrays[i]!, { dtype, shape: [indices.length, ...shape] })
        }) as Batch
      }
    } else throw new TypeError('a dataset without columns wants a collate that makes batches of its samples')
  }

  /** Batches in an epoch. */
  get length(): number {
    const { batchSize, dropLast } = this.#options
    return dropLast ? Math.floor(this.#samples / batchSize) : Math.ceil(this.#samples / batchSize)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    const { batchSize, shuffle, seed, prefetch } = this.#options
    const order = shuffle ? permutation(this.#samples, seed, this.epoch) : undefined
    this.epoch++
    const start = (batch: number): Promise<Batch> => {
      const first = batch * batchSize
      const size = Math.min(batchSize, this.#samples - first)
      const made = this.#make(Array.from({ length: size }, (_, i) => order?.[first + i] ?? first + i))
      // One that fails is heard of when its turn comes, if it comes.
      made.catch(() => {})
      return made
    }
    const ahead: Promise<Batch>[] = []
    const count = this.length
    let started = 0
    for (let batch = 0; batch < count; batch++) {
      while (started < count && started <= batch + prefetch) ahead.push(start(started++))
      yield await ahead.shift()!
    }
  }
}
