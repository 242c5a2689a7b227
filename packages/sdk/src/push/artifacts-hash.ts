import { createHash } from 'node:crypto'

/**
 * One hash over all files of a version: the SHA-256 of the path-to-OID map as JSON, keys sorted, spaced and
 * escaped as Python's `json.dumps(…, sort_keys=True)` does it, which is where this hash comes from.
 */
export function artifactsHash(files: readonly { path: string; oid: string }[]): string {
  const sorted = [...files].sort((a, b) => compareCodePoints(a.path, b.path))
  const pairs = sorted.map(({ path, oid }) => `${pythonString(path)}: ${pythonString(oid)}`)
  return `sha256:${createHash('sha256')
    .update(`{${pairs.join(', ')}}`)
    .digest('hex')}`
}

/** Python sorts text by code points; JavaScript by UTF-16 units, which differs beyond U+FFFF. */
function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

const pythonString = (text: string) =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
