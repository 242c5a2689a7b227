import type { Trx } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Commerce } from '../commerce.ts'
import { commerceTime } from '../commerce-time.ts'
import { findPayer, type Payer } from '../payment-methods.ts'
import { type ChargeResult, ProviderUnknown } from '../providers/provider.ts'
import { failInvoice, settleInvoice } from '../subscriptions/settle-invoice.ts'
import type { PurchaseRow } from './purchase.ts'
import { settlePurchase, type Terms } from './settle-purchase.ts'

/** What a provider is asked for a purchase. Each try has a key of its own; asking again for one is asking once. */
export const chargeOf = (purchase: PurchaseRow, payer: Payer) => ({
  key: `${purchase.id}:${purchase.provider_try}`,
  askedAt: purchase.created_at,
  amount: purchase.amount,
  currency: purchase.currency,
  ...payer,
  isOffSession: purchase.kind !== 'initial',
  description: `${purchase.kind} ${purchase.id}`,
})

/**
 * Takes the money of a purchase that is written down as being processed, outside of any transaction, and
 * writes down what became of it. Whoever comes second, after a crash or beside another server, gets the same
 * answer of the provider and changes nothing.
 *
 * @returns the purchase as it is then; still `processing` when the provider did not answer
 */
export async function chargePurchase(commerce: Commerce, purchase: PurchaseRow): Promise<PurchaseRow> {
  const provider = commerce.provider(purchase.mode)
  let result: ChargeResult
  try {
    // A try that the provider has answered once has a reference: it is looked at, never made again.
    result =
      purchase.provider_ref !== null
        ? await provider.findCharge(purchase.provider_ref)
        : await provider.charge(
            chargeOf(
              purchase,
              await findPayer(
                commerce.database.read,
                purchase.account_id,
                purchase.mode,
                purchase.payment_method!,
              ),
            ),
          )
  } catch (error) {
    if (error instanceof Fault && error.code === 'validation_failed') {
      result = { status: 'failed', ref: null, code: 'payment_method_unusable', message: error.message }
    } else if (error instanceof ProviderUnknown) {
      commerce.log.warn({ err: error, purchase: purchase.id }, 'a payment is not known to have been made')
      return purchase
    } else throw error
  }
  return recordCharge(commerce, purchase, result)
}

/** Writes down what became of a charge, and all that follows, once. */
export async function recordCharge(
  commerce: Commerce,
  purchase: PurchaseRow,
  result: ChargeResult,
): Promise<PurchaseRow> {
  return commerce.database.write(async (trx) => {
    const { now, sellerNow } = await commerceTime(trx, purchase.mode, purchase.account_id, purchase.seller_id)
    const changed = await trx
      .updateTable('purchase')
      .set({ ...resultColumns(result, now), checked_at: Date.now() })
      .where('id', '=', purchase.id)
      .where('status', 'in', ['processing', 'requires_action'])
      .where('provider_try', '=', purchase.provider_try)
      .returningAll()
      .executeTakeFirst()
    if (changed) {
      await followUp(trx, changed, now, sellerNow)
      return changed
    }
    return trx.selectFrom('purchase').selectAll().where('id', '=', purchase.id).executeTakeFirstOrThrow()
  })
}

/** What of a purchase's row a provider's answer decides. */
export function resultColumns(result: ChargeResult, now: number) {
  return {
    status: result.status,
    provider_ref: result.ref,
    next_action: result.status === 'requires_action' ? JSON.stringify(result.nextAction) : null,
    failure_code: result.status === 'failed' ? result.code : null,
    failure_message: result.status === 'failed' ? result.message : null,
    settled_at: result.status === 'succeeded' ? now : null,
  } as const
}

async function followUp(trx: Trx, purchase: PurchaseRow, now: number, sellerNow: number): Promise<void> {
  if (purchase.kind !== 'initial') {
    if (purchase.status === 'succeeded') await settleInvoice(trx, purchase, now, sellerNow)
    if (purchase.status === 'failed') await failInvoice(trx, purchase, now)
  } else if (purchase.status === 'succeeded') {
    await settlePurchase(trx, purchase, JSON.parse(purchase.terms!) as Terms, { now, sellerNow })
  }
}
