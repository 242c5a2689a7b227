import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../db/database.ts'
import { type AssetRow, assetColumns } from '../assets/asset-row.ts'
import type { Search } from './find-assets.ts'

/** Places looked at one by one before the index is asked. */
const WALK = 1500

/**
 * One page from the GIN index, which finds but knows no order. What many artifacts have is therefore looked
 * for in the order of the answer first: the first page is then full after a few places. Only what is so rare
 * that this finds too little is asked of the index, which then has little to sort.
 */
export async function findInPostgres(db: Db, search: Search): Promise<AssetRow[]> {
  const walked = await walk(db, search)
  if (walked.length === search.limit || !(await isMore(db, search))) return walked
  const { rows } = await sql<AssetRow>`
    with hit as materialized (
      select id from artifact where array_to_tsvector(string_to_array(search_words, ' ')) @@ ${queryOf(search)}::tsquery
    )
    ${select}
    where artifact.id in (select id from hit) and artifact.place > ${search.after}
    order by artifact.place
    limit ${search.limit}`.execute(db)
  return rows
}

const select = sql`select artifact.*, ${sql.join(assetColumns)}
  from artifact join account on account.id = artifact.owner_id`

async function walk(db: Db, search: Search): Promise<AssetRow[]> {
  const { rows } = await sql<AssetRow>`
    with near as materialized (
      select id, place, search_words from artifact where place > ${search.after} order by place limit ${WALK}
    ), hit as materialized (
      select id from near where ${conditionOf(search)} order by place limit ${search.limit}
    )
    ${select}
    where artifact.id in (select id from hit)
    order by artifact.place`.execute(db)
  return rows
}

async function isMore(db: Db, { after }: Search): Promise<boolean> {
  const { rows } = await sql`
    select 1 from artifact where place > ${after} order by place offset ${WALK} limit 1`.execute(db)
  return rows.length > 0
}

/** The same as the index's answer, of one row's text. */
function conditionOf({ facts, scopes, prefixes }: Search): RawBuilder<unknown> {
  const has = (word: string) => sql`' ' || search_words || ' ' like ${`% ${word} %`}`
  const begins = (word: string) => sql`' ' || search_words like ${`% ${word}%`}`
  return sql.join(
    [...facts.map(has), sql`(${sql.join(scopes.map(has), sql` or `)})`, ...prefixes.map(begins)],
    sql` and `,
  )
}

function queryOf({ facts, scopes, prefixes }: Search): string {
  const quote = (word: string) => `'${word}'`
  return [
    ...prefixes.map((word) => `${quote(word)}:*`),
    ...facts.map(quote),
    `(${scopes.map(quote).join(' | ')})`,
  ].join(' & ')
}
