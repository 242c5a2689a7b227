import { type RawBuilder, sql } from 'kysely'
import type { Database, PointQuery } from '../../../db/database.ts'

/** What an account has that changes what its searches answer. */
export interface Holdings {
  /** Ids of the organisations it belongs to. */
  orgs: string[]
  /** Whether it ever held a grant, or a seat of one. */
  hasGrants: boolean
  hasStars: boolean
}

interface Row {
  orgs: string | null
  has_grants: unknown
  has_stars: unknown
}

const prepared = new WeakMap<Database, PointQuery<Row>>()

/** One point query in place of three others for all those, most of them, who have nothing of it. */
export async function findHoldings(database: Database, accountId: string): Promise<Holdings> {
  let find = prepared.get(database)
  if (!find) {
    find = prepare(database)
    prepared.set(database, find)
  }
  const row = await find(accountId, accountId, accountId, accountId)
  return {
    orgs: row?.orgs?.split(' ') ?? [],
    hasGrants: Boolean(row?.has_grants),
    hasStars: Boolean(row?.has_stars),
  }
}

const prepare = (database: Database): PointQuery<Row> =>
  database.prepare<Row>('search holdings', (db) => {
    const id = sql`cast(${'account'} as text)`
    const has = (rows: RawBuilder<unknown>) => sql<unknown>`exists (select 1 from ${rows})`
    return {
      compile: () =>
        sql<Row>`select
          (select string_agg(org_id, ' ') from member where user_id = ${id}) as orgs,
          ${has(sql`artifact_grant where account_id = ${id}`)} or
            ${has(sql`artifact_grant_seat where account_id = ${id}`)} as has_grants,
          ${has(sql`artifact_star where account_id = ${id}`)} as has_stars`.compile(db),
    }
  })
