import type { Db } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'

/**
 * What time it is for an account, in milliseconds since 1970: the real time, or in test mode that of its test
 * clock when it has one.
 */
export async function clockNow(db: Db, ownerId: string, mode: KeyMode): Promise<number> {
  if (mode === 'live') return Date.now()
  const clock = await db
    .selectFrom('test_clock')
    .select('frozen_at')
    .where('owner_id', '=', ownerId)
    .executeTakeFirst()
  return clock?.frozen_at ?? Date.now()
}
