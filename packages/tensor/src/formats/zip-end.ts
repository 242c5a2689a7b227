import { ByteCursor } from './byte-cursor.ts'
import type { ByteSource } from './byte-source.ts'
import { faultIn } from './format-error.ts'

const FORMAT = 'zip'
const fault = faultIn(FORMAT)
const END = 0x06054b50
const END_BYTES = 22
const MAX_COMMENT_BYTES = 0xffff
const LOCATOR = 0x07064b50
const LOCATOR_BYTES = 20
const END64 = 0x06064b50
const END64_BYTES = 56

/** Where the central directory lies, and how many entries it has. */
export interface ZipDirectory {
  entries: number
  offset: number
  bytes: number
  end: number
}

/** Finds a zip archive's central directory from the records at the end of the file. */
export async function findZipEnd(source: ByteSource): Promise<ZipDirectory> {
  const at = await findEndRecord(source)
  const cursor = new ByteCursor(source, FORMAT, at)
  await cursor.fill(END_BYTES, 'end record')
  cursor.take(4)
  const disks = [cursor.u16(), cursor.u16()]
  const entriesHere = cursor.u16()
  const entries = cursor.u16()
  const bytes = cursor.u32()
  const offset = cursor.u32()
  const isWide = disks.includes(0xffff) || entries === 0xffff || bytes === 0xffffffff || offset === 0xffffffff
  const wide = at >= LOCATOR_BYTES ? await readEnd64(source, at - LOCATOR_BYTES) : undefined
  if (isWide && !wide) throw fault('end record refers to a zip64 record that is not there', 'end record', at)
  if (wide) return checkEnd(wide.directory, wide.at)
  if (disks.some((disk) => disk !== 0) || entriesHere !== entries) {
    throw fault('it is one part of several', 'end record', at)
  }
  return checkEnd({ entries, offset, bytes, end: offset + bytes }, at)
}

/** The one place in the file's last 64 KiB where an end record fits with its comment. */
async function findEndRecord(source: ByteSource): Promise<number> {
  const start = Math.max(0, source.size - END_BYTES - MAX_COMMENT_BYTES)
  const cursor = new ByteCursor(source, FORMAT, start)
  const tail = await cursor.bytes(source.size - start, 'end record')
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  const found: number[] = []
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue
    if (at + END_BYTES + view.getUint16(at + 20, true) === tail.byteLength) found.push(at)
  }
  const [at] = found
  if (at === undefined)
    throw fault('it has no end record, so it is cut short or no zip archive', 'end record')
  // Which one counts differs between tools: one could be shown a harmless archive, another a hostile one.
  if (found.length > 1) throw fault('it has two end records', 'end record', start + at)
  return start + at
}

async function readEnd64(source: ByteSource, locatorAt: number) {
  const locator = new ByteCursor(source, FORMAT, locatorAt)
  await locator.fill(LOCATOR_BYTES, 'zip64 locator')
  if (locator.u32() !== LOCATOR) return undefined
  locator.take(4)
  const at = locator.size64('zip64 end record')
  const parts = locator.u32()
  if (parts > 1) throw fault('it is one part of several', 'zip64 locator', locatorAt)
  if (at + END64_BYTES > locatorAt)
    throw fault(`zip64 end record cannot be at ${at}`, 'zip64 end record', locatorAt)
  const cursor = new ByteCursor(source, FORMAT, at)
  await cursor.fill(END64_BYTES, 'zip64 end record')
  if (cursor.u32() !== END64)
    throw fault('zip64 end record is not where it should be', 'zip64 end record', at)
  const recordEnd = at + 12 + cursor.size64('zip64 end record')
  if (recordEnd !== locatorAt) throw fault('zip64 end record has a wrong length', 'zip64 end record', at)
  cursor.take(4) // versions
  const disks = [cursor.u32(), cursor.u32()]
  const entriesHere = cursor.size64('zip64 entries')
  const entries = cursor.size64('zip64 entries')
  if (disks.some((disk) => disk !== 0) || entriesHere !== entries) {
    throw fault('it is one part of several', 'zip64 end record', at)
  }
  const bytes = cursor.size64('zip64 directory size')
  const offset = cursor.size64('zip64 directory offset')
  return { at, directory: { entries, offset, bytes, end: offset + bytes } }
}

/** The directory must end where the end records begin: a gap means bytes were put before the archive. */
function checkEnd(directory: ZipDirectory, recordAt: number): ZipDirectory {
  if (directory.end === recordAt) return directory
  throw fault(
    `directory says ${directory.bytes} bytes at ${directory.offset}, but it must end at ${recordAt}`,
    'directory',
    recordAt,
  )
}
