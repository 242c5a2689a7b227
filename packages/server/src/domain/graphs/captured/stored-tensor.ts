import { type FileHandle, open } from 'node:fs/promises'
import { allocate, type Dtype, type HostArray } from '@nodeyard/tensor'
import { type AxisSlice, slicedShape } from './slice.ts'

/** A tensor that has been read: in memory while small, else in a file of its own, row-major and nothing else. */
export interface StoredTensor {
  dtype: Dtype
  shape: readonly number[]
  elements: HostArray | { file: string }
}

/** Runs of bytes shorter than this apart are read at once: a seek costs more than the bytes between. */
const MAX_GAP = 64 * 1024

/** The elements of a slice, in order. From a file only the rows that are asked for are read. */
export async function readSlice(
  { dtype, shape, elements }: StoredTensor,
  slices: readonly AxisSlice[],
): Promise<HostArray> {
  const out = allocate(
    dtype,
    slicedShape(slices).reduce((product, size) => product * size, 1),
  )
  if (out.length === 0) return out
  if (!('file' in elements)) {
    let next = 0
    for (const row of rowsOf(shape, slices)) for (const i of placesOf(row)) out[next++] = elements[i]!
    return out
  }
  const handle = await open(elements.file)
  try {
    return await readRows(handle, out, [...rowsOf(shape, slices)])
  } finally {
    await handle.close()
  }
}

/** Places along the last axis: `start`, `start + step` … */
interface Row {
  start: number
  step: number
  count: number
}

const placesOf = function* ({ start, step, count }: Row) {
  for (let i = 0; i < count; i++) yield start + i * step
}

function* rowsOf(shape: readonly number[], slices: readonly AxisSlice[]): Generator<Row> {
  const strides = new Array<number>(shape.length)
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride
    stride *= shape[axis]!
  }
  const last = slices.length - 1
  function* walk(axis: number, offset: number): Generator<Row> {
    if (axis > last) return yield { start: offset, step: 1, count: 1 }
    const slice = slices[axis]!
    const step = strides[axis]!
    if ('at' in slice) return yield* walk(axis + 1, offset + slice.at * step)
    if (axis === last) {
      const count = Math.max(0, Math.ceil((slice.stop - slice.start) / slice.step))
      return yield { start: offset + slice.start * step, step: slice.step * step, count }
    }
    for (let i = slice.start; i < slice.stop; i += slice.step) yield* walk(axis + 1, offset + i * step)
  }
  yield* walk(0, 0)
}

async function readRows(handle: FileHandle, out: HostArray, rows: readonly Row[]): Promise<HostArray> {
  const width = out.BYTES_PER_ELEMENT
  const endOf = ({ start, step, count }: Row) => (start + (count - 1) * step + 1) * width
  let next = 0
  for (let i = 0; i < rows.length; ) {
    // Neighbouring rows in one read.
    let j = i
    const begin = rows[i]!.start * width
    let end = endOf(rows[i]!)
    while (j + 1 < rows.length) {
      const from = rows[j + 1]!.start * width
      const to = endOf(rows[j + 1]!)
      if (from < end || from - end > MAX_GAP || to - begin > 4 * 1024 * 1024) break
      end = to
      j++
    }
    const bytes = new Uint8Array(end - begin)
    await readFully(handle, bytes, begin)
    const View = out.constructor as new (buffer: ArrayBuffer) => HostArray
    const elements = new View(bytes.buffer)
    for (; i <= j; i++) {
      for (const place of placesOf(rows[i]!)) out[next++] = elements[place - begin / width]!
    }
  }
  return out
}

async function readFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let read = 0; read < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, read, bytes.length - read, position + read)
    if (bytesRead === 0) throw new Error('a captured tensor is shorter than it should be')
    read += bytesRead
  }
}
