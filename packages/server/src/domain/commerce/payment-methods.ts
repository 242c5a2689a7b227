import type { Selectable } from 'kysely'
import type { Db } from '../../db/database.ts'
import type { PaymentMethodTable } from '../../db/tables/commerce.ts'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import { getAccount } from '../accounts/account.ts'
import { actFor } from '../accounts/act-for.ts'
import type { Caller } from '../accounts/caller.ts'
import type { Commerce } from './commerce.ts'
import { ProviderUnknown } from './providers/provider.ts'
import { refuseField } from './refuse-field.ts'

export type PaymentMethod = Selectable<PaymentMethodTable>

/**
 * Keeps a payment method for an account.
 *
 * @param token what the provider's form gave the buyer's browser; in test mode a test card such as `pm_card_visa`
 */
export async function addPaymentMethod(
  commerce: Commerce,
  caller: Caller,
  { token, owner }: { token: string; owner?: string | undefined },
): Promise<PaymentMethod> {
  const { database } = commerce
  const accountId = await actFor(database.read, caller, owner)
  const { mode } = caller
  const provider = commerce.provider(mode)
  const known = await findCustomer(database.read, accountId, mode)
  const { email } = await getAccount(database.read, accountId)
  const details = await provider.addMethod(token, { accountId, email, known }).catch((error: unknown) => {
    if (error instanceof ProviderUnknown) throw new Fault('unavailable', error.message, { retryAfter: 5 })
    throw error
  })
  const row: PaymentMethod = {
    id: newId('pm'),
    account_id: accountId,
    mode,
    provider: provider.name,
    provider_ref: details.ref,
    brand: details.brand,
    last4: details.last4,
    exp_month: details.expMonth,
    exp_year: details.expYear,
    created_at: Date.now(),
    removed_at: null,
  }
  await database.write(async (trx) => {
    await trx.insertInto('payment_method').values(row).execute()
    if (details.customer === undefined) return
    await trx
      .insertInto('payment_customer')
      .values({ account_id: accountId, mode, provider_ref: details.customer })
      .onConflict((conflict) => conflict.columns(['account_id', 'mode']).doNothing())
      .execute()
  })
  return row
}

export async function findCustomer(db: Db, accountId: string, mode: KeyMode): Promise<string | undefined> {
  const row = await db
    .selectFrom('payment_customer')
    .select('provider_ref')
    .where('account_id', '=', accountId)
    .where('mode', '=', mode)
    .executeTakeFirst()
  return row?.provider_ref
}

/** The payment methods of an account, the newest first. */
export async function listPaymentMethods(
  db: Db,
  caller: Caller,
  { owner, after, limit }: { owner?: string | undefined; after: string | undefined; limit: number },
): Promise<PaymentMethod[]> {
  const accountId = await actFor(db, caller, owner)
  return db
    .selectFrom('payment_method')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('mode', '=', caller.mode)
    .where('removed_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** @throws Fault `not_found` */
export async function getPaymentMethod(db: Db, caller: Caller, id: string): Promise<PaymentMethod> {
  const row = await db
    .selectFrom('payment_method')
    .selectAll()
    .where('id', '=', id)
    .where('mode', '=', caller.mode)
    .where('removed_at', 'is', null)
    .where((method) =>
      method.or([
        method('account_id', '=', caller.account.id),
        method(
          'account_id',
          'in',
          method
            .selectFrom('member')
            .select('org_id')
            .where('user_id', '=', caller.account.id)
            .where('role', 'in', ['owner', 'admin']),
        ),
      ]),
    )
    .executeTakeFirst()
  if (!row) throw new Fault('not_found', 'there is no such payment method')
  return row
}

/** Forgets a payment method, here and at the provider. What was agreed to be paid with it will fail. */
export async function removePaymentMethod(commerce: Commerce, caller: Caller, id: string): Promise<void> {
  const { database } = commerce
  const method = await getPaymentMethod(database.read, caller, id)
  await commerce.provider(caller.mode).removeMethod(method.provider_ref)
  await database.write((trx) =>
    trx.updateTable('payment_method').set({ removed_at: Date.now() }).where('id', '=', id).execute(),
  )
}

/** How a provider calls a payment method, and who pays with it. */
export interface Payer {
  method: string
  customer: string | undefined
}

/**
 * The provider's name of what an account wants to pay with: one of its payment methods, or a token of the
 * provider's own.
 *
 * @throws Fault `validation_failed`
 */
export async function findPayer(db: Db, accountId: string, mode: KeyMode, method: string): Promise<Payer> {
  // Ours are a prefix and a ULID; a provider's tokens are not.
  if (!/^pm_[0-9A-Z]{26}$/.test(method)) {
    return { method, customer: mode === 'live' ? await findCustomer(db, accountId, mode) : undefined }
  }
  const row = await db
    .selectFrom('payment_method')
    .select('provider_ref')
    .where('id', '=', method)
    .where('account_id', '=', accountId)
    .where('mode', '=', mode)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw refuseField('payment_method', 'there is no such payment method of yours')
  return {
    method: row.provider_ref,
    customer: mode === 'live' ? await findCustomer(db, accountId, mode) : undefined,
  }
}
