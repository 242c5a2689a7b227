import { sql } from 'kysely'
import type { Database } from '../../../db/database.ts'
import type { ArtifactKind } from '../../../db/tables.ts'
import type { Caller } from '../../accounts/caller.ts'
import { type Asset, toAsset } from '../assets/asset-row.ts'
import { canonicalLicence } from '../licences/licences.ts'
import { findInPostgres } from './find-assets.postgres.ts'
import { findInSqlite } from './find-assets.sqlite.ts'
import {
  COMMERCIAL,
  frameworkFact,
  kindFact,
  licenseFact,
  ownerFact,
  PUBLIC,
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
}

/** What to look for, in the words of the index. */
export interface Search {
  /** All of these words, as they are. */
  facts: string[]
  /** One of these words, as it is. */
  scopes: string[]
  /** All of these, as the beginnings of words. */
  prefixes: string[]
  after: number
  limit: number
}

/**
 * Models or datasets that the caller may see (everybody's public ones, and all of their own and their
 * organisations'), the most popular first, then in the order they were made.
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
  const prefixes = wantedWords(filter.q ?? '')
  if (prefixes === undefined) return []
  const search: Search = {
    facts: [kindFact(kind), ...filterFacts(filter)],
    scopes: [PUBLIC, ...(await ownersOf(database, caller)).map(ownerFact)],
    prefixes,
    after: page.after ?? -1,
    limit: page.limit,
  }
  const find = database.kind === 'sqlite' ? findInSqlite : findInPostgres
  return (await find(database.slow, search)).map(toAsset)
}

function* filterFacts({ task, framework, license }: AssetFilter): Generator<string> {
  if (task !== undefined) yield taskFact(task)
  if (framework !== undefined) yield frameworkFact(framework)
  if (license === undefined) return
  yield license === 'Commercial' ? COMMERCIAL : licenseFact(canonicalLicence(license) ?? license)
}

/** Whose private ones the caller may see. */
async function ownersOf({ read }: Database, { account }: Caller): Promise<string[]> {
  const { rows } = await sql<{
    org_id: string
  }>`select org_id from member where user_id = ${account.id}`.execute(read)
  return [account.id, ...rows.map(({ org_id: id }) => id)]
}
