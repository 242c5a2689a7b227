import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/database.ts'
import type { Found, Search } from './find-assets.ts'

/** The index has the beginnings of words up to this length; see migration 0021. Characters. */
const LONGEST_PREFIX = 12

/** How far to look, and how many of the index's finds to sort. */
export interface Patience {
  /** Places looked at one by one before the index is asked. */
  near: number
  /** Finds of the index: where there are more, places are looked at once more, so many. */
  most: number
  far: number
}

const PATIENCE: Patience = { near: 300, most: 6000, far: 15_000 }

/** Where so many are near, a longer look is likely to fill the page. */
const SOME = 2

/**
 * One page from the GIN index, which finds but knows no order: what it finds has to be fetched and sorted.
 *
 * So what many artifacts have is looked for in the order of the answer first, where the first page is full
 * after a few places. What is rarer is asked of the index, which then has little to sort. In between, where
 * the index finds thousands, a longer look is still shorter than sorting them.
 */
export async function findInPostgres(db: Db, search: Search, patience = PATIENCE): Promise<Found[]> {
  const near = await walk(db, search, patience.near)
  if (near.isWhole) return near.found
  if (near.found.length < SOME) {
    const few = await askIndex(db, search, patience.most)
    if (few) return few
  }
  const far = await walk(db, search, patience.far)
  return far.isWhole ? far.found : (await askIndex(db, search))!
}

/** @returns what a number of places hold, and whether that is the page, or all there is */
async function walk(db: Db, search: Search, steps: number): Promise<{ found: Found[]; isWhole: boolean }> {
  // Not materialized: it ends when the page is full.
  const { rows: found } = await sql<Found>`
    select id, change, place from (
      select id, change, place, ' ' || search_words || ' ' as words
      from artifact where place > ${search.after} order by place limit ${steps}
    ) as near where ${conditionOf(search)} limit ${search.limit}`.execute(db)
  if (found.length === search.limit) return { found, isWhole: true }
  const { rows: more } = await sql`
    select 1 from artifact where place > ${search.after} order by place offset ${steps} limit 1`.execute(db)
  return { found, isWhole: more.length === 0 }
}

/** @returns undefined where it finds more than `most` */
async function askIndex(db: Db, search: Search, most?: number): Promise<Found[] | undefined> {
  const long = longWords(search)
  // Materialized, but read only as far as it is needed: without knowing of the limit it uses the index.
  const { rows } = await sql<Found & { total: number }>`
    with hit as materialized (
      select id, change, place, ' ' || search_words || ' ' as words from artifact
      where search_lexemes(search_words) @@ cast(${queryOf(search)} as tsquery)
    ), taken as (
      select id, change, place from hit where place > ${search.after} ${long}
      ${most === undefined ? sql`` : sql`limit ${most + 1}`}
    )
    select id, change, place, (select count(*) from taken) as total
    from taken order by place limit ${search.limit}`.execute(db)
  if (most !== undefined && (rows[0]?.total ?? 0) > most) return undefined
  return rows.map(({ id, change, place }) => ({ id, change, place }))
}

const has = (word: string) => sql`words like ${`% ${word} %`}`
const begins = (word: string) => sql`words like ${`% ${word}%`}`

/** The same as the index's answer, of one row's text. */
export function conditionOf({ parts }: Pick<Search, 'parts'>): RawBuilder<unknown> {
  const conditions = parts.map(({ facts, prefixes, oneOf }) =>
    sql.join(
      [
        ...prefixes.map(begins),
        ...facts.map(has),
        ...(oneOf.length > 0 ? [sql`(${sql.join(oneOf.map(has), sql` or `)})`] : []),
      ],
      sql` and `,
    ),
  )
  return sql`((${sql.join(conditions, sql`) or (`)}))`
}

/** The index's answer as a condition on the table `artifact`. */
export function isIndexed(search: Pick<Search, 'parts'>): RawBuilder<unknown> {
  return sql`search_lexemes(search_words) @@ cast(${queryOf(search)} as tsquery)
    and exists (select 1 from (select ' ' || search_words || ' ' as words) as text where true ${longWords(search)})`
}

/** The rest of a long word is looked at in what its beginning finds. */
function longWords(search: Pick<Search, 'parts'>): RawBuilder<unknown> {
  const isLong = search.parts.some(({ prefixes }) =>
    prefixes.some((word) => [...word].length > LONGEST_PREFIX),
  )
  return isLong ? sql`and ${conditionOf(search)}` : sql``
}

function queryOf({ parts }: Pick<Search, 'parts'>): string {
  const quote = (word: string) => `'${word}'`
  const beginning = (word: string) => quote([...word].slice(0, LONGEST_PREFIX).join(''))
  return parts
    .map(({ facts, prefixes, oneOf }) =>
      [
        ...prefixes.map(beginning),
        ...facts.map(quote),
        ...(oneOf.length > 0 ? [`(${oneOf.map(quote).join(' | ')})`] : []),
      ].join(' & '),
    )
    .map((part) => `(${part})`)
    .join(' | ')
}
