const DEEPEST = 16

/**
 * A value of a table as JSON can carry it: whole numbers beyond 2^53 as text, times as ISO 8601, bytes as
 * base64, what is nested too deeply as `…`.
 *
 * @param longest characters of a text, and items of a list; the rest is cut
 */
export function toCell(value: unknown, longest = Number.POSITIVE_INFINITY, depth = 0): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'string') return cut(value.toWellFormed(), longest)
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, Math.min(value.length, longest))
    return cut(bytes.toString('base64'), longest)
  }
  if (depth >= DEEPEST) return '…'
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return listOf(value as Iterable<unknown>, longest, depth)
  }
  // Arrow's lists, structs and maps know how.
  const plain = 'toJSON' in (value as object) ? (value as { toJSON(): unknown }).toJSON() : value
  if (plain !== value) return toCell(plain, longest, depth + 1)
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]) => [
      key.toWellFormed(),
      toCell(inner, longest, depth + 1),
    ]),
  )
}

function listOf(values: Iterable<unknown>, longest: number, depth: number): unknown[] {
  const list: unknown[] = []
  for (const value of values) {
    if (list.length >= longest) break
    list.push(toCell(value, longest, depth + 1))
  }
  return list
}

const cut = (text: string, longest: number) =>
  text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
