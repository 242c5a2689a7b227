import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/database.ts'
import type { Found, Search } from './find-assets.ts'

/** Places looked at one by one before the index is asked. */
const WALK = 1500

/**
 * One page from the GIN index, which finds but knows no order. What many artifacts have is therefore looked
 * for in the order of the answer first: the first page is then full after a few places. Only what is so rare
 * that this finds too little is asked of the index, which then has little to sort.
 */
export async function findInPostgres(db: Db, search: Search, steps = WALK): Promise<Found[]> {
  const walked = await walk(db, search, steps)
  if (walked.length === search.limit || !(await isMore(db, search, steps))) return walked
  const { rows } = await sql<Found>`
    with hit as materialized (
      select id, change, place from artifact
      where array_to_tsvector(string_to_array(search_words, ' ')) @@ ${queryOf(search)}::tsquery
    )
    select id, change, place from hit where place > ${search.after} order by place limit ${search.limit}`.execute(
    db,
  )
  return rows
}

async function walk(db: Db, search: Search, steps: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with near as materialized (
      select id, change, place, ' ' || search_words || ' ' as words
      from artifact where place > ${search.after} order by place limit ${steps}
    )
    select id, change, place from near where ${conditionOf(search)} order by place limit ${search.limit}`.execute(
    db,
  )
  return rows
}

async function isMore(db: Db, { after }: Search, steps: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from artifact where place > ${after} order by place offset ${steps} limit 1`.execute(db)
  return rows.length > 0
}

/** The same as the index's answer, of one row's text. */
export function conditionOf({ parts }: Pick<Search, 'parts'>): RawBuilder<unknown> {
  const has = (word: string) => sql`words like ${`% ${word} %`}`
  const begins = (word: string) => sql`words like ${`% ${word}%`}`
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

export function queryOf({ parts }: Pick<Search, 'parts'>): string {
  const quote = (word: string) => `'${word}'`
  return parts
    .map(({ facts, prefixes, oneOf }) =>
      [
        ...prefixes.map((word) => `${quote(word)}:*`),
        ...facts.map(quote),
        ...(oneOf.length > 0 ? [`(${oneOf.map(quote).join(' | ')})`] : []),
      ].join(' & '),
    )
    .map((part) => `(${part})`)
    .join(' | ')
}
