import { Fault } from '../../fault.ts'

/** How text on the wire stands for bytes. */
export interface TextCodec {
  name: 'latin1' | 'utf-8' | 'base64' | 'ascii'
  /** @throws Fault `invalid_request` for text that stands for no bytes */
  toBytes(text: string): Uint8Array<ArrayBuffer>
  /** @throws Fault `invalid_request` for bytes that no text stands for */
  toText(bytes: Uint8Array): string
}

const viewOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Each byte is the character of the same number: what every client of the first grid nodes sends. */
const latin1: TextCodec = {
  name: 'latin1',
  toBytes(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: every character up to U+00FF is one byte.
    if (/[^\u0000-\u00ff]/.test(text)) throw refuse('holds a character beyond U+00FF, which is no byte')
    return Buffer.from(text, 'latin1')
  },
  toText: (bytes) => viewOf(bytes).toString('latin1'),
}

const ascii: TextCodec = {
  name: 'ascii',
  toBytes(text) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: every character up to U+007F is ASCII.
    if (/[^\u0000-\u007f]/.test(text)) throw refuse('holds a character that is not ASCII')
    return Buffer.from(text, 'latin1')
  },
  toText(bytes) {
    if (bytes.some((byte) => byte > 127)) throw refuse('the answer is not ASCII: ask for ISO-8859-1')
    return viewOf(bytes).toString('latin1')
  },
}

const utf8: TextCodec = {
  name: 'utf-8',
  toBytes(text) {
    if (!text.isWellFormed()) throw refuse('is not valid Unicode')
    return Buffer.from(text, 'utf8')
  },
  toText(bytes) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      throw refuse('the answer is not UTF-8 text: ask for ISO-8859-1 or base64')
    }
  },
}

const base64: TextCodec = {
  name: 'base64',
  toBytes(text) {
    const plain = text.replace(/[\r\n]+/g, '')
    if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(plain)) throw refuse('is not base64')
    return Buffer.from(plain, 'base64')
  },
  toText: (bytes) => viewOf(bytes).toString('base64'),
}

const NAMES: Record<string, TextCodec> = {
  'iso-8859-1': latin1,
  'iso8859-1': latin1,
  iso88591: latin1,
  'latin-1': latin1,
  latin1,
  l1: latin1,
  'utf-8': utf8,
  utf8,
  ascii,
  'us-ascii': ascii,
  base64,
}

/**
 * The codec of a name, as Python's codecs are called: `ISO-8859-1`, `utf-8`, `base64`, in any case.
 *
 * @throws Fault `invalid_request`
 */
export function findCodec(name: string): TextCodec {
  const codec = Object.hasOwn(NAMES, name.toLowerCase().replaceAll('_', '-'))
    ? NAMES[name.toLowerCase().replaceAll('_', '-')]
    : undefined
  if (codec) return codec
  const known = 'ISO-8859-1, utf-8, ascii and base64'
  throw new Fault('invalid_request', `encoding "${name.slice(0, 40)}" is not known; ${known} are`, {
    field: 'encoding',
  })
}

const refuse = (what: string) =>
  new Fault('invalid_request', what.startsWith('the ') ? what : `a text in this encoding ${what}`, {
    field: 'encoding',
  })
