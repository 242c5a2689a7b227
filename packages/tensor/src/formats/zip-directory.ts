import type { ByteCursor } from './byte-cursor.ts'
import { faultIn, quote } from './format-error.ts'
import { decodeLatin1, decodeUtf8 } from './text.ts'

const FORMAT = 'zip'
const fault = faultIn(FORMAT)
const DIRECTORY_ENTRY = 0x02014b50
const DIRECTORY_ENTRY_BYTES = 46
const ZIP64_FIELD = 1
/** Deflate cannot do better than 1032 to 1; a directory that says so lies. */
const HIGHEST_RATIO = 1032

/** In a 32-bit size or offset: the value is elsewhere, in 64 bits. */
export const UNKNOWN_32 = 0xffffffff
export const STORED = 0
export const DEFLATED = 8

export interface ZipEntry {
  /** With `/` between folders; a folder's own entry ends in one. */
  name: string
  /** 0 stored, 8 deflated; others are listed but cannot be read. */
  method: number
  isEncrypted: boolean
  compressedBytes: number
  bytes: number
  crc32: number
  /** Where the entry's (compressed) bytes begin in the file. */
  offset: number
}

/** An entry as the directory has it; `local` is where its local header begins. */
export interface ListedEntry extends ZipEntry {
  local: number
  rawName: Uint8Array
}

/** Reads the next entry of the central directory, which ends at `end`. Its `offset` is not known yet. */
export async function readDirectoryEntry(cursor: ByteCursor, end: number): Promise<ListedEntry> {
  const at = cursor.position
  if (at + DIRECTORY_ENTRY_BYTES > end)
    throw fault('directory has fewer entries than it says', 'directory', at)
  await cursor.fill(DIRECTORY_ENTRY_BYTES, 'a directory entry')
  if (cursor.u32() !== DIRECTORY_ENTRY)
    throw fault('directory holds something that is no entry', 'directory', at)
  cursor.take(4) // versions
  const flags = cursor.u16()
  const method = cursor.u16()
  cursor.take(4) // time
  const crc32 = cursor.u32()
  const sizes = { compressed: cursor.u32(), plain: cursor.u32() }
  const lengths = { name: cursor.u16(), extra: cursor.u16(), comment: cursor.u16() }
  const disk = cursor.u16()
  cursor.take(2) // internal attributes
  const mode = cursor.u32() >>> 16
  const local = cursor.u32()
  const rest = lengths.name + lengths.extra + lengths.comment
  if (cursor.position + rest > end) throw fault('a directory entry runs past the directory', 'directory', at)
  await cursor.fill(rest, 'a directory entry')
  const rawName = cursor.take(lengths.name).slice()
  const extra = cursor.take(lengths.extra)
  cursor.take(lengths.comment)

  const name = decodeName(rawName, flags, at)
  const field = `entry ${quote(name)}`
  const wide = readZip64Field(extra, sizes.plain, sizes.compressed, local, field)
  if (disk !== 0 && disk !== 0xffff) throw fault(`${field} is on part ${disk} of several`, field, at)
  if ((mode & 0xf000) === 0xa000) throw fault(`${field} is a symbolic link`, field, at)
  const entry = {
    name,
    method,
    isEncrypted: (flags & 1) === 1,
    crc32,
    rawName,
  }
  const listed = {
    ...entry,
    bytes: wide.plain,
    compressedBytes: wide.compressed,
    local: wide.local,
    offset: 0,
  }
  checkSizes(listed, field)
  return listed
}

/** Sizes that do not fit 32 bits are in an extra field, in this order, only those that are needed. */
function readZip64Field(extra: Uint8Array, plain: number, compressed: number, local: number, field: string) {
  const wide = { plain, compressed, local }
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength)
  for (let at = 0; at + 4 <= extra.byteLength; ) {
    const id = view.getUint16(at, true)
    const end = at + 4 + view.getUint16(at + 2, true)
    if (end > extra.byteLength) throw fault(`${field} has an extra field that runs past its end`, field)
    let next = at + 4
    if (id === ZIP64_FIELD) {
      for (const key of ['plain', 'compressed', 'local'] as const) {
        if (wide[key] !== UNKNOWN_32) continue
        if (next + 8 > end) throw fault(`${field} has a zip64 field that is too short`, field)
        const value = view.getBigUint64(next, true)
        if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw fault(`${field} says it has ${value} bytes`, field)
        wide[key] = Number(value)
        next += 8
      }
      break
    }
    at = end
  }
  return wide
}

function decodeName(bytes: Uint8Array, flags: number, at: number): string {
  let name: string
  try {
    name = decodeUtf8(bytes, FORMAT, 'an entry name', at)
  } catch (error) {
    // Bit 11 promises UTF-8. Without it names are in an old code page; only the ASCII in them matters here.
    if ((flags & 0x800) !== 0) throw error
    name = decodeLatin1(bytes)
  }
  return name.replaceAll('\\', '/')
}

function checkSizes({ method, bytes, compressedBytes }: ZipEntry, field: string): void {
  if (method === STORED && bytes !== compressedBytes) {
    throw fault(
      `${field} is stored as it is but says ${bytes} bytes unpacked and ${compressedBytes} packed`,
      field,
    )
  }
  if (method === DEFLATED && bytes > compressedBytes * HIGHEST_RATIO) {
    throw fault(`${field} says ${compressedBytes} bytes unpack to ${bytes}, more than deflate can`, field)
  }
}
