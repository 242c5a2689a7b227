import type { ByteSource } from './byte-source.ts'
import type { Dtype } from './dtype.ts'
import { type Elements, elementsOf } from './elements.ts'
import { faultIn, quote } from './format-error.ts'
import { readNpy } from './npy.ts'
import { readNpyBytes } from './npy-elements.ts'
import { readNpz } from './npz.ts'
import { readSafetensors } from './safetensors.ts'
import { HEAD_BYTES, sniff } from './sniff.ts'
import type { TensorInfo } from './tensor-info.ts'
import { isTorchArchive } from './torch.ts'
import { readTorchState } from './torch-state.ts'
import { readZip } from './zip.ts'
import { zipEntrySource } from './zip-entry.ts'

const MAX_UNPACKED_BYTES = 2 ** 32
const fault = faultIn('tensors')

/** One tensor with its elements, row-major. */
export interface LoadedTensor {
  dtype: Dtype
  shape: number[]
  data: Elements
}

/** A file of tensors: what there is, and each one's elements when they are asked for. */
export interface TensorFile {
  format: 'safetensors' | 'npy' | 'npz' | 'pytorch'
  tensors: TensorInfo[]
  /** @throws FormatError when there is no tensor of that name, or its element type has no array of numbers */
  read: (name: string) => Promise<LoadedTensor>
  /**
   * Rows `start` to `end` of a tensor's first dimension as bytes, without reading the others; undefined where the
   * file does not keep them plainly, one after the other.
   */
  readRows: (name: string, start: number, end: number) => Promise<Uint8Array> | undefined
}

/**
 * Opens a file of named tensors by its bytes: safetensors, PyTorch's state dicts (never executing their pickle),
 * .npz, or .npy (whose one array is called `array`). Reads headers only.
 *
 * @throws FormatError for other files, and for files that lie
 *
 * @example
 * const file = await openTensors(bytesSource(bytes))
 * for (const { name, dtype, shape } of file.tensors) console.log(name, dtype, shape)
 */
export async function openTensors(source: ByteSource): Promise<TensorFile> {
  const signature = sniff(await source.read(0, Math.min(HEAD_BYTES, source.size)), source.size)
  if (signature === 'safetensors') {
    const { tensors } = await readSafetensors(source)
    return file(source, 'safetensors', tensors, ({ offset, bytes }) => source.read(offset!, bytes))
  }
  if (signature === 'npy') {
    const header = await readNpy(source)
    const isPlain = !header.isFortranOrder && header.byteOrder !== 'big'
    const { dtype, shape, bytes } = header
    const info = { name: 'array', dtype, shape, bytes, offset: isPlain ? header.offset : null }
    return file(source, 'npy', [info], async () => (await readNpyBytes(source, header)).bytes)
  }
  if (signature === 'torch') return torch(source)
  if (signature !== 'zip') throw fault('it is no safetensors, npy, npz or PyTorch file', 'format')
  const zip = await readZip(source)
  if (isTorchArchive(zip.entries)) return torch(source, zip)
  const arrays = new Map((await readNpz(source, zip)).map((array) => [array.name, array]))
  const infos = Array.from(arrays.values(), ({ name, header: { dtype, shape, bytes } }) => {
    return { name, dtype, shape, bytes, offset: null }
  })
  return file(source, 'npz', infos, async ({ name }) => {
    const { entry, header } = arrays.get(name)!
    return (await readNpyBytes(await zipEntrySource(source, entry, MAX_UNPACKED_BYTES), header)).bytes
  })
}

async function torch(source: ByteSource, zip?: Parameters<typeof readTorchState>[1]): Promise<TensorFile> {
  const state = await readTorchState(source, zip)
  return file(source, 'pytorch', state.tensors, state.read)
}

function file<Info extends TensorInfo>(
  source: ByteSource,
  format: TensorFile['format'],
  tensors: Info[],
  read: (info: Info) => Promise<Uint8Array>,
): TensorFile {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]))
  const find = (name: string) => {
    const found = byName.get(name)
    if (found) return found
    const some = [...byName.keys()].slice(0, 10).map(quote).join(', ')
    throw fault(`there is no tensor ${quote(name)}, but ${some || 'none at all'}`, 'name')
  }
  return {
    format,
    tensors,
    async read(name) {
      const info = find(name)
      const dtype = info.dtype as Dtype
      return { dtype, shape: info.shape, data: elementsOf(dtype, await read(info)) }
    },
    readRows(name, start, end) {
      const { offset, bytes, shape } = find(name)
      const row = bytes / shape[0]!
      if (offset === null || !Number.isInteger(row)) return undefined
      return source.read(offset + start * row, (end - start) * row)
    },
  }
}
