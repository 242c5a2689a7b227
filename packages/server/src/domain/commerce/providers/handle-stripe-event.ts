import type Stripe from 'stripe'
import { Fault } from '../../../fault.ts'
import type { Commerce } from '../commerce.ts'
import { closeDispute, openDispute } from '../disputes/dispute.ts'
import { reversePayout } from '../payouts/send-payout.ts'
import { chargePurchase } from '../purchases/charge-purchase.ts'
import { failRefundOf } from '../refunds/return-refund.ts'

/**
 * Does what an event of Stripe's says. Each may come more than once and in any order, so everything here is
 * conditional on what has not happened yet; kinds that mean nothing to us are thanked for.
 *
 * @throws Fault `forbidden` for a body that Stripe has not signed
 */
export async function handleStripeEvent(commerce: Commerce, body: Buffer, signature: string): Promise<void> {
  if (!commerce.stripe) throw new Fault('not_found', 'this server expects no events of Stripe')
  const event = commerce.stripe.readEvent(body, signature)
  switch (event.type) {
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
      return lookAgain(commerce, event.data.object.id)
    case 'charge.dispute.created':
      return dispute(commerce, event.data.object)
    case 'charge.dispute.closed':
      return decide(commerce, event.data.object)
    case 'refund.failed':
    case 'refund.updated':
    case 'charge.refund.updated':
      return failRefund(commerce, event.data.object)
    case 'transfer.reversed':
      return reverse(commerce, event.data.object)
    default:
  }
}

/** The provider is asked rather than believed: an old event may come late. */
async function lookAgain(commerce: Commerce, intentId: string): Promise<void> {
  const purchase = await findPurchase(commerce, intentId)
  if (purchase && ['processing', 'requires_action'].includes(purchase.status)) {
    await chargePurchase(commerce, purchase)
  }
}

const findPurchase = ({ database }: Commerce, intentId: string) =>
  database.read
    .selectFrom('purchase')
    .selectAll()
    .where('provider', '=', 'stripe')
    .where('provider_ref', '=', intentId)
    .executeTakeFirst()

const idOf = (thing: string | { id: string } | null | undefined) =>
  typeof thing === 'string' ? thing : thing?.id

async function dispute(
  commerce: Commerce,
  { id, payment_intent: intent, reason }: Stripe.Dispute,
): Promise<void> {
  const intentId = idOf(intent)
  const purchase = intentId === undefined ? undefined : await findPurchase(commerce, intentId)
  if (purchase)
    await commerce.database.write((trx) => openDispute(trx, purchase.id, { reason, providerRef: id }))
}

async function decide(commerce: Commerce, closed: Stripe.Dispute): Promise<void> {
  // Whoever hears of the end first has missed the beginning.
  await dispute(commerce, closed)
  const row = await commerce.database.read
    .selectFrom('dispute')
    .select('id')
    .where('provider_ref', '=', closed.id)
    .executeTakeFirst()
  if (!row) return
  const outcome = closed.status === 'won' || closed.status === 'warning_closed' ? 'won' : 'lost'
  await commerce.database.write((trx) => closeDispute(trx, row.id, outcome))
}

/** Of a part nothing is known to have come back from the seller's bank: that is for people to look at. */
async function reverse({ database, log }: Commerce, transfer: Stripe.Transfer): Promise<void> {
  if (transfer.reversed) await database.write((trx) => reversePayout(trx, transfer.id))
  else log.warn({ transfer: transfer.id }, 'a part of a transfer was reversed: its payout stays as it is')
}

/** A refund that Stripe could not deliver. One whose answer we never had is told by its metadata. */
async function failRefund(commerce: Commerce, refund: Stripe.Refund): Promise<void> {
  if (refund.status !== 'failed' && refund.status !== 'canceled') return
  const message = refund.failure_reason ?? refund.status
  await commerce.database.write((trx) =>
    failRefundOf(trx, { providerRef: refund.id, id: refund.metadata?.key }, message),
  )
}
