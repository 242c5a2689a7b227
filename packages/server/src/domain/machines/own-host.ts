import { randomBytes, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { readProcessor } from '@nodeyard/tensor/proof'
import type { Database } from '../../db/database.ts'
import { newId } from '../../ids.ts'
import { checkDevice, deviceRow } from './check-device.ts'
import type { ServerKeys } from './server-keys.ts'
import type { SupportedGpus } from './supported-gpu.ts'

/**
 * Adds the computer this server runs on to the inventory, where models run that are deployed here. It has
 * nothing to prove to itself. Deployments from before there were machines are listed under it.
 *
 * @returns the uuid of its device
 */
export async function addOwnHost(database: Database, keys: ServerKeys, gpus: SupportedGpus): Promise<string> {
  const info = await readProcessor('server')
  const claim = {
    ...info,
    device_index: 0,
    gpu_identifier: 'cpu',
    verification_host: hostname(),
    verification_port: 8000,
  }
  const kind = checkDevice(gpus, claim)
  const { uuid } = info
  const known = await database.read
    .selectFrom('device')
    .select('uuid')
    .where('uuid', '=', uuid)
    .executeTakeFirst()
  const now = Date.now()
  await database.write(async (trx) => {
    const admin = await trx
      .selectFrom('account')
      .select('id')
      .where('is_admin', '=', 1)
      .orderBy('created_at')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    if (!known) {
      const hotkey = keys.validator.address
      await trx
        .insertInto('hotkey')
        .values({
          address: hotkey,
          account_id: admin.id,
          kind: 'bound',
          name: 'this server',
          created_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const id = randomUUID()
      const row = { ...deviceRow(kind, claim), position: 0, machine_id: id, created_at: now }
      await trx
        .insertInto('machine')
        .values({
          id,
          account_id: admin.id,
          hotkey,
          server_id: claim.verification_host,
          host: claim.verification_host,
          port: claim.verification_port,
          seed: String(randomBytes(7).readUIntBE(1, 6) + 1),
          is_own: 1,
          state: 'verified',
          verified_at: now,
          seen_at: now,
          created_at: now,
          updated_at: now,
        })
        .execute()
      await trx.insertInto('device').values(row).execute()
      await trx
        .insertInto('device_history')
        .values({ id: newId('hst'), uuid, hotkey, created_at: now, deleted_at: null })
        .execute()
    }
    await trx
      .updateTable('deployment')
      .set({ device_id: uuid })
      .where('device_id', 'is', null)
      .where('status', '!=', 'stopped')
      .execute()
  })
  return uuid
}
