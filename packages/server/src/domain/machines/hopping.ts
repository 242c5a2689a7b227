import type { Trx } from '../../db/database.ts'
import { refuse } from './refuse.ts'

const DAY = 24 * 3600_000

/**
 * Refuses devices that go from hand to hand: of the last day's entries, but for one's own newest, more than
 * two, of two hotkeys or more.
 *
 * @throws Fault `rate_limited`
 */
export async function refuseHopping(
  trx: Trx,
  uuids: readonly string[],
  hotkey: string,
  now: number,
): Promise<void> {
  const rows = await trx
    .selectFrom('device_history')
    .select(['uuid', 'hotkey'])
    .where('uuid', 'in', uuids)
    .where('created_at', '>', now - DAY)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const hopping = uuids.flatMap((uuid) => {
    const entries = rows.filter((row) => row.uuid === uuid)
    const own = entries.findIndex((row) => row.hotkey === hotkey)
    const others = own === 0 ? entries.slice(1) : entries
    const isHopping = others.length > 2 && new Set(others.map((row) => row.hotkey)).size >= 2
    return isHopping ? [`${uuid} (used ${others.length} times recently)`] : []
  })
  if (hopping.length === 0) return
  const text = `Detected GPU hotkey hopping for nodes: ${hopping.join(', ')}`
  throw refuse('rate_limited', 'hotkey_hopping', text, { retryAfter: DAY / 1000 })
}
