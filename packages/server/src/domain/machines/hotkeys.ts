import { bindPurpose, publicKeyOf } from '@nodeyard/tensor/proof'
import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { HotkeyTable } from '../../db/tables/machines.ts'
import { Fault } from '../../fault.ts'
import { findRole, isAtLeast } from '../accounts/access.ts'
import type { Account } from '../accounts/account.ts'
import type { SignedRequest } from './check-signature.ts'
import type { Machines } from './machines.ts'
import { refuse } from './refuse.ts'

/** A key that owns machines, and whose it is. */
export interface BoundHotkey {
  address: string
  /** The slug of the account. */
  owner: string
  kind: 'bound' | 'server'
  name: string
  blockedReason: string | null
  createdAt: number
}

const toHotkey = (row: Selectable<HotkeyTable> & { slug: string }): BoundHotkey => ({
  address: row.address,
  owner: row.slug,
  kind: row.kind,
  name: row.name,
  blockedReason: row.blocked_reason,
  createdAt: row.created_at,
})

const withOwners = (db: Db) =>
  db
    .selectFrom('hotkey')
    .innerJoin('account', 'account.id', 'hotkey.account_id')
    .selectAll('hotkey')
    .select('account.slug')

/**
 * Binds a hotkey to an account, whose holder has signed that it is theirs. Binding one's own again changes
 * its name at most.
 *
 * @throws Fault `unauthorized` when the signature is not right, `already_exists` when it is another's
 */
export async function bindHotkey(
  { database, signatures }: Machines,
  accountId: string,
  proof: Omit<SignedRequest, 'what'> & { hotkey: string },
  name: string | undefined,
): Promise<BoundHotkey> {
  const address = proof.hotkey
  if (publicKeyOf(address) === undefined) {
    const message = 'is no SS58 address of network 42'
    throw new Fault('validation_failed', `hotkey ${message}`, {
      field: 'hotkey',
      issues: [{ loc: ['body', 'hotkey'], message, type: 'value_error' }],
    })
  }
  await signatures.prove({ ...proof, what: bindPurpose(accountId) })
  const row = await database.write(async (trx) => {
    await trx
      .insertInto('hotkey')
      .values({ address, account_id: accountId, kind: 'bound', name: name ?? '', created_at: Date.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    if (name !== undefined) {
      await trx
        .updateTable('hotkey')
        .set({ name })
        .where('address', '=', address)
        .where('account_id', '=', accountId)
        .execute()
    }
    return withOwners(trx).where('address', '=', address).executeTakeFirstOrThrow()
  })
  signatures.hotkeys.forget(address)
  if (row.account_id !== accountId) {
    throw new Fault('already_exists', 'this hotkey is bound to another account', { field: 'hotkey' })
  }
  return toHotkey(row)
}

/** An account's hotkeys by address, the one that was made here among them once it was needed. */
export async function listHotkeys(
  db: Db,
  accountId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<BoundHotkey[]> {
  const rows = await withOwners(db)
    .where('account_id', '=', accountId)
    .$if(after !== undefined, (query) => query.where('address', '>', after!))
    .orderBy('address')
    .limit(limit)
    .execute()
  return rows.map(toHotkey)
}

/**
 * Takes a hotkey from its account, the caller's or one where they are an admin.
 *
 * @throws Fault `not_found`, `forbidden` for a smaller role, or `conflict` while machines belong to it or when the server made it
 */
export async function unbindHotkey(
  { database, signatures }: Machines,
  by: Account,
  address: string,
): Promise<void> {
  await database.write(async (trx) => {
    const row = await trx.selectFrom('hotkey').selectAll().where('address', '=', address).executeTakeFirst()
    const role = row && (await findRole(trx, by.id, row.account_id))
    if (!role) throw notFound()
    if (!isAtLeast(role, 'admin')) throw new Fault('forbidden', 'only its admins can unbind it')
    if (row.kind === 'server') {
      throw refuse('conflict', 'server_hotkey', 'this hotkey stands for the account: nobody can sign with it')
    }
    const machine = await trx
      .selectFrom('machine')
      .select('id')
      .where('hotkey', '=', address)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (machine) throw refuse('conflict', 'has_machines', 'machines belong to this hotkey: delete them first')
    await trx.deleteFrom('machine').where('hotkey', '=', address).execute()
    await trx.deleteFrom('hotkey').where('address', '=', address).execute()
  })
  signatures.hotkeys.forget(address)
}

/**
 * Keeps a hotkey from being used, or allows it again, as an administrator.
 *
 * @param reason null to allow it
 */
export async function blockHotkey(
  { database, signatures }: Machines,
  by: Account,
  address: string,
  reason: string | null,
): Promise<BoundHotkey> {
  const row = await database.write(async (trx) => {
    if (!by.isAdmin) {
      const known = await trx
        .selectFrom('hotkey')
        .select('account_id')
        .where('address', '=', address)
        .executeTakeFirst()
      const role = known && (await findRole(trx, by.id, known.account_id))
      throw role ? new Fault('forbidden', 'only an administrator can block a hotkey') : notFound()
    }
    await trx.updateTable('hotkey').set({ blocked_reason: reason }).where('address', '=', address).execute()
    return withOwners(trx).where('address', '=', address).executeTakeFirst()
  })
  if (!row) throw notFound()
  signatures.hotkeys.forget(address)
  return toHotkey(row)
}

const notFound = () => new Fault('not_found', 'you have no such hotkey')
