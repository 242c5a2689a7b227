import { ByteCursor } from './byte-cursor.ts'
import type { ByteSource } from './byte-source.ts'
import { faultIn, quote } from './format-error.ts'
import { findPathProblem } from './safe-path.ts'
import { type ListedEntry, readDirectoryEntry, UNKNOWN_32, type ZipEntry } from './zip-directory.ts'
import { findZipEnd } from './zip-end.ts'

const FORMAT = 'zip'
const fault = faultIn(FORMAT)
const LOCAL_ENTRY = 0x04034b50
const LOCAL_ENTRY_BYTES = 30

const MAX_ENTRIES = 100_000
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024
/** What no honest archive of weights or samples reaches: this ratio, over this many bytes. */
const BOMB_RATIO = 200
const BOMB_BYTES = 100 * 1024 * 1024

export interface ZipHeader {
  /** In the order of the directory. */
  entries: ZipEntry[]
  compressedBytes: number
  /** What all entries together say they unpack to. */
  bytes: number
  /** Unpacked over compressed size. */
  ratio: number
  /** True where unpacking would fill far more space than any honest archive of this size. */
  isBomb: boolean
}

/**
 * Lists a zip archive (zip64 included) from its central directory and checks each entry against its local
 * header, unpacking nothing.
 *
 * @throws FormatError for entries that overlap, repeat a name, leave the folder, or are symbolic links; for
 * sizes that cannot be; for archives in several parts or with bytes before the first entry
 */
export async function readZip(source: ByteSource): Promise<ZipHeader> {
  const directory = await findZipEnd(source)
  if (directory.entries > MAX_ENTRIES) {
    throw fault(`directory says ${directory.entries} entries; at most ${MAX_ENTRIES} are allowed`, 'entries')
  }
  if (directory.bytes > MAX_DIRECTORY_BYTES) {
    throw fault(
      `directory says it is ${directory.bytes} bytes; at most ${MAX_DIRECTORY_BYTES} are allowed`,
      'directory',
    )
  }
  const cursor = new ByteCursor(source, FORMAT, directory.offset)
  const listed: ListedEntry[] = []
  for (let index = 0; index < directory.entries; index++)
    listed.push(await readDirectoryEntry(cursor, directory.end))
  if (cursor.position !== directory.end) {
    throw fault(
      `directory of ${directory.entries} entries ends at ${cursor.position}, not ${directory.end}`,
      'directory',
    )
  }
  checkNames(listed)
  await checkLocalEntries(source, listed, directory.offset)
  return summarize(listed)
}

function checkNames(entries: readonly ZipEntry[]): void {
  const names = new Set<string>()
  for (const { name } of entries) {
    const field = `entry ${quote(name)}`
    const problem = findPathProblem(name)
    if (problem) throw fault(`${field}: the path ${problem}`, field)
    const plain = name
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/')
    if (names.has(plain)) throw fault(`${field} appears twice`, field)
    names.add(plain)
  }
}

/** Finds where each entry's bytes begin, in the order of the file, and that none reaches into the next. */
async function checkLocalEntries(source: ByteSource, entries: ListedEntry[], end: number): Promise<void> {
  const cursor = new ByteCursor(source, FORMAT)
  const sorted = entries.toSorted((a, b) => a.local - b.local)
  if (sorted[0] && sorted[0].local !== 0) throw fault('bytes were put before its first entry', 'entries', 0)
  for (const entry of sorted) {
    const field = `entry ${quote(entry.name)}`
    if (entry.local < cursor.position)
      throw fault(`${field} overlaps the entry before it`, field, entry.local)
    if (entry.local + LOCAL_ENTRY_BYTES > end)
      throw fault(`${field} begins at ${entry.local}, past the last byte`, field)
    cursor.skip(entry.local - cursor.position, field)
    await checkLocalEntry(cursor, entry, field)
    entry.offset = cursor.position
    if (entry.offset + entry.compressedBytes > end) {
      throw fault(
        `${field} says ${entry.compressedBytes} bytes at ${entry.offset}, past the directory at ${end}`,
        field,
      )
    }
    cursor.skip(entry.compressedBytes, field)
  }
}

async function checkLocalEntry(cursor: ByteCursor, entry: ListedEntry, field: string): Promise<void> {
  await cursor.fill(LOCAL_ENTRY_BYTES, `local header of ${field}`)
  if (cursor.u32() !== LOCAL_ENTRY)
    throw fault(`${field} has no local header at ${entry.local}`, field, entry.local)
  cursor.take(2) // version
  const flags = cursor.u16()
  const method = cursor.u16()
  cursor.take(8) // time and checksum
  const compressed = cursor.u32()
  const plain = cursor.u32()
  const nameBytes = cursor.u16()
  const extraBytes = cursor.u16()
  const name = await cursor.bytes(nameBytes, `local header of ${field}`)
  // Tools that stream read these, tools that seek read the directory: both must see one archive.
  const isSameName =
    name.byteLength === entry.rawName.byteLength && name.every((byte, i) => byte === entry.rawName[i])
  const isSameSize =
    (flags & 8) !== 0 || (matches(compressed, entry.compressedBytes) && matches(plain, entry.bytes))
  if (!isSameName || method !== entry.method || !isSameSize) {
    throw fault(`${field} differs between its local header and the directory`, field, entry.local)
  }
  cursor.skip(extraBytes, `local header of ${field}`)
}

function matches(local: number, listed: number): boolean {
  return local === listed || local === UNKNOWN_32
}

function summarize(listed: readonly ListedEntry[]): ZipHeader {
  let compressedBytes = 0
  let bytes = 0
  const entries = listed.map(({ local: _, rawName: __, ...entry }) => {
    compressedBytes += entry.compressedBytes
    bytes += entry.bytes
    return entry
  })
  const ratio = compressedBytes === 0 ? 1 : bytes / compressedBytes
  return { entries, compressedBytes, bytes, ratio, isBomb: ratio > BOMB_RATIO && bytes > BOMB_BYTES }
}
