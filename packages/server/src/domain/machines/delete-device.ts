import type { Trx } from '../../db/database.ts'
import { recordEvent } from '../events/record-event.ts'
import type { Machines } from './machines.ts'
import { type MachineOwner, mayManage } from './owner.ts'
import { refuse } from './refuse.ts'

/**
 * Removes a device from the inventory. The deployments on it are stopped in the same transaction, and its
 * owner's endpoints are told.
 *
 * @throws Fault `not_found` for one that is not there or is another's, in the same words; `conflict` for
 * the server's own host
 */
export async function deleteDevice(machines: Machines, owner: MachineOwner, uuid: string): Promise<void> {
  const { database, list } = machines
  await database.write(async (trx) => {
    const row = await trx
      .selectFrom('device')
      .innerJoin('machine', 'machine.id', 'device.machine_id')
      .select([
        'device.uuid',
        'device.gpu_identifier',
        'machine.id as machine_id',
        'machine.server_id',
        'machine.hotkey',
        'machine.account_id',
        'machine.is_own',
      ])
      .where('device.uuid', '=', uuid)
      .executeTakeFirst()
    if (!row || !(await mayManage(trx, owner, row))) {
      const text = 'Node does not exist, or does not belong to you'
      throw refuse('not_found', 'not_found', text)
    }
    if (row.is_own === 1) {
      throw refuse('conflict', 'own_host', 'this is the server itself, which cannot be removed')
    }
    const stopped = await dropDevices(trx, [uuid], Date.now())
    await recordEvent(trx, {
      ownerId: row.account_id,
      mode: null,
      type: 'machine.deleted',
      data: {
        id: uuid,
        gpu_identifier: row.gpu_identifier,
        machine_id: row.machine_id,
        server_id: row.server_id,
        hotkey: row.hotkey,
        stopped_deployments: stopped,
      },
    })
  })
  list.forget()
}

/**
 * Takes devices out of the inventory, and their machine with its last one.
 *
 * @returns the deployments that were stopped for it
 */
export async function dropDevices(trx: Trx, uuids: readonly string[], now: number): Promise<string[]> {
  if (uuids.length === 0) return []
  const deployments = await trx
    .updateTable('deployment')
    .set((row) => ({
      status: 'stopped',
      error: 'its machine was removed',
      next_version_id: null,
      device_id: null,
      change: row('change', '+', 1),
      updated_at: now,
    }))
    .where('device_id', 'in', uuids)
    .where('deleted_at', 'is', null)
    .returning('id')
    .execute()
  const machines = await trx
    .selectFrom('device')
    .select('machine_id')
    .distinct()
    .where('uuid', 'in', uuids)
    .execute()
  await trx.updateTable('deployment').set({ device_id: null }).where('device_id', 'in', uuids).execute()
  await trx.deleteFrom('device').where('uuid', 'in', uuids).execute()
  await trx
    .updateTable('device_history')
    .set({ deleted_at: now })
    .where('uuid', 'in', uuids)
    .where('deleted_at', 'is', null)
    .execute()
  for (const { machine_id: id } of machines) await endIfEmpty(trx, id, now)
  return deployments.map(({ id }) => id)
}

async function endIfEmpty(trx: Trx, id: string, now: number): Promise<void> {
  const left = await trx.selectFrom('device').select('uuid').where('machine_id', '=', id).executeTakeFirst()
  // What was proved, all its devices proved together: with one less it is to be proved again.
  const change = left
    ? { check_at: now }
    : { deleted_at: now, check_at: null, ping_at: null, claim: null, claimed_until: null }
  await trx
    .updateTable('machine')
    .set({ ...change, updated_at: now })
    .where('id', '=', id)
    .where('is_own', '=', 0)
    .execute()
}
