import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { BlobStore, StagedFile } from '../../blobs/blob-store.ts'
import { READ_SIZE } from '../../blobs/blob-store.ts'
import { Fault } from '../../fault.ts'
import type { TextCodec } from './text-codec.ts'

/** A model as it came in, on disk: which bytes it is depends on a field that may come after it. */
export interface IncomingModel extends AsyncDisposable {
  file: StagedFile
  /** Whether all of it is UTF-8 of characters up to U+00FF, not all of them ASCII: bytes spelled as text. */
  isLatin1Text: boolean
}

/** Writes a part of a form to disk as it comes. */
export async function stageModel(blobs: BlobStore, bytes: AsyncIterable<Uint8Array>): Promise<IncomingModel> {
  const looker = new Latin1Looker()
  return incomingOf(await blobs.staging.stage(looker.watch(bytes)), looker.isLatin1Text)
}

const incomingOf = (file: StagedFile, isLatin1Text: boolean): IncomingModel => ({
  file,
  isLatin1Text,
  // Gone already where it has become a blob.
  [Symbol.asyncDispose]: () => rm(file.path, { force: true }),
})

/**
 * The bytes a part stands for. Clients put there either the model's own bytes, or the text that stands for them
 * in their encoding.
 *
 * @throws Fault `invalid_request` when it is said to be base64 and is not
 */
export async function decodeModel(
  blobs: BlobStore,
  incoming: IncomingModel,
  codec: TextCodec,
): Promise<IncomingModel> {
  const { file, isLatin1Text } = incoming
  const read = () => createReadStream(file.path, { highWaterMark: READ_SIZE })
  if (codec.name === 'base64') return incomingOf(await blobs.staging.stage(fromBase64(read())), false)
  if (codec.name === 'latin1' && isLatin1Text)
    return incomingOf(await blobs.staging.stage(fromLatin1Text(read())), false)
  return incoming
}

/** Looks at bytes as they pass, until it knows that they are no text. */
class Latin1Looker {
  #isText = true
  #hasHigh = false
  #lead = false

  get isLatin1Text(): boolean {
    return this.#isText && this.#hasHigh && !this.#lead
  }

  async *watch(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      if (this.#isText) this.#look(chunk)
      yield chunk
    }
  }

  #look(chunk: Uint8Array): void {
    let lead = this.#lead
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!
      // U+0080 to U+00FF are C2 or C3 and one more byte.
      const isFine = lead ? (byte & 0xc0) === 0x80 : byte < 0x80 || byte === 0xc2 || byte === 0xc3
      if (!isFine) {
        this.#isText = false
        return
      }
      lead = !lead && byte >= 0x80
      if (lead) this.#hasHigh = true
    }
    this.#lead = lead
  }
}

async function* fromLatin1Text(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let lead = 0
  for await (const chunk of chunks) {
    const bytes = new Uint8Array(chunk.length)
    let length = 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!
      if (lead !== 0) {
        bytes[length++] = ((lead & 0x03) << 6) | (byte & 0x3f)
        lead = 0
      } else if (byte >= 0x80) lead = byte
      else bytes[length++] = byte
    }
    yield bytes.subarray(0, length)
  }
}

async function* fromBase64(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = ''
  let isOver = false
  for await (const chunk of chunks) {
    const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
    const plain = text.replace(/[\r\n]+/g, '')
    if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(plain) || (isOver && plain !== '')) throw notBase64()
    isOver ||= plain.endsWith('=')
    rest += plain
    const whole = rest.length - (rest.length % 4)
    yield Buffer.from(rest.slice(0, whole), 'base64')
    rest = rest.slice(whole)
  }
  if (rest.length === 1) throw notBase64()
  yield Buffer.from(rest, 'base64')
}

const notBase64 = () =>
  new Fault('invalid_request', 'model is said to be base64 and is not', { field: 'model' })
