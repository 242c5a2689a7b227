import type { Db, Trx } from '../../../db/database.ts'
import { isUniqueViolation } from '../../../db/errors.ts'
import { insertOf, insertTogether, template } from '../../../db/template.ts'
import { Fault } from '../../../fault.ts'
import { newId } from '../../../ids.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Commerce } from '../commerce.ts'
import { timeBetween } from '../commerce-time.ts'
import { openDispute } from '../disputes/dispute.ts'
import { holdBalance } from '../ledger.ts'
import { isOpenTo } from '../listings/listing.ts'
import { splitFee } from '../money.ts'
import { findPayer, type Payer } from '../payment-methods.ts'
import type { ChargeResult } from '../providers/provider.ts'
import { refuseField } from '../refuse-field.ts'
import { chargeOf, chargePurchase, resultColumns } from './charge-purchase.ts'
import { fingerprintOf, mismatch, type PurchaseRow } from './purchase.ts'
import { HOLD_MS, newGrantId, requireBalance, settlePurchase, type Terms } from './settle-purchase.ts'

export interface NewPurchase {
  listing_id: string
  /** `pm_…`, or `balance`; nothing for what is free. */
  payment_method?: string | undefined
  /** The slug of an organisation to buy for. */
  owner?: string | undefined
  /** That the seller's own terms were read, where there are such. */
  accept_license?: boolean | undefined
}

/**
 * Buys what a listing offers: takes the money, and gives the grant, in one transaction with the ledger and
 * the event. A payment by somebody else's company is written down as an intent first, then asked for, then
 * written down as made; `recoverPurchases` finishes what a server that died has left.
 *
 * @param idempotencyKey the client's text for this one purchase: with the same one it is made once, whatever
 * happens to servers or to the answers they keep
 * @returns the purchase; `requires_action` and `processing` are not paid yet
 * @throws Fault `payment_failed`, `insufficient_balance`, `not_found`, `validation_failed`,
 * `idempotency_mismatch`, `payments_unavailable`
 */
export async function createPurchase(
  commerce: Commerce,
  caller: Caller,
  input: NewPurchase,
  idempotencyKey?: string,
): Promise<PurchaseRow> {
  const { database } = commerce
  const fingerprint = idempotencyKey === undefined ? null : fingerprintOf({ ...input, mode: caller.mode })
  const accountId =
    input.owner === undefined ? caller.account.id : await actFor(database.read, caller, input.owner)
  const offer = await getOffer(database.read, caller, accountId, input)
  const purchase = draft(commerce, caller, accountId, offer, input)
  const row = { ...purchase, idempotency_key: idempotencyKey ?? null, fingerprint }
  const payer = await payerOf(database.read, row)
  const attempt = () => database.write((trx) => begin(commerce, trx, row, offer, payer))
  // The same request at the same moment, here or on another server: the one that was first counts.
  const { made, isNew } = await attempt().catch((error: unknown) => {
    if (idempotencyKey !== undefined && isUniqueViolation(error)) return attempt()
    throw error
  })
  if (!isNew && made.fingerprint !== fingerprint) throw mismatch()
  const done = made.status === 'processing' ? await chargePurchase(commerce, made) : made
  if (done.status !== 'failed') return done
  throw new Fault('payment_failed', done.failure_message ?? 'the payment was not made', {
    field: 'payment_method',
    decline_code: done.failure_code,
    purchase_id: done.id,
  })
}

const offerQuery = (
  db: Db,
  { callerId, accountId, id }: { callerId: string; accountId: string; id: string },
) =>
  db
    .selectFrom('listing')
    .leftJoin('member', (join) =>
      join.onRef('member.org_id', '=', 'listing.owner_id').on('member.user_id', '=', callerId),
    )
    .leftJoin('test_clock as buyer_clock', (join) => join.on('buyer_clock.owner_id', '=', accountId))
    .leftJoin('test_clock as seller_clock', (join) =>
      join.onRef('seller_clock.owner_id', '=', 'listing.owner_id'),
    )
    .selectAll('listing')
    .select([
      'member.role',
      'buyer_clock.frozen_at as buyer_frozen',
      'seller_clock.frozen_at as seller_frozen',
    ])
    .where('listing.id', '=', id)

type Offer = Awaited<ReturnType<ReturnType<typeof offerQuery>['executeTakeFirstOrThrow']>>

const findOffer = template<{ callerId: string; accountId: string; id: string }, Offer>(offerQuery)

async function getOffer(db: Db, caller: Caller, accountId: string, input: NewPurchase): Promise<Offer> {
  const [offer] = await findOffer(db, { callerId: caller.account.id, accountId, id: input.listing_id })
  const isOwn =
    offer !== undefined &&
    (offer.role !== null || offer.owner_id === caller.account.id || offer.owner_id === accountId)
  if (!offer || offer.mode !== caller.mode || !(isOwn || (await isOpenTo(db, accountId, offer)))) {
    throw new Fault('not_found', 'there is no such listing', { field: 'listing_id' })
  }
  if (isOwn) throw refuseField('listing_id', 'is your own: nobody buys from themselves')
  if (offer.license === 'LicenseRef-Custom' && input.accept_license !== true) {
    throw refuseField('accept_license', 'must be true: read the terms of the listing first')
  }
  return offer
}

