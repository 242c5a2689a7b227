import { crc32, deflateRawSync } from 'node:zlib'
import { bytesOf, u16, u32, u64 } from './sources.ts'

/** What a test makes an archive say; what is left out is the truth. */
export interface ZipPart {
  name: string | Uint8Array
  content?: string | Uint8Array
  isPacked?: boolean
  method?: number
  flags?: number
  mode?: number
  crc?: number
  /** Sizes as the directory says them, and as the local header does. */
  compressedBytes?: number
  bytes?: number
  local?: { name?: string; compressedBytes?: number; bytes?: number; method?: number }
  /** Where the directory says the local header is. */
  offset?: number
  extra?: Uint8Array
}

export interface ZipEnd {
  entries?: number
  directoryOffset?: number
  directoryBytes?: number
  comment?: Uint8Array
  disk?: number
  prefix?: Uint8Array
}

/** Writes zip archives as tests want them, lies included. */
export function zipFile(parts: readonly ZipPart[], end: ZipEnd = {}): Uint8Array<ArrayBuffer> {
  const files: Uint8Array[] = [end.prefix ?? new Uint8Array()]
  const directory: Uint8Array[] = []
  let position = files[0]!.byteLength
  for (const part of parts) {
    const plain = bytesOf(part.content ?? '')
    const stored = part.isPacked ? new Uint8Array(deflateRawSync(plain)) : plain
    const name = bytesOf(part.name)
    const method = part.method ?? (part.isPacked ? 8 : 0)
    const crc = u32(part.crc ?? crc32(plain))
    const compressedBytes = part.compressedBytes ?? stored.byteLength
    const bytes = part.bytes ?? plain.byteLength
    const localName = part.local?.name === undefined ? name : bytesOf(part.local.name)
    const flags = u16(part.flags ?? 0x800)
    const local = bytesOf(
      u32(0x04034b50),
      u16(20),
      flags,
      u16(part.local?.method ?? method),
      u32(0),
      crc,
      u32(part.local?.compressedBytes ?? compressedBytes),
      u32(part.local?.bytes ?? bytes),
      u16(localName.byteLength),
      u16(0),
      localName,
    )
    const extra = part.extra ?? new Uint8Array()
    directory.push(
      bytesOf(
        u32(0x02014b50),
        u16(20),
        u16(20),
        flags,
        u16(method),
        u32(0),
        crc,
        u32(compressedBytes),
        u32(bytes),
        u16(name.byteLength),
        u16(extra.byteLength),
        u16(0),
        u16(0),
        u16(0),
        u32((part.mode ?? 0) * 0x10000),
        u32(part.offset ?? position),
        name,
        extra,
      ),
    )
    files.push(local, stored)
    position += local.byteLength + stored.byteLength
  }
  const directoryBytes = directory.reduce((total, entry) => total + entry.byteLength, 0)
  const entries = u16(end.entries ?? parts.length)
  const comment = end.comment ?? new Uint8Array()
  return bytesOf(
    ...files,
    ...directory,
    bytesOf(
      u32(0x06054b50),
      u16(end.disk ?? 0),
      u16(0),
      entries,
      entries,
      u32(end.directoryBytes ?? directoryBytes),
      u32(end.directoryOffset ?? position),
      u16(comment.byteLength),
      comment,
    ),
  )
}

/** A zip64 extra field with these 64-bit values. */
export function zip64Field(...values: (number | bigint)[]): Uint8Array {
  return bytesOf(u16(1), u16(values.length * 8), ...values.map(u64))
}
