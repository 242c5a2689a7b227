import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../db/database.ts'
import { conditionOf, isIndexed } from './find-assets.postgres.ts'
import { matchOf, restOf } from './find-assets.sqlite.ts'
import type { Found, Search } from './find-assets.ts'

export const SORTS = ['popular', 'newest', 'updated', 'name'] as const
export type Sort = Exclude<(typeof SORTS)[number], 'popular'>

/** Where one stands in an order: what it is ordered by, then its number. */
export type SortedPlace = [key: string | number, number: number]

export interface FoundSorted extends Found {
  key: string | number
  number: number
}

/** Places looked at one by one before the index is asked. */
const WALK = 2000

/**
 * One page in an order that no search index knows. What many have is found by going along the order itself;
 * only what is so rare that this finds too little is asked of the index, which then has little to sort.
 */
export async function findSorted(
  database: Database,
  search: Pick<Search, 'parts' | 'limit'>,
  sort: Sort,
  after: SortedPlace | undefined,
  steps = WALK,
): Promise<FoundSorted[]> {
  const isPostgres = database.kind === 'postgres'
  const key = keyOf(sort, isPostgres)
  const [direction, beyond] = sort === 'name' ? [sql`asc`, sql`>`] : [sql`desc`, sql`<`]
  const order = sql`order by ${key} ${direction}, number ${direction}`
  const rest = after ? sql`(${key}, number) ${beyond} (${after[0]}, ${after[1]})` : sql`number is not null`
  const columns = sql`id, change, place, number, ${key} as key`
  const sorted = sql`order by key ${direction}, number ${direction} limit ${search.limit}`

  const { rows: walked } = await sql<FoundSorted>`
    with near as materialized (
      select ${columns}, ' ' || search_words || ' ' as words from artifact where ${rest} ${order} limit ${steps}
    )
    select id, change, place, number, key from near where ${conditionOf(search)} ${sorted}`.execute(
    database.slow,
  )
  if (walked.length === search.limit) return walked
  const { rows: more } = await sql`
    select 1 as one from artifact where ${rest} ${order} limit 1 offset ${steps}`.execute(database.slow)
  if (more.length === 0) return walked
  const hits = isPostgres
    ? sql`select ${columns} from artifact
        where ${isIndexed(search)}`
    : sql`select ${columns} from artifact_search cross join artifact on artifact.place = artifact_search.rowid
        where artifact_search match ${matchOf(search)} ${restOf(search)}`
  const { rows } = await sql<FoundSorted>`
    with hit as materialized (${hits})
    select id, change, place, number, key from hit
    where ${after ? sql`(key, number) ${beyond} (${after[0]}, ${after[1]})` : sql`true`} ${sorted}`.execute(
    database.slow,
  )
  return rows
}

function keyOf(sort: Sort, isPostgres: boolean): RawBuilder<unknown> {
  if (sort === 'name') return isPostgres ? sql`name collate "C"` : sql`name`
  return sort === 'newest' ? sql`created_at` : sql`updated_at`
}
