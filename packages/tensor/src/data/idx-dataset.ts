import { DTYPE_BITS, type Dtype } from '../formats/dtype.ts'
import { elementsOf } from '../formats/elements.ts'
import { readIdx } from '../formats/idx.ts'
import { type HostArray, hostArray } from '../graph/dtype.ts'
import { DataError } from './data-error.ts'
import { openPlain } from './file-source.ts'
import { type RowColumn, RowsDataset } from './rows-dataset.ts'

/** Element types that tensors lack, by what holds them. */
const HELD: Partial<Record<Dtype, 'int32'>> = { int8: 'int32', int16: 'int32' }

/**
 * The samples of IDX files side by side, such as MNIST's pictures and labels; gzipped ones are unpacked. Labels
 * (files of one dimension and whole numbers) become int64, as losses want them; pictures stay bytes.
 *
 * @throws DataError for files that cannot be opened or have different numbers of samples; FormatError for files
 * that lie
 *
 * @example
 * const digits = await idxDataset('train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz')
 */
export async function idxDataset(...paths: readonly string[]): Promise<RowsDataset> {
  return new RowsDataset(await Promise.all(paths.map(openColumn)))
}

async function openColumn(path: string): Promise<RowColumn> {
  const source = await openPlain(path)
  const { dtype, shape, offset } = await readIdx(source)
  if (shape.length === 0) throw new DataError(`${path} holds one number, no samples`)
  const [rows, ...own] = shape as [number, ...number[]]
  const width = DTYPE_BITS[dtype] / 8
  const size = own.reduce((a, b) => a * b, width)
  const isLabel = own.length === 0 && !dtype.startsWith('float')
  const held = isLabel ? 'int64' : (HELD[dtype] ?? (dtype as 'uint8'))
  return {
    name: path,
    dtype: held,
    shape: own,
    rows,
    async read(start, end) {
      // A copy, as the bytes are turned round in it.
      const bytes = new Uint8Array(await source.read(offset + start * size, (end - start) * size))
      if (bytes.byteLength !== (end - start) * size) throw new DataError(`${path} has become shorter`)
      if (width > 1) swap(bytes, width)
      const elements = elementsOf(dtype, bytes)
      return held === dtype ? (elements as HostArray) : hostArray(held, Array.from(elements as Uint8Array))
    },
  }
}

function swap(bytes: Uint8Array, width: number): void {
  for (let start = 0; start < bytes.byteLength; start += width) bytes.subarray(start, start + width).reverse()
}
