import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../db/database.ts'
import type { FoundArtifact, VersionRow } from './find-artifact.ts'
import {
  type ArtifactFilter,
  type ArtifactScope,
  countArtifacts,
  selectArtifacts,
} from './select-artifacts.ts'
import { listAliases } from './versions.ts'

export const SORT_KEYS = ['name', 'created_at', 'updated_at', 'file_size_bytes', 'row_count'] as const
export type SortKey = (typeof SORT_KEYS)[number]

export interface ArtifactPage {
  items: (Pick<FoundArtifact, 'artifact' | 'ownerSlug'> & { version: VersionRow; aliases: string[] })[]
  /** How many there are on all pages. */
  total: number
}

/** One page of artifacts, each with its latest version. Equal ones are in the order of their ids. */
export async function listArtifacts(
  database: Database,
  scope: ArtifactScope,
  filter: ArtifactFilter,
  page: { sortBy: SortKey; sortDirection: 'asc' | 'desc'; offset: number; limit: number },
): Promise<ArtifactPage> {
  const key = sortKey(database, page.sortBy)
  const [first, ...others] = selectArtifacts(database.slow, scope, filter).map((part) =>
    part.selectAll('artifact').select(key.as('sort_key')),
  )
  const [total, artifacts] = await Promise.all([
    countArtifacts(database.slow, scope, filter),
    others
      .reduce((all, part) => all.unionAll(part), first!)
      .orderBy('sort_key', page.sortDirection)
      .orderBy('id', page.sortDirection)
      .offset(page.offset)
      .limit(page.limit)
      .execute(),
  ])
  const versions = await findVersions(
    database,
    artifacts.flatMap((artifact) => artifact.latest_version_id ?? []),
  )
  const owners = await findSlugs(database, [...new Set(artifacts.map((artifact) => artifact.owner_id))])
  const aliases = await listAliases(database.read, [...versions.keys()])
  const items = artifacts.flatMap((artifact) => {
    const version = versions.get(artifact.latest_version_id ?? '')
    const ownerSlug = owners.get(artifact.owner_id)
    // Deleted between the queries: it is not there any more.
    if (!version || ownerSlug === undefined) return []
    return [{ artifact, ownerSlug, version, aliases: aliases.get(version.id) ?? [] }]
  })
  return { items, total }
}

const COLUMNS = {
  name: 'artifact.name',
  created_at: 'artifact.latest_created_at',
  updated_at: 'artifact.latest_updated_at',
  file_size_bytes: 'artifact.file_size_bytes',
  row_count: 'artifact.row_count',
} as const

function sortKey({ kind }: Database, key: SortKey): RawBuilder<unknown> {
  const column = sql.ref(COLUMNS[key])
  // Both databases order names by their bytes, and put what has no row count below what has none.
  if (key === 'name') return kind === 'postgres' ? sql`${column} collate "C"` : sql`${column}`
  return key === 'row_count' ? sql`coalesce(${column}, -1)` : sql`${column}`
}

async function findVersions({ read }: Database, ids: string[]): Promise<Map<string, VersionRow>> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .selectFrom('version')
    .selectAll()
    .where('id', 'in', ids)
    .where('state', '!=', 'deleted')
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function findSlugs({ read }: Database, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await read.selectFrom('account').select(['id', 'slug']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.slug]))
}
