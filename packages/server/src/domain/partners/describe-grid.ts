import type { Db } from '../../db/database.ts'
import { listPartners, type Partner } from './partners.ts'

/** The partners of a grid node with how they are, and how much it holds. */
export async function describeGrid(db: Db) {
  const count = async (table: 'grid_share' | 'grid_release') => {
    const { count } = await db
      .selectFrom(table)
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  }
  return {
    joined: (await listPartners(db, 'joined')).map(stateOf),
    connected: (await listPartners(db, 'connected')).map(stateOf),
    shares: await count('grid_share'),
    releases: await count('grid_release'),
  }
}

const stateOf = ({ id, address, reached_at: reachedAt, error }: Partner) => ({
  id,
  address,
  reached_at: reachedAt === null ? null : new Date(reachedAt).toISOString(),
  error,
})
