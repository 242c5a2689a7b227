import { ByteCursor } from './byte-cursor.ts'
import type { ByteSource } from './byte-source.ts'
import { faultIn, quote } from './format-error.ts'
import { GGML_TYPES } from './ggml-type.ts'
import { type GgufValue, GgufValueReader } from './gguf-value.ts'
import { MAX_TENSORS } from './limits.ts'
import { countElements, summarizeTensors, type TensorInfo } from './tensor-info.ts'

const FORMAT = 'gguf'
const fault = faultIn(FORMAT)
const MAGIC = 0x46554747
const MAX_ENTRIES = 10_000
const MAX_KEY_BYTES = 4096
/** GGML itself allows 64 and 4; room for its heirs. */
const MAX_TENSOR_NAME_BYTES = 1024
const MAX_DIMENSIONS = 8
const DEFAULT_ALIGNMENT = 32
const MAX_ALIGNMENT = 1 << 24
const UINT32 = 4

export interface GgufTensor extends TensorInfo {
  /** GGML's own order, fastest-moving dimension first: `shape` reversed. */
  dims: number[]
  offset: number
}

export interface GgufHeader {
  /** 1, 2 or 3. */
  version: number
  littleEndian: boolean
  /** Bytes that every tensor's offset is a multiple of. */
  alignment: number
  /** Where the tensors' bytes begin in the file. */
  dataOffset: number
  metadata: Record<string, GgufValue>
  tensors: GgufTensor[]
  parameterCount: number
  dtypes: Record<string, number>
}

/** A tensor info as written; its offset counts from the start of the tensor data. */
interface Entry {
  name: string
  code: number
  dims: number[]
  relative: number
}

/**
 * Reads and checks the header of a GGUF file (versions 1 to 3, either byte order): metadata, and every
 * tensor's place, which must lie in the file, be aligned and overlap no other.
 *
 * Long strings and arrays (a token vocabulary) come back as a `GgufSummary`.
 *
 * @throws FormatError naming the key or tensor that lied
 */
export async function readGguf(source: ByteSource): Promise<GgufHeader> {
  const cursor = new ByteCursor(source, FORMAT)
  const version = await readVersion(cursor)
  const values = new GgufValueReader(cursor, version)
  const tensorCount = await values.length('tensor count')
  const entryCount = await values.length('metadata count')
  if (tensorCount > MAX_TENSORS) throw tooMany(tensorCount, 'tensors', MAX_TENSORS)
  if (entryCount > MAX_ENTRIES) throw tooMany(entryCount, 'metadata entries', MAX_ENTRIES)

  const { metadata, alignment } = await readMetadata(values, entryCount)
  const entries: Entry[] = []
  for (let index = 0; index < tensorCount; index++) entries.push(await readEntry(cursor, values))

  const dataOffset = Math.ceil(cursor.position / alignment) * alignment
  const tensors = entries.map((entry) => placeTensor(entry, dataOffset, alignment, source.size))
  checkOverlap(tensors)
  return {
    version,
    littleEndian: cursor.littleEndian,
    alignment,
    dataOffset,
    metadata,
    tensors,
    ...summarizeTensors(tensors, FORMAT),
  }
}

async function readVersion(cursor: ByteCursor): Promise<number> {
  await cursor.fill(8, 'magic and version')
  if (cursor.u32() !== MAGIC) throw fault('it does not begin with GGUF', 'magic')
  const version = cursor.u32()
  if (version >= 1 && version <= 3) return version
  // Only version 3 exists in big-endian form; nothing but the version number tells.
  if (version === 0x03000000) {
    cursor.littleEndian = false
    return 3
  }
  throw fault(`version says ${version}; 1 to 3 are known`, 'version')
}

async function readMetadata(values: GgufValueReader, count: number) {
  const metadata = new Map<string, GgufValue>()
  let alignment = DEFAULT_ALIGNMENT
  for (let index = 0; index < count; index++) {
    const key = await values.string(MAX_KEY_BYTES, `metadata key ${index}`)
    const field = `metadata ${quote(key)}`
    if (metadata.has(key)) throw fault(`${field} appears twice`, field)
    const { type, value } = await values.read(field)
    if (key === 'general.alignment') alignment = checkAlignment(type, value)
    metadata.set(key, value)
  }
  return { metadata: Object.fromEntries(metadata), alignment }
}

function checkAlignment(type: number, value: GgufValue): number {
  const isPower = typeof value === 'number' && value > 0 && Number.isInteger(Math.log2(value))
  if (type !== UINT32 || !isPower || value > MAX_ALIGNMENT) {
    throw fault('general.alignment must be a uint32 and a power of two', 'general.alignment')
  }
  return value
}

async function readEntry(cursor: ByteCursor, values: GgufValueReader): Promise<Entry> {
  const name = await values.string(MAX_TENSOR_NAME_BYTES, 'tensor name')
  const field = `tensor ${quote(name)}`
  await cursor.fill(4, `dimensions of ${field}`)
  const rank = cursor.u32()
  if (rank > MAX_DIMENSIONS) throw fault(`${field} says ${rank} dimensions; at most ${MAX_DIMENSIONS}`, field)
  const dims: number[] = []
  for (let index = 0; index < rank; index++) dims.push(await values.length(`shape of ${field}`))
  await cursor.fill(12, `type and offset of ${field}`)
  return { name, dims, code: cursor.u32(), relative: cursor.size64(`offset of ${field}`) }
}

function placeTensor(
  { name, code, dims, relative }: Entry,
  dataOffset: number,
  alignment: number,
  size: number,
) {
  const field = `tensor ${quote(name)}`
  const type = GGML_TYPES.get(code)
  if (!type) throw fault(`${field} has an unknown ggml type ${code}`, `${field}.type`)
  const elements = countElements(dims, FORMAT, field)
  if ((dims[0] ?? 1) % type.block !== 0) {
    throw fault(
      `${field} has rows of ${dims[0] ?? 1} elements, but ${type.name} comes in blocks of ${type.block}`,
      `${field}.dims`,
    )
  }
  if (relative % alignment !== 0) {
    throw fault(`${field} has offset ${relative}, not a multiple of ${alignment}`, `${field}.offset`)
  }
  const bytes = (elements / type.block) * type.bytes
  const offset = dataOffset + relative
  if (offset + bytes > size) {
    throw fault(
      `${field} (${type.name} [${dims.join(',')}]) needs ${bytes} bytes at ${offset}, but the file ends at ${size}`,
      `${field}.offset`,
    )
  }
  return { name, dtype: type.name, shape: dims.toReversed(), dims, bytes, offset }
}

function checkOverlap(tensors: readonly GgufTensor[]): void {
  const names = new Set<string>()
  let last: GgufTensor | undefined
  for (const tensor of tensors.toSorted((a, b) => a.offset - b.offset || a.bytes - b.bytes)) {
    const field = `tensor ${quote(tensor.name)}`
    if (names.has(tensor.name)) throw fault(`${field} appears twice`, field)
    names.add(tensor.name)
    if (last && tensor.offset < last.offset + last.bytes) {
      throw fault(
        `${field} at ${tensor.offset} overlaps ${quote(last.name)}, which ends at ${last.offset + last.bytes}`,
        `${field}.offset`,
      )
    }
    last = tensor
  }
}

function tooMany(count: number, what: string, most: number) {
  return fault(`header says ${count} ${what}; at most ${most} are allowed`, what)
}
