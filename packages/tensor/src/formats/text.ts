import { FormatError } from './format-error.ts'

// ignoreBOM: a name that starts with U+FEFF must not become another name.
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * Decodes UTF-8 strictly.
 * @throws FormatError naming the field when the bytes are not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array, format: string, field: string, offset?: number): string {
  try {
    return strict.decode(bytes)
  } catch {
    throw new FormatError(`${field} is not valid UTF-8`, {
      format,
      field,
      ...(offset === undefined ? {} : { offset }),
    })
  }
}

/** One character per byte, for formats that keep bytes in text. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** Decodes UTF-8 with a replacement character for what is malformed: for text that is only shown or compared. */
export function decodeLossy(bytes: Uint8Array): string {
  return lenient.decode(bytes)
}
