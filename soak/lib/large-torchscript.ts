import { crc32 } from 'node:zlib'

const MIB = 1024 * 1024
/** In a 32-bit size or offset: the value stands in the zip64 field. */
const WIDE = 0xffffffff

interface Entry {
  name: string
  size: number
  crc: number
  content(): Iterable<Uint8Array>
}

/**
 * A TorchScript archive, as far as anything but PyTorch looks, whose one storage has so many MiB. Checksums are
 * made before it begins, in seconds for gigabytes: no server would wait for them.
 */
export function largeTorchScript(mebibytes: number): Iterable<Uint8Array> {
  const small = (name: string, text: string): Entry => {
    const bytes = Buffer.from(text, 'latin1')
    return { name, size: bytes.length, crc: crc32(bytes), content: () => [bytes] }
  }
  const entries = [
    small('archive/data.pkl', '\x80\x02}.'),
    small('archive/code/__torch__.py', 'class Module(Module):\n  pass\n'),
    storage('archive/data/0', mebibytes),
    small('archive/version', '3\n'),
  ]
  return archiveOf(entries)
}

function* archiveOf(entries: readonly Entry[]): Generator<Uint8Array> {
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const head = localHeader(entry)
    directory.push(directoryEntry(entry, offset))
    yield head
    yield* entry.content()
    offset += head.length + entry.size
  }
  const list = Buffer.concat(directory)
  yield list
  yield endRecords(entries.length, list.length, offset)
}

/** One random block, another number in its front each time: as good as random, and much quicker to make. */
function storage(name: string, mebibytes: number): Entry {
  const block = Buffer.alloc(MIB).map((_, i) => (i * 2654435761) >>> 13)
  function* content() {
    for (let i = 0; i < mebibytes; i++) {
      const copy = Buffer.from(block)
      copy.writeUInt32LE(i)
      yield copy
    }
  }
  let crc = 0
  for (const bytes of content()) crc = crc32(bytes, crc)
  return { name, size: mebibytes * MIB, crc, content }
}

const u16 = (...values: number[]) => Buffer.from(Uint16Array.from(values).buffer)
const u32 = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer)
const u64 = (...values: number[]) => Buffer.from(BigUint64Array.from(values, BigInt).buffer)

/** Version 4.5, UTF-8, stored, no date. */
const COMMON = u16(45, 0x800, 0, 0, 0x21)

const localHeader = ({ name, size, crc }: Entry) =>
  Buffer.concat([
    u32(0x04034b50),
    COMMON,
    u32(crc, WIDE, WIDE),
    u16(name.length, 20),
    Buffer.from(name),
    u16(1, 16),
    u64(size, size),
  ])

const directoryEntry = ({ name, size, crc }: Entry, offset: number) =>
  Buffer.concat([
    u32(0x02014b50),
    u16(45),
    COMMON,
    u32(crc, WIDE, WIDE),
    u16(name.length, 28, 0, 0, 0),
    u32(0, WIDE),
    Buffer.from(name),
    u16(1, 24),
    u64(size, size, offset),
  ])

const endRecords = (count: number, size: number, offset: number) =>
  Buffer.concat([
    u32(0x06064b50),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(count, count, size, offset),
    u32(0x07064b50, 0),
    u64(offset + size),
    u32(1, 0x06054b50),
    u16(0, 0, 0xffff, 0xffff),
    u32(WIDE, WIDE),
    u16(0),
  ])
