import { createHash } from 'node:crypto'

/** SHA-256 (hex) of a JSON value in which the order of keys says nothing. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, sortKeys)).digest('hex')
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  // Without a prototype, a key "__proto__" is a key like any other.
  const sorted: Record<string, unknown> = Object.create(null)
  for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) sorted[key] = inner
  return sorted
}
