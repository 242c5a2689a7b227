import { LRUCache } from 'lru-cache'
import type { Database } from '../../../db/database.ts'
import type { ArtifactKind } from '../../../db/tables.ts'
import type { Caller } from '../../accounts/caller.ts'
import { type Asset, loadAssets } from '../assets/asset-row.ts'
import { canonicalLicence } from '../licences/licences.ts'
import { findInPostgres } from './find-assets.postgres.ts'
import { findInSqlite } from './find-assets.sqlite.ts'
import { findHeld, sortHeld } from './find-held.ts'
import { findHoldings } from './find-holdings.ts'
import { findSorted, type Sort, type SortedPlace } from './find-sorted.ts'
import {
  ANY,
  COMMERCIAL,
  formatFact,
  frameworkFact,
  licenseFact,
  ownerFact,
  spaceOf,
  taskFact,
  wantedWords,
} from './search-words.ts'

export interface AssetFilter {
  /** Words; each must begin a word of the name, owner, summary or tags. */
  q?: string | undefined
  task?: string | undefined
  framework?: string | undefined
  /** An SPDX identifier, or `Commercial` for everything that is sold. */
  license?: string | undefined
  /** The file format of a dataset. */
  format?: string | undefined
}

/** What a part of a search asks for. */
export interface Part {
  /** All of these words, as they are. */
  facts: string[]
  /** All of these, as the beginnings of words. */
  prefixes: string[]
  /** One of these words, as it is; no matter which where there is none. */
  oneOf: string[]
}

/** What to look for, in the words of the index: what has everything that one of the parts asks for. */
export interface Search {
  /** Of what is public, and of what is private. */
  parts: [shared: Part, own: Part]
  after: number
  limit: number
  /** Whether there may be private things of others that the caller has a grant of; no index knows those. */
  hasGrants: boolean
}

/** What the index finds. */
export interface Found {
  id: string
  change: number
  place: number
}

/** Assets as they were at a change of theirs: the popular ones are in most answers. */
const MOST_KEPT = 40_000
const kept = new WeakMap<Database, LRUCache<string, Asset>>()

/**
 * Models or datasets that the caller may see (everybody's public ones, all of their own and their
 * organisations', and private ones that they hold a grant of), the most popular first, then in the order they
 * were made.
 *
 * @param page.after the `place` of the last one before
 */
export async function findAssets(
  database: Database,
  caller: Caller,
  kind: ArtifactKind,
  filter: AssetFilter,
  page: { after: number | undefined; limit: number },
): Promise<Asset[]> {
  const search = await toSearch(database, caller, kind, filter, page)
  if (!search) return []
  const find = database.kind === 'sqlite' ? findInSqlite : findInPostgres
  const [found, held] = await Promise.all([
    find(database.slow, search),
    findHeld(database, caller, kind, search),
  ])
  if (held.length === 0) return keepAssets(database, found)
  const all = [...found, ...held].sort((a, b) => a.place - b.place)
  return keepAssets(database, all.slice(0, page.limit))
}

/** The same in another order; each with what to pass as `after` for those behind it. */
export async function findAssetsSorted(
  database: Database,
  caller: Caller,
  kind: ArtifactKind,
  filter: AssetFilter,
  { sort, after, limit }: { sort: Sort; after: SortedPlace | undefined; limit: number },
): Promise<{ asset: Asset; place: SortedPlace }[]> {
  const search = await toSearch(database, caller, kind, filter, { after: undefined, limit })
  if (!search) return []
  const [indexed, held] = await Promise.all([
    findSorted(database, search, sort, after),
    findHeld(database, caller, kind, search),
  ])
  const found = held.length === 0 ? indexed : sortHeld(indexed, held, { sort, after, limit })
  const places = new Map(found.map(({ id, key, number }): [string, SortedPlace] => [id, [key, number]]))
  const assets = await keepAssets(database, found)
  return assets.map((asset) => ({ asset, place: places.get(asset.artifact.id)! }))
}

/** What to ask an index for; undefined for what can find nothing. */
export async function toSearch(
  database: Database,
  caller: Caller,
  kind: ArtifactKind,
  filter: AssetFilter,
  page: { after: number | undefined; limit: number },
): Promise<Search | undefined> {
  const words = wantedWords(filter.q ?? '')
  if (words === undefined) return undefined
  const facts = [...filterFacts(filter)]
  const { orgs, hasGrants } = await findHoldings(database, caller.account.id)
  // Whose private ones the caller may see.
  const owners = [caller.account.id, ...orgs].map(ownerFact)
  const partOf = (isPublic: boolean, oneOf: string[]): Part => {
    const mark = spaceOf(kind, isPublic)
    const marked = (list: string[]) => list.map((word) => mark + word)
    const isAny = facts.length + words.length + oneOf.length === 0
    return { facts: marked(isAny ? [ANY] : facts), prefixes: marked(words), oneOf: marked(oneOf) }
  }
  return {
    parts: [partOf(true, []), partOf(false, owners)],
    after: page.after ?? -1,
    limit: page.limit,
    hasGrants,
  }
}

function* filterFacts({ task, framework, license, format }: AssetFilter): Generator<string> {
  if (task !== undefined) yield taskFact(task)
  if (framework !== undefined) yield frameworkFact(framework)
  if (format !== undefined) yield formatFact(format)
  if (license === undefined) return
  yield license === 'Commercial' ? COMMERCIAL : licenseFact(canonicalLicence(license) ?? license)
}

async function keepAssets(database: Database, found: readonly Found[]): Promise<Asset[]> {
  let known = kept.get(database)
  if (!known) {
    known = new LRUCache({ max: MOST_KEPT })
    kept.set(database, known)
  }
  const assets = new Map<string, Asset>()
  for (const { id, change } of found) {
    const asset = known.get(id)
    if (asset?.artifact.change === change) assets.set(id, asset)
  }
  const missing = found.filter(({ id }) => !assets.has(id)).map(({ id }) => id)
  for (const asset of await loadAssets(database.slow, missing)) {
    assets.set(asset.artifact.id, asset)
    known.set(asset.artifact.id, asset)
  }
  // In the order of the index; its place is the one it had there, where the next page goes on.
  return found.flatMap(({ id, place }) => {
    const asset = assets.get(id)
    if (!asset) return []
    return [asset.artifact.place === place ? asset : { ...asset, artifact: { ...asset.artifact, place } }]
  })
}
