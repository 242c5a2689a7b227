import { randomBytes, randomUUID } from 'node:crypto'
import type { Trx } from '../../db/database.ts'
import { isUniqueViolation } from '../../db/errors.ts'
import { newId } from '../../ids.ts'
import { checkDevice, deviceRow } from './check-device.ts'
import { dropDevices } from './delete-device.ts'
import type { DeviceClaim, DeviceRow } from './device.ts'
import { refuseHopping } from './hopping.ts'
import { requireHosts } from './hosts.ts'
import type { MachineRow, Machines } from './machines.ts'
import { type MachineOwner, ownHotkey, owns } from './owner.ts'
import { refuse } from './refuse.ts'
import type { GpuKind } from './supported-gpu.ts'

const MOST_DEVICES = 10

export interface NewMachine {
  serverId: string
  serverName: string | undefined
  devices: readonly DeviceClaim[]
}

export interface AddedMachine {
  machine: MachineRow
  devices: DeviceRow[]
}

/**
 * Adds a machine's devices, all or none, and has it verified. The same owner adding the same machine again
 * gets the same answer, and one that failed is verified anew; with anything changed it is another machine in
 * the place of the one before.
 *
 * @throws Fault with a reason, in the order of the checks
 */
export async function addMachine(
  machines: Machines,
  owner: MachineOwner,
  wanted: NewMachine,
): Promise<AddedMachine> {
  const { devices } = wanted
  if (devices.length > MOST_DEVICES) {
    throw refuse('invalid_request', 'too_many_devices', `Limit is ${MOST_DEVICES} GPUs per server.`)
  }
  if (devices.length === 0) throw refuse('invalid_request', 'no_devices', 'Name at least one GPU.')
  const uuids = devices.map(({ uuid }) => uuid)
  await machines.database.write(async (trx) => {
    await requireFree(trx, owner, uuids)
    const hotkey = await ownHotkey(trx, machines.keys, owner)
    await refuseHopping(trx, uuids, hotkey, Date.now())
  })
  // Names are looked up between two transactions: nothing but the database is waited for inside one.
  await requireHosts(machines, devices)
  const kinds = devices.map((claim) => checkDevice(machines.gpus, claim))
  checkTogether(devices)
  const added = await machines.database
    .write((trx) => insertMachine(trx, machines, owner, wanted, kinds))
    .catch((error: unknown) => {
      // Somebody else was quicker with the same device.
      throw isUniqueViolation(error) ? taken(uuids) : error
    })
  machines.list.forget()
  machines.watch.look()
  return added
}

async function insertMachine(
  trx: Trx,
  { keys, verifies }: Machines,
  owner: MachineOwner,
  { serverId, serverName, devices }: NewMachine,
  kinds: readonly GpuKind[],
): Promise<AddedMachine> {
  const now = Date.now()
  const hotkey = await ownHotkey(trx, keys, owner)
  const before = await requireFree(
    trx,
    owner,
    devices.map(({ uuid }) => uuid),
  )
  const [first] = devices
  const place = {
    server_id: serverId,
    server_name: serverName ?? null,
    host: first!.verification_host,
    port: first!.verification_port,
  }
  const rows = devices.map((claim, i) => ({ ...deviceRow(kinds[i]!, claim), position: i }))
  const same = await findSame(trx, hotkey, place, rows)
  if (same) return { ...same, machine: await verifyAnew(trx, same.machine, verifies, now) }

  await dropDevices(trx, before, now)
  const machine: MachineRow = {
    id: randomUUID(),
    account_id: owner.accountId,
    hotkey,
    ...place,
    seed: newSeed(),
    is_own: 0,
    state: verifies ? 'pending' : 'verified',
    reason: null,
    error: null,
    figures: null,
    agent_key: null,
    attempts: 0,
    verified_at: verifies ? null : now,
    check_at: verifies ? now : null,
    claim: null,
    claimed_until: null,
    ping_at: null,
    seen_at: null,
    misses: 0,
    silent_at: null,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  }
  await trx.insertInto('machine').values(machine).execute()
  const inserted = rows.map((row) => ({ ...row, machine_id: machine.id, created_at: now }))
  await trx.insertInto('device').values(inserted).execute()
  await trx
    .insertInto('device_history')
    .values(rows.map(({ uuid }) => ({ id: newId('hst'), uuid, hotkey, created_at: now, deleted_at: null })))
    .execute()
  return { machine, devices: inserted }
}

