import type { ByteSource } from '@nodeyard/tensor/formats'
import { Lie } from '../workers/serve-files.ts'

const CHUNK = 1024 * 1024

/** The longest row of a text that is taken for a table. Bytes. */
export const LONGEST_ROW = 4 * 1024 * 1024

/** The bytes of a text, without the mark that some programs put before UTF-8. */
export async function* textChunks(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < source.size; offset += CHUNK) {
    const bytes = await source.read(offset, Math.min(CHUNK, source.size - offset))
    const hasMark = offset === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
    yield hasMark ? bytes.subarray(3) : bytes
  }
}

const LINE_FEED = 10
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The lines of a text that are not blank, decoded. */
export async function* textLines(source: ByteSource): AsyncGenerator<string> {
  let rest: Uint8Array[] = []
  let length = 0
  for await (const chunk of textChunks(source)) {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      yield* decodeLine([...rest, chunk.subarray(start, end)])
      rest = []
      length = 0
      start = end + 1
    }
    rest.push(chunk.slice(start))
    length += chunk.length - start
    if (length > LONGEST_ROW) throw new Lie(`it has a line of more than ${LONGEST_ROW} bytes`)
  }
  yield* decodeLine(rest)
}

function* decodeLine(parts: Uint8Array[]): Generator<string> {
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  let line: string
  try {
    line = decoder.decode(bytes).trim()
  } catch {
    throw new Lie('it is not UTF-8')
  }
  if (line !== '') yield line
}
