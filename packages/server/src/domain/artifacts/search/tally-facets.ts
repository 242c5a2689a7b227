import { sql } from 'kysely'
import type { Database } from '../../../db/database.ts'
import type { ArtifactKind } from '../../../db/tables.ts'
import type { Caller } from '../../accounts/caller.ts'
import { readDeclared } from '../assets/declared.ts'
import { frameworkOf } from '../assets/framework.ts'
import { conditionOf, isIndexed } from './find-assets.postgres.ts'
import { matchOf, restOf } from './find-assets.sqlite.ts'
import { type AssetFilter, type Search, toSearch } from './find-assets.ts'
import { type FoundHeld, findHeld } from './find-held.ts'

/** How many of what is found are counted by their values; of more, the most popular ones are. */
const MOST = 5000
/** Places that PostgreSQL looks at one by one before it asks its index. */
const WALK = 20_000
const MOST_VALUES = 50

export const FACETS = { model: ['task', 'framework', 'license'], dataset: ['format', 'license'] } as const
type Facet = (typeof FACETS)[ArtifactKind][number]

export interface Tally {
  /** Whether these are all there are; else there are at least as many. */
  isComplete: boolean
  count: number
  values: { value: string; count: number }[]
}

/**
 * How many of what a filter finds have which value, for each facet. A facet heeds all filters but its own, so
 * that another of its values can still be chosen. The cost is bounded: no more than the first 5,000 of a list
 * are counted.
 */
export async function tallyFacets(
  database: Database,
  caller: Caller,
  kind: ArtifactKind,
  filter: AssetFilter,
): Promise<{ found: Tally; facets: Partial<Record<Facet, Tally>> }> {
  const all = countRows(database, caller, kind, filter)
  const facets = await Promise.all(
    FACETS[kind].map(async (name): Promise<[Facet, Tally]> => {
      const rows =
        filter[name] === undefined
          ? await all
          : await countRows(database, caller, kind, { ...filter, [name]: undefined })
      return [name, tallyOf(rows, name)]
    }),
  )
  return { found: { ...tallyOf(await all), values: [] }, facets: Object.fromEntries(facets) }
}

interface Row {
  task: string | null
  framework: string | null
  /** What somebody said its framework is. */
  said: string | null
  license: string | null
  format: string | null
  count: number
}

function tallyOf(rows: readonly Row[], name?: Facet): Tally {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value =
      name === 'framework'
        ? frameworkOf(row, row.said === null ? {} : { framework: row.said })
        : name && row[name]
    if (value != null) counts.set(value, (counts.get(value) ?? 0) + Number(row.count))
  }
  const count = rows.reduce((sum, row) => sum + Number(row.count), 0)
  const values = [...counts].map(([value, count]) => ({ value, count }))
  return {
    isComplete: count < MOST,
    count,
    // By value where they are equal: the two databases may answer in different orders.
    values: values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)).slice(0, MOST_VALUES),
  }
}

async function countRows(
  database: Database,
  caller: Caller,
  kind: ArtifactKind,
  filter: AssetFilter,
): Promise<Row[]> {
  const search = await toSearch(database, caller, kind, filter, { after: undefined, limit: MOST })
  if (!search) return []
  const count = database.kind === 'sqlite' ? countInSqlite : countInPostgres
  const [rows, held] = await Promise.all([count(database, search), findHeld(database, caller, kind, search)])
  const saidOf = (one: FoundHeld) => readDeclared(one).framework ?? null
  return [...rows, ...held.map((one) => ({ ...one, said: saidOf(one), count: 1 }))]
}

const COLUMNS = sql`artifact.task, artifact.framework, artifact.license, artifact.format`
const GROUPED = sql`task, framework, said, license, format`

async function countInSqlite({ slow }: Database, search: Search): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ${GROUPED}, count(*) as count from (
      select ${COLUMNS}, artifact.declared ->> '$.framework' as said
      from artifact_search cross join artifact on artifact.place = artifact_search.rowid
      where artifact_search match ${matchOf(search)} ${restOf(search)}
      order by artifact_search.rowid limit ${MOST}
    ) group by ${GROUPED}`.execute(slow)
  return rows
}

async function countInPostgres({ slow }: Database, search: Search): Promise<Row[]> {
  const { rows: walked } = await sql<Row>`
    with near as materialized (
      select ${COLUMNS}, declared, ' ' || search_words || ' ' as words from artifact order by place limit ${WALK}
    ), found as (
      select *, declared::json ->> 'framework' as said from near where ${conditionOf(search)} limit ${MOST}
    )
    select ${GROUPED}, count(*) as count from found group by ${GROUPED}`.execute(slow)
  if (walked.reduce((sum, { count }) => sum + Number(count), 0) >= MOST) return walked
  const { rows: more } = await sql`select 1 from artifact order by place offset ${WALK} limit 1`.execute(slow)
  if (more.length === 0) return walked
  const { rows } = await sql<Row>`
    select ${GROUPED}, count(*) as count from (
      select ${COLUMNS}, declared::json ->> 'framework' as said from artifact
      where ${isIndexed(search)} limit ${MOST}
    ) found group by ${GROUPED}`.execute(slow)
  return rows
}
