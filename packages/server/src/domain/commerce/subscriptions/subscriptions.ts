import type { Selectable } from 'kysely'
import type { Db } from '../../../db/database.ts'
import type { InvoiceTable } from '../../../db/tables/commerce.ts'
import { Fault } from '../../../fault.ts'
import { findRole, isAtLeast } from '../../accounts/access.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Commerce } from '../commerce.ts'
import { commerceTime } from '../commerce-time.ts'
import { findPayer } from '../payment-methods.ts'
import { endSubscription, type Subscription } from './end-subscription.ts'
import { runSubscription } from './run-subscription.ts'

export type InvoiceRow = Selectable<InvoiceTable>

interface Filter {
  role: 'buyer' | 'seller'
  owner?: string | undefined
  after: string | undefined
  limit: number
}

const columnOf = (role: Filter['role']) => (role === 'buyer' ? 'account_id' : 'seller_id')

/** Subscriptions of an account, or to what it sells, the newest first. */
export async function listSubscriptions(db: Db, caller: Caller, filter: Filter): Promise<Subscription[]> {
  const accountId = await actFor(db, caller, filter.owner)
  return db
    .selectFrom('subscription')
    .selectAll()
    .where(columnOf(filter.role), '=', accountId)
    .where('mode', '=', caller.mode)
    .$if(filter.after !== undefined, (query) => query.where('id', '<', filter.after!))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute()
}

/** Invoices of an account, or for what it sells, the newest first. */
export async function listInvoices(
  db: Db,
  caller: Caller,
  filter: Filter & { subscription_id?: string | undefined },
): Promise<InvoiceRow[]> {
  const accountId = await actFor(db, caller, filter.owner)
  return db
    .selectFrom('invoice')
    .selectAll()
    .where(columnOf(filter.role), '=', accountId)
    .where('mode', '=', caller.mode)
    .$if(filter.subscription_id !== undefined, (query) =>
      query.where('subscription_id', '=', filter.subscription_id!),
    )
    .$if(filter.after !== undefined, (query) => query.where('id', '<', filter.after!))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute()
}

/** What the caller is to a thing between a buyer and a seller. */
async function sideOf(
  db: Db,
  caller: Caller,
  thing: { account_id: string; seller_id: string; mode: string } | undefined,
): Promise<'buyer' | 'seller' | undefined> {
  if (!thing || thing.mode !== caller.mode) return undefined
  if (isAtLeast(await findRole(db, caller.account.id, thing.account_id), 'admin')) return 'buyer'
  if (isAtLeast(await findRole(db, caller.account.id, thing.seller_id), 'admin')) return 'seller'
  return undefined
}

/** @throws Fault `not_found` */
export async function getInvoice(db: Db, caller: Caller, id: string): Promise<InvoiceRow> {
  const invoice = await db.selectFrom('invoice').selectAll().where('id', '=', id).executeTakeFirst()
  if (invoice && (await sideOf(db, caller, invoice))) return invoice
  throw new Fault('not_found', 'there is no such invoice')
}

/** @throws Fault `not_found` */
export async function getSubscription(db: Db, caller: Caller, id: string): Promise<Subscription> {
  const subscription = await db.selectFrom('subscription').selectAll().where('id', '=', id).executeTakeFirst()
  if (subscription && (await sideOf(db, caller, subscription))) return subscription
  throw new Fault('not_found', 'there is no such subscription')
}

/** What was used in the period that runs now. */
export async function usageOf(db: Db, subscriptionId: string): Promise<number> {
  const row = await db
    .selectFrom('usage_record')
    .select((record) => record.fn.coalesce(record.fn.sum<number>('quantity'), record.val(0)).as('total'))
    .where('subscription_id', '=', subscriptionId)
    .where('invoice_id', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.total)
}

/**
 * Changes what a subscription is paid with, or takes back its cancellation. A payment that failed is tried
 * again at once with the new method.
 */
export async function changeSubscription(
  commerce: Commerce,
  caller: Caller,
  id: string,
  change: { payment_method?: string | undefined; cancel_at_period_end?: boolean | undefined },
): Promise<Subscription> {
  const { database } = commerce
  const before = await getBought(database.read, caller, id)
  const { payment_method: method, cancel_at_period_end: cancels } = change
  if (method !== undefined && method !== 'balance')
    await findPayer(database.read, before.account_id, before.mode, method)
  const { now } = await commerceTime(database.read, before.mode, before.account_id, before.seller_id)
  const isRetry = method !== undefined && before.status === 'past_due'
  await database.write((trx) =>
    trx
      .updateTable('subscription')
      .set((row) => ({
        ...(method === undefined ? {} : { payment_method: method }),
        ...(cancels === undefined ? {} : { cancels_at_end: cancels ? (1 as const) : (0 as const) }),
        ...(isRetry ? { due_at: now } : {}),
        updated_at: now,
        change: row('change', '+', 1),
      }))
      .where('id', '=', id)
      .where('status', '!=', 'canceled')
      .execute(),
  )
  if (isRetry) await runSubscription(commerce, id, now)
  return getSubscription(database.read, caller, id)
}

/**
 * Ends a subscription, at the end of the period that is paid, or now. What was used until now is billed; what
 * was paid ahead is not given back by itself: that is a refund.
 */
export async function cancelSubscription(
  commerce: Commerce,
  caller: Caller,
  id: string,
  { atPeriodEnd }: { atPeriodEnd: boolean },
): Promise<Subscription> {
  const { database } = commerce
  if (atPeriodEnd) return changeSubscription(commerce, caller, id, { cancel_at_period_end: true })
  const before = await getSubscription(database.read, caller, id)
  if (before.status === 'canceled') return before
  const { now } = await commerceTime(database.read, before.mode, before.account_id, before.seller_id)
  if (before.pricing_model === 'usage' && before.status !== 'past_due') {
    await database.write((trx) =>
      trx
        .updateTable('subscription')
        // Use at this very moment is part of the last bill.
        .set({ cancels_at_end: 1, period_end: now + 1, due_at: now })
        .where('id', '=', id)
        .where('status', '!=', 'canceled')
        .execute(),
    )
    await runSubscription(commerce, id, now)
  } else await database.write((trx) => endSubscription(trx, id, now, 'canceled'))
  return getSubscription(database.read, caller, id)
}

async function getBought(db: Db, caller: Caller, id: string): Promise<Subscription> {
  const subscription = await getSubscription(db, caller, id)
  if ((await sideOf(db, caller, subscription)) !== 'buyer') {
    throw new Fault('forbidden', 'only its buyer may change a subscription')
  }
  if (subscription.status === 'canceled') throw new Fault('conflict', 'the subscription has ended')
  return subscription
}
