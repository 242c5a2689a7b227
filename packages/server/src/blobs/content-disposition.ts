/**
 * A Content-Disposition header for any file name (RFC 6266, RFC 8187).
 *
 * Control characters, slashes and the direction marks that can make `exe.txt` out of `txt.exe` are dropped,
 * and a name beyond ASCII is given twice: for old clients with `_` in place of what they cannot read.
 */
export function contentDisposition(disposition: 'attachment' | 'inline', filename: string): string {
  const name = filename.toWellFormed().replace(UNSAFE, '').slice(0, 255).toWellFormed() || 'download'
  const plain = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%]/g, '_')
  if (plain === name) return `${disposition}; filename="${name}"`
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encodeRfc8187(name)}`
}

// Cc: control characters; Cf: invisible marks, among them those that turn the reading direction.
const UNSAFE = /[\p{Cc}\p{Cf}/\\]/gu

/** Percent-encodes all but RFC 8187's `attr-char`; encodeURIComponent leaves four more as they are. */
function encodeRfc8187(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
