import type { Db } from '../../db/database.ts'
import { type MachineOwner, mayManage } from './owner.ts'
import { refuse } from './refuse.ts'

export type VerificationStatus =
  | { status: 'pending' }
  | { status: 'verified' }
  | { status: 'failed'; detail: string; reason: string }

/**
 * How the verification of a machine stands, from what is stored of the machine itself: so it is never
 * forgotten. An id that is not known is `pending`, as it may be a moment later elsewhere.
 *
 * @param taskId `<hotkey>::<id>`
 * @throws Fault `unauthorized` for a task of another hotkey
 */
export async function getVerificationStatus(
  db: Db,
  owner: MachineOwner,
  taskId: string,
): Promise<VerificationStatus> {
  const [hotkey = '', id, ...more] = taskId.split('::')
  if (id === undefined || more.length > 0) throw goAway()
  const row = await db
    .selectFrom('hotkey')
    .select(['address', 'account_id'])
    .where('address', '=', hotkey)
    .executeTakeFirst()
  if (!row || !(await mayManage(db, owner, { hotkey: row.address, account_id: row.account_id })))
    throw goAway()
  if (id === 'skip') return { status: 'verified' }
  const machine = await db
    .selectFrom('machine')
    .select(['state', 'reason', 'error', 'deleted_at'])
    .where('id', '=', id)
    .where('hotkey', '=', hotkey)
    .executeTakeFirst()
  if (!machine) return { status: 'pending' }
  if (machine.deleted_at !== null) {
    return { status: 'failed', detail: 'nodes not found', reason: 'devices_not_found' }
  }
  if (machine.state !== 'failed') return { status: machine.state }
  return {
    status: 'failed',
    detail: machine.error ?? 'it failed',
    reason: machine.reason ?? 'failed',
  }
}

const goAway = () => refuse('unauthorized', 'not_your_task', 'go away')
