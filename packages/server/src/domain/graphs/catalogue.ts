import { readdir } from 'node:fs/promises'
import { importGradually } from '../../import-gradually.ts'
import { CATEGORIES, type GraphNodeKind } from './graph-node.ts'

const FOLDER = new URL('kinds/', import.meta.url)

/** The kinds of graph nodes that a graph may be made of, by the name that graphs call them. */
export type Catalogue = ReadonlyMap<string, GraphNodeKind>

/** Every kind that ships with us: one file below kinds/ each, the packs' ones below kinds/packs/<pack>/. */
export async function loadBuiltIn(folder: URL = FOLDER): Promise<Catalogue> {
  const files = (await readdir(folder, { recursive: true }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
  const kinds: [name: string, GraphNodeKind][] = []
  for (const file of files) {
    const { default: kind } = await importGradually<{ default?: GraphNodeKind }>(new URL(file, folder).href)
    if (!kind) continue
    const pack = /^packs\/([^/]+)\//.exec(file)?.[1]
    kinds.push([pack ? `${pack}:${kind.name}` : kind.name, kind])
  }
  const rank = (kind: GraphNodeKind) => (CATEGORIES as readonly string[]).indexOf(kind.category)
  return new Map(kinds.sort(([a, x], [b, y]) => rank(x) - rank(y) || (a < b ? -1 : 1)))
}
