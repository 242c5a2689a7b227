import type { ByteSource } from '../formats/byte-source.ts'
import { elementsOf } from '../formats/elements.ts'
import { openTensors } from '../formats/open-tensors.ts'
import { DTYPES, type Dtype, type HostArray } from '../graph/dtype.ts'
import { DataError } from './data-error.ts'
import { fileSource } from './file-source.ts'
import { type RowColumn, RowsDataset } from './rows-dataset.ts'

/**
 * Samples from tensors in a file (safetensors, .npy, .npz, PyTorch's), side by side: the slices of their first
 * dimension. Where the file keeps a tensor plainly only the rows of a batch are read (safetensors, .npy, contiguous
 * tensors of PyTorch); others (.npz, turned or strided ones) are read whole, once.
 *
 * @param names the tensors to take, in the order of the columns; all of the file by default
 * @throws DataError for tensors without a first dimension, of different lengths, or of types tensors cannot be
 *
 * @example
 * const data = await tensorFileDataset('train.safetensors', ['pictures', 'labels'])
 */
export async function tensorFileDataset(
  from: string | ByteSource,
  names?: readonly string[],
): Promise<RowsDataset> {
  const file = await openTensors(typeof from === 'string' ? await fileSource(from) : from)
  const byName = new Map(file.tensors.map((tensor) => [tensor.name, tensor]))
  const columns = (names ?? [...byName.keys()]).map((name): RowColumn => {
    const tensor = byName.get(name)
    if (!tensor) throw new DataError(`there is no tensor ${name}, but ${[...byName.keys()].join(', ')}`)
    const [rows, ...shape] = tensor.shape
    if (rows === undefined) throw new DataError(`tensor ${name} is a single number, no samples`)
    const isHalf = tensor.dtype === 'bfloat16'
    const dtype = isHalf ? 'float32' : (tensor.dtype as Dtype)
    if (!DTYPES.includes(dtype))
      throw new DataError(`tensor ${name} is ${tensor.dtype}, which tensors cannot be here`)
    const size = shape.reduce((a, b) => a * b, 1)
    let whole: Promise<HostArray> | undefined
    const read = async (start: number, end: number): Promise<HostArray> => {
      const part = file.readRows(name, start, end)
      if (part) return elementsOf(tensor.dtype as Dtype, await part) as HostArray
      whole ??= file.read(name).then(({ data }) => data as HostArray)
      return (await whole).subarray(start * size, end * size)
    }
    return { name, dtype, shape, rows, read }
  })
  return new RowsDataset(columns)
}
