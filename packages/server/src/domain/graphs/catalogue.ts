import { readdir } from 'node:fs/promises'
import { CATEGORIES, type GraphNodeKind } from './graph-node.ts'

const FOLDER = new URL('kinds/', import.meta.url)

/** The kinds of graph nodes that a graph may be made of, by the name that graphs call them. */
export type Catalogue = ReadonlyMap<string, GraphNodeKind>

/** Every kind that ships with us: one file below kinds/ each, the packs' ones below kinds/packs/<pack>/. */
export async function loadBuiltIn(folder: URL = FOLDER): Promise<Catalogue> {
  const files = (await readdir(folder, { recursive: true }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
  const kinds = await Promise.all(
    files.map(async (file) => {
      const { default: kind } = (await import(new URL(file, folder).href)) as { default?: GraphNodeKind }
      if (!kind) return undefined
      const pack = /^packs\/([^/]+)\//.exec(file)?.[1]
      return [pack ? `${pack}:${kind.name}` : kind.name, kind] as const
    }),
  )
  const rank = (kind: GraphNodeKind) => (CATEGORIES as readonly string[]).indexOf(kind.category)
  return new Map(
    kinds
      .filter((entry) => entry !== undefined)
      .sort(([a, x], [b, y]) => rank(x) - rank(y) || (a < b ? -1 : 1)),
  )
}
