import { hostArray } from '../graph/dtype.ts'
import { DataError } from './data-error.ts'
import { type FileSource, fileSource } from './file-source.ts'
import { RowsDataset } from './rows-dataset.ts'

const PICTURE = 3 * 32 * 32

/**
 * Pictures (uint8 [3, 32, 32]) and labels (int64) of CIFAR-10's or CIFAR-100's binary files, one after the other.
 *
 * @param options.kind CIFAR-100 has a coarse label before the fine one; the fine one is taken unless told otherwise
 * @throws DataError for files that are no whole number of records, and for labels that no class has
 *
 * @example
 * const data = await cifarDataset(['data_batch_1.bin', 'data_batch_2.bin'])
 */
export async function cifarDataset(
  paths: readonly string[],
  { kind = 'cifar-10', label = 'fine' }: { kind?: 'cifar-10' | 'cifar-100'; label?: 'fine' | 'coarse' } = {},
): Promise<RowsDataset> {
  const isWide = kind === 'cifar-100'
  const labels = isWide ? 2 : 1
  const at = isWide && label === 'fine' ? 1 : 0
  const classes = isWide ? (label === 'fine' ? 100 : 20) : 10
  const record = labels + PICTURE
  const files: { path: string; source: FileSource; first: number; count: number }[] = []
  let rows = 0
  for (const path of paths) {
    const source = await fileSource(path)
    if (source.size % record !== 0 || source.size === 0)
      throw new DataError(
        `${path} has ${source.size} bytes, no whole number of ${kind}'s records of ${record}`,
      )
    const count = source.size / record
    files.push({ path, source, first: rows, count })
    rows += count
  }
  const readRecords = async (start: number, end: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array((end - start) * record)
    for (const { path, source, first, count } of files) {
      const [from, to] = [Math.max(start, first), Math.min(end, first + count)]
      if (from >= to) continue
      const part = await source.read((from - first) * record, (to - from) * record)
      if (part.byteLength !== (to - from) * record) throw new DataError(`${path} has become shorter`)
      bytes.set(part, (from - start) * record)
    }
    return bytes
  }
  return new RowsDataset([
    {
      name: 'picture',
      dtype: 'uint8',
      shape: [3, 32, 32],
      rows,
      async read(start, end) {
        const records = await readRecords(start, end)
        const pictures = new Uint8Array((end - start) * PICTURE)
        for (let i = 0; i < end - start; i++) {
          pictures.set(records.subarray(i * record + labels, (i + 1) * record), i * PICTURE)
        }
        return pictures
      },
    },
    {
      name: 'label',
      dtype: 'int64',
      shape: [],
      rows,
      async read(start, end) {
        const records = await readRecords(start, end)
        const found = Array.from({ length: end - start }, (_, i) => records[i * record + at]!)
        const wrong = found.findIndex((value) => value >= classes)
        if (wrong >= 0)
          throw new DataError(
            `record ${start + wrong} has label ${found[wrong]}; ${kind} has ${classes} (${label}) classes`,
          )
        return hostArray('int64', found)
      },
    },
  ])
}
