import { crc32 } from './crc32.ts'
import { joinBytes } from './join-bytes.ts'

const text = new TextEncoder()
const UTF8_NAMES = 0x800
/** 1980-01-01, the earliest a zip archive can say: the same content always makes the same file. */
const DATE = 0x21
const LARGEST = 0xffffffff

/**
 * Puts files into a zip archive, stored as they are.
 * @throws RangeError beyond 4 GB, which needs a wider form of the format
 */
export function writeZip(files: Readonly<Record<string, Uint8Array>>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const bytes = text.encode(name)
    const common = [
      UTF8_NAMES,
      0,
      0,
      DATE,
      crc32(content),
      content.byteLength,
      content.byteLength,
      bytes.byteLength,
      0,
    ]
    const widths = [2, 2, 2, 2, 4, 4, 4, 2, 2]
    const local = record([0x04034b50, 20, ...common], [4, 2, ...widths])
    directory.push(
      record([0x02014b50, 20, 20, ...common, 0, 0, 0, 0, offset], [4, 2, 2, ...widths, 2, 2, 2, 4, 4]),
      bytes,
    )
    parts.push(local, bytes, content)
    offset += local.byteLength + bytes.byteLength + content.byteLength
    if (offset > LARGEST) throw new RangeError('a zip archive of more than 4 GB')
  }
  const count = Object.keys(files).length
  if (count >= 0xffff) throw new RangeError('a zip archive of more than 65,534 files')
  const bytes = directory.reduce((sum, part) => sum + part.byteLength, 0)
  const end = record([0x06054b50, 0, 0, count, count, bytes, offset, 0], [4, 2, 2, 2, 2, 4, 4, 2])
  return joinBytes([...parts, ...directory, end])
}

function record(values: readonly number[], widths: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(widths.reduce((a, b) => a + b, 0))
  const view = new DataView(bytes.buffer)
  let position = 0
  for (const [i, width] of widths.entries()) {
    if (width === 2) view.setUint16(position, values[i]!, true)
    else view.setUint32(position, values[i]!, true)
    position += width
  }
  return bytes
}