/** @returns the devices that are this owner's already */
async function requireFree(trx: Trx, owner: MachineOwner, uuids: readonly string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('device')
    .innerJoin('machine', 'machine.id', 'device.machine_id')
    .select(['device.uuid', 'machine.hotkey', 'machine.account_id', 'machine.is_own'])
    .where('device.uuid', 'in', uuids)
    .execute()
  const others = rows.filter((row) => row.is_own === 1 || !owns(owner, row))
  if (others.length > 0) throw taken(others.map(({ uuid }) => uuid))
  return rows.map(({ uuid }) => uuid)
}

const taken = (uuids: readonly string[]) =>
  refuse(
    'conflict',
    'device_taken',
    `Nodes already exist in inventory, please contact chutes team to resolve: [${uuids.map((uuid) => `'${uuid}'`).join(', ')}]`,
  )

function checkTogether(devices: readonly DeviceClaim[]): void {
  const wrong = (reason: string, which: string) =>
    refuse('invalid_request', reason, `GPU parameter validation error: ${which}`)
  if (new Set(devices.map(({ uuid }) => uuid)).size < devices.length) {
    throw wrong('duplicate_device', 'the same uuid is named twice')
  }
  const places = new Set(devices.map((claim) => `${claim.verification_host}:${claim.verification_port}`))
  if (places.size > 1) {
    throw wrong(
      'several_hosts',
      'all devices of a server must have one verification_host and verification_port',
    )
  }
}

type NewDevice = Omit<DeviceRow, 'machine_id' | 'created_at'>

/** The machine that is there already and is the very same. */
async function findSame(
  trx: Trx,
  hotkey: string,
  place: Pick<MachineRow, 'server_id' | 'server_name' | 'host' | 'port'>,
  wanted: readonly NewDevice[],
): Promise<AddedMachine | undefined> {
  const machine = await trx
    .selectFrom('machine')
    .innerJoin('device', 'device.machine_id', 'machine.id')
    .selectAll('machine')
    .where('device.uuid', '=', wanted[0]!.uuid)
    .where('machine.hotkey', '=', hotkey)
    .executeTakeFirst()
  if (!machine) return undefined
  const devices = await trx
    .selectFrom('device')
    .selectAll()
    .where('machine_id', '=', machine.id)
    .orderBy('position')
    .execute()
  const isSame =
    Object.entries(place).every(([name, value]) => machine[name as keyof MachineRow] === value) &&
    devices.length === wanted.length &&
    wanted.every((device, i) =>
      Object.entries(device).every(([name, value]) => devices[i]![name as keyof DeviceRow] === value),
    )
  return isSame ? { machine, devices } : undefined
}

/** One that failed, or was never verified, is verified at once; its devices need not be removed first. */
async function verifyAnew(
  trx: Trx,
  machine: MachineRow,
  verifies: boolean,
  now: number,
): Promise<MachineRow> {
  if (!verifies || machine.state !== 'failed') return machine
  const change = { state: 'pending', reason: null, error: null, check_at: now, attempts: 0 } as const
  await trx
    .updateTable('machine')
    .set({ ...change, agent_key: null, updated_at: now })
    .where('id', '=', machine.id)
    .execute()
  return { ...machine, ...change }
}

/** 1 … 2^63 - 1 */
function newSeed(): string {
  return String(BigInt.asUintN(63, randomBytes(8).readBigUInt64BE()) || 1n)
}
