import type { Db, Trx } from '../../../db/database.ts'
import { isUniqueViolation } from '../../../db/errors.ts'
import { insertOf, insertTogether } from '../../../db/template.ts'
import { Fault } from '../../../fault.ts'
import { actFor } from '../../accounts/act-for.ts'
import type { Caller } from '../../accounts/caller.ts'
import type { Commerce } from '../commerce.ts'
import { openDispute } from '../disputes/dispute.ts'
import { holdBalance } from '../ledger.ts'
import { findPayer, type Payer } from '../payment-methods.ts'
import type { ChargeResult } from '../providers/provider.ts'
import { refuseField } from '../refuse-field.ts'
import { chargeOf, chargePurchase, resultColumns } from './charge-purchase.ts'
import { type Draft, draftPurchase, withTrial } from './draft-purchase.ts'
import { getOffer, type Offer } from './offer.ts'
import { fingerprintOf, mismatch, type PurchaseRow } from './purchase.ts'
import { requireBalance, settlePurchase } from './settle-purchase.ts'
import { takeTrial } from './trials.ts'

export interface NewPurchase {
  listing_id: string
  /** `pm_…`, or `balance`; nothing for what is free. */
  payment_method?: string | undefined
  /** The slug of an organisation to buy for. */
  owner?: string | undefined
  /** That the seller's own terms were read, where there are such. */
  accept_license?: boolean | undefined
  /** True insists on the trial; false begins with a paid period; otherwise the trial is had where there is one. */
  trial?: boolean | undefined
  /** What the buyer was told is due now, in minor units: nothing else is taken. */
  expected_amount?: number | undefined
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
 * `idempotency_mismatch`, `payments_unavailable`, `conflict` for a trial that was had, another price than the
 * expected one, or what is subscribed to already
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
  const purchase = draftPurchase(commerce, caller, accountId, offer, input.payment_method)
  const row = { ...purchase, idempotency_key: idempotencyKey ?? null, fingerprint }
  const payer = await payerOf(database.read, row)
  const attempt = () => database.write((trx) => begin(commerce, trx, row, { offer, input, payer }))
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
  draft: Draft,
  { offer, input, payer }: { offer: Offer; input: NewPurchase; payer: Payer | undefined },
): Promise<{ made: PurchaseRow; isNew: boolean }> {
  if (draft.idempotency_key !== null) {
    const before = await trx
      .selectFrom('purchase')
      .selectAll()
      .where('made_by', '=', draft.made_by)
      .where('idempotency_key', '=', draft.idempotency_key)
      .executeTakeFirst()
    if (before) return { made: before, isNew: false }
  }
  if (offer.pricing_model !== 'one_time') await requireUnsubscribed(trx, draft)
  const { time, termsRead, ...purchase } = await beginTrial(trx, draft, offer, input.trial)
  requireExpected(purchase, input.expected_amount)
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

/**
 * The purchase with the trial that the offer has, and its full price where that was had before.
 *
 * @throws Fault when the buyer wants the trial or nothing
 */
async function beginTrial(
  trx: Trx,
  draft: Draft,
  { trial_days: days }: Offer,
  isWanted: boolean | undefined,
): Promise<Draft> {
  if (isWanted === true && days === 0) throw refuseField('trial', 'the listing has none')
  if (days === 0 || isWanted === false) return draft
  if (await takeTrial(trx, draft)) return withTrial(draft, days)
  if (isWanted !== true) return draft
  throw new Fault('conflict', 'you have had your trial of this: a subscription is paid from its first day', {
    field: 'trial',
  })
}

function requireExpected({ amount, currency }: PurchaseRow, expected: number | undefined): void {
  if (expected === undefined || expected === amount) return
  throw new Fault('conflict', `what is due now is ${amount} ${currency} minor units, not ${expected}`, {
    field: 'expected_amount',
  })
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
