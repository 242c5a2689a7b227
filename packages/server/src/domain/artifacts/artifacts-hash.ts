import { createHash } from 'node:crypto'

/**
 * The one hash of everything a version holds: of its map from path to OID, as JSON with sorted keys.
 *
 * Clients compute the same in Python, so the JSON is the one that `json.dumps(files, sort_keys=True)`
 * writes: keys in the order of their code points, `": "` and `", "`, all but printable ASCII escaped.
 *
 * @returns `sha256:` and 64 hex digits
 */
export function artifactsHash(files: readonly { path: string; sha256: string }[]): string {
  const entries = files
    .toSorted((a, b) => compareCodePoints(a.path, b.path))
    .map(({ path, sha256 }) => `${quoteAscii(path)}: "sha256:${sha256}"`)
  return `sha256:${createHash('sha256')
    .update(`{${entries.join(', ')}}`)
    .digest('hex')}`
}

/** JavaScript compares UTF-16 units, which puts U+FFxx after emoji; the bytes of UTF-8 sort as code points do. */
export const compareCodePoints = (a: string, b: string): number =>
  Buffer.compare(Buffer.from(a), Buffer.from(b))

const quoteAscii = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
