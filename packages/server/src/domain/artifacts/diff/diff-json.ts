/** A value at one place of a JSON document that is not what it was. */
export interface JsonChange {
  /** Keys and indices with dots between. */
  path: string
  from: unknown
  to: unknown
}

const MOST = 200

/** Where two JSON values differ; at most 200 places, objects and lists entered, everything else compared. */
export function diffJson(from: unknown, to: unknown): JsonChange[] {
  const changes: JsonChange[] = []
  walk(from, to, [], changes)
  return changes
}

function walk(from: unknown, to: unknown, path: string[], changes: JsonChange[]): void {
  if (changes.length === MOST || Object.is(from, to)) return
  if (isTree(from) && isTree(to) && Array.isArray(from) === Array.isArray(to) && path.length < 20) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      walk(from[key], to[key], [...path, key], changes)
    }
    return
  }
  if (JSON.stringify(from) === JSON.stringify(to)) return
  changes.push({ path: path.join('.'), from: from ?? null, to: to ?? null })
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