function draft(commerce: Commerce, caller: Caller, accountId: string, offer: Offer, input: NewPurchase) {
  const time =
    caller.mode === 'live'
      ? timeBetween({ id: accountId, frozen: null }, { id: offer.owner_id, frozen: null })
      : timeBetween(
          { id: accountId, frozen: offer.buyer_frozen },
          { id: offer.owner_id, frozen: offer.seller_frozen },
        )
  const isRepeated = offer.pricing_model !== 'one_time'
  const amount = offer.trial_days > 0 ? 0 : offer.amount
  const costs = offer.amount > 0 || offer.pricing_model === 'usage'
  if (costs && input.payment_method === undefined) throw refuseField('payment_method', 'is missing')
  const terms: Terms = {
    license: offer.license,
    seats: offer.seats,
    period: offer.period,
    trialDays: offer.trial_days,
    unitAmountDecimal: offer.unit_amount_decimal,
    unit: offer.unit,
    includedUnits: offer.included_units,
    periodAmount: offer.amount,
    clockOwner: time.clockOwner,
  }
  const method = costs ? input.payment_method! : null
  const row: PurchaseRow = {
    id: newId('pur'),
    kind: 'initial',
    mode: caller.mode,
    account_id: accountId,
    made_by: caller.account.id,
    seller_id: offer.owner_id,
    listing_id: offer.id,
    artifact_id: offer.artifact_id,
    pricing_model: offer.pricing_model,
    currency: offer.currency,
    amount,
    ...splitFee(amount, commerce.feeBasisPoints),
    refunded: 0,
    refunded_fee: 0,
    refund_pending: 0,
    status: 'processing',
    payment_method: method,
    // What costs nothing now takes nobody's money.
    provider:
      amount === 0 || method === null
        ? 'none'
        : method === 'balance'
          ? 'balance'
          : commerce.provider(caller.mode).name,
    provider_ref: null,
    provider_try: 1,
    terms: JSON.stringify(terms),
    next_action: null,
    failure_code: null,
    failure_message: null,
    idempotency_key: null,
    fingerprint: null,
    grant_id: newGrantId(),
    subscription_id: isRepeated ? newId('sub') : null,
    invoice_id: null,
    available_at: time.sellerNow + HOLD_MS,
    created_at: time.now,
    settled_at: null,
    checked_at: Date.now(),
  }
  return { ...row, time, termsRead: terms }
}

type Draft = ReturnType<typeof draft>

/** Who pays with what; checked also where the first payment comes later. */
async function payerOf(
  db: Db,
  { account_id, mode, payment_method: method }: Draft,
): Promise<Payer | undefined> {
  return method === null || method === 'balance' ? undefined : findPayer(db, account_id, mode, method)
}

/** Writes the purchase down, finished where nobody outside has to be asked. */
async function begin(
  commerce: Commerce,
  trx: Trx,
  { time, termsRead, ...purchase }: Draft,
  offer: Offer,
  payer: Payer | undefined,
): Promise<{ made: PurchaseRow; isNew: boolean }> {
  if (purchase.idempotency_key !== null) {
    const before = await trx
      .selectFrom('purchase')
      .selectAll()
      .where('made_by', '=', purchase.made_by)
      .where('idempotency_key', '=', purchase.idempotency_key)
      .executeTakeFirst()
    if (before) return { made: before, isNew: false }
  }
  if (offer.pricing_model !== 'one_time') await requireUnsubscribed(trx, purchase)
  const result = await settleHere(commerce, trx, purchase, payer, time.buyerNow)
  const row: PurchaseRow = result ? { ...purchase, ...resultColumns(result, time.now) } : purchase
  const inserted = insertOf('purchase', [row])
  if (row.status !== 'succeeded') await insertTogether(trx, [inserted])
  else {
    await settlePurchase(trx, row, termsRead, time, [inserted])
    if (payer && row.provider === 'test' && commerce.provider('test').isDisputed?.(payer.method)) {
      await openDispute(trx, row.id, { reason: 'fraudulent', providerRef: null })
    }
  }
  return { made: row, isNew: true }
}

/** The money, when it can be had in this very transaction. */
async function settleHere(
  commerce: Commerce,
  trx: Trx,
  purchase: PurchaseRow,
  payer: Payer | undefined,
  buyerNow: number,
): Promise<ChargeResult | undefined> {
  // A purchase that nobody else keeps books of is its own reference.
  if (purchase.provider === 'none') return { status: 'succeeded', ref: purchase.id }
  if (purchase.provider === 'balance') {
    await requireBalance(trx, purchase, buyerNow)
    return { status: 'succeeded', ref: purchase.id }
  }
  return commerce.provider(purchase.mode).chargeHere?.(trx, chargeOf(purchase, payer!))
}

/**
 * Under the hold of the buyer's balance, so that of two at once the second sees the first.
 *
 * @throws Fault `conflict` when the account subscribes to the same listing already, or is about to
 */
async function requireUnsubscribed(trx: Trx, purchase: PurchaseRow): Promise<void> {
  const { account_id: ownerId, mode, currency } = purchase
  await holdBalance(trx, { ownerId, mode, currency })
  const beginning = await trx
    .selectFrom('purchase')
    .select('id')
    .where('account_id', '=', ownerId)
    .where('mode', '=', mode)
    .where('listing_id', '=', purchase.listing_id)
    .where('kind', '=', 'initial')
    .where('status', '=', 'processing')
    .executeTakeFirst()
  if (beginning)
    throw new Fault('conflict', `this is being subscribed to: ${beginning.id}`, { field: 'listing_id' })
  const running = await trx
    .selectFrom('subscription')
    .select('id')
    .where('account_id', '=', purchase.account_id)
    .where('listing_id', '=', purchase.listing_id)
    .where('status', '!=', 'canceled')
    .executeTakeFirst()
  if (running)
    throw new Fault('conflict', `this is subscribed to already: ${running.id}`, { field: 'listing_id' })
}
