import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { DeploymentTable, Role } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { findRole, isAtLeast } from '../accounts/access.ts'
import { deleteDevice } from './delete-device.ts'
import type { DeviceRow } from './device.ts'
import type { MachineRow, Machines } from './machines.ts'
import { refuse } from './refuse.ts'

/** A machine with what it has and what it is busy with. */
export interface OwnMachine {
  machine: MachineRow
  devices: DeviceRow[]
  deployments: (Pick<Selectable<DeploymentTable>, 'id' | 'status' | 'device_id'> & { model: string })[]
}

/** The machines of an account, the newest first. */
export async function listOwnMachines(
  db: Db,
  accountId: string,
  { after, limit }: { after: [createdAt: number, id: string] | undefined; limit: number },
): Promise<OwnMachine[]> {
  let query = db
    .selectFrom('machine')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('deleted_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
  if (after) {
    const [createdAt, id] = after
    query = query.where((where) =>
      where.or([
        where('created_at', '<', createdAt),
        where.and([where('created_at', '=', createdAt), where('id', '<', id)]),
      ]),
    )
  }
  return furnish(db, await query.limit(limit).execute())
}

/**
 * A machine of an account's own, or of an organisation where it has at least this role.
 *
 * @throws Fault `not_found` for one that is gone or a stranger's, `forbidden` for a smaller role
 */
export async function getOwnMachine(
  db: Db,
  accountId: string,
  id: string,
  wanted: Role = 'reader',
): Promise<OwnMachine> {
  const machine = await db
    .selectFrom('machine')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const role = machine && (await findRole(db, accountId, machine.account_id))
  if (!role) throw new Fault('not_found', 'there is no such machine')
  if (!isAtLeast(role, wanted))
    throw new Fault('forbidden', `this needs the role ${wanted}; yours is ${role}`)
  const [found] = await furnish(db, [machine])
  return found!
}

async function furnish(db: Db, machines: readonly MachineRow[]): Promise<OwnMachine[]> {
  if (machines.length === 0) return []
  const ids = machines.map(({ id }) => id)
  const devices = await db
    .selectFrom('device')
    .selectAll()
    .where('machine_id', 'in', ids)
    .orderBy('position')
    .execute()
  const deployments = await db
    .selectFrom('deployment')
    .innerJoin('device', 'device.uuid', 'deployment.device_id')
    .innerJoin('artifact', 'artifact.id', 'deployment.artifact_id')
    .innerJoin('account', 'account.id', 'artifact.owner_id')
    .select([
      'deployment.id',
      'deployment.account_id',
      'deployment.status',
      'deployment.device_id',
      'device.machine_id',
      'artifact.name',
      'account.slug',
    ])
    .where('device.machine_id', 'in', ids)
    .where('deployment.deleted_at', 'is', null)
    .orderBy('deployment.id', 'desc')
    .execute()
  return machines.map((machine) => ({
    machine,
    devices: devices.filter((device) => device.machine_id === machine.id),
    deployments: deployments
      // What others run on it is theirs to know.
      .filter((one) => one.machine_id === machine.id && one.account_id === machine.account_id)
      .map(({ id, status, device_id, slug, name }) => ({ id, status, device_id, model: `${slug}/${name}` })),
  }))
}

/**
 * Has a machine prove itself anew, now. Whoever answers as its agent then is taken for it, as when it is added
 * again.
 *
 * @throws Fault `conflict` for the server's own host, which proves nothing to itself, and where machines need
 * not prove anything
 */
export async function verifyMachineNow(machines: Machines, accountId: string, id: string): Promise<void> {
  const { database, watch, list } = machines
  const { machine } = await getOwnMachine(database.read, accountId, id, 'admin')
  if (machine.is_own === 1) {
    throw refuse('conflict', 'own_host', 'this is the server itself, which has nothing to prove')
  }
  if (!machines.verifies) {
    throw refuse('conflict', 'not_verifying', 'machines need prove nothing to this server')
  }
  const now = Date.now()
  await database.write((trx) =>
    trx
      .updateTable('machine')
      .set({ state: 'pending', reason: null, error: null, agent_key: null, attempts: 0 })
      .set({ check_at: now, updated_at: now })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .execute(),
  )
  list.forget()
  watch.look()
}

/** Removes a machine with all its devices; the deployments on it are stopped. */
export async function deleteMachine(machines: Machines, accountId: string, id: string): Promise<void> {
  const { devices } = await getOwnMachine(machines.database.read, accountId, id, 'admin')
  for (const { uuid } of devices) await deleteDevice(machines, { accountId, hotkey: undefined }, uuid)
}
