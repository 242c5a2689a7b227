import type { Trx } from '../../../db/database.ts'
import { clockNow } from '../../events/clock.ts'
import { recordEvent } from '../../events/record-event.ts'
import type { Commerce } from '../commerce.ts'
import { balanceOf, CLEARING, move, payoutsOf } from '../ledger.ts'
import { ProviderUnknown, type TransferResult } from '../providers/provider.ts'
import type { PayoutRow } from './create-payout.ts'

/**
 * Asks the provider to make a payout, or what became of one that is under way, outside of any transaction,
 * and writes down what it says. Asking again is asking once.
 */
export async function sendPayout(commerce: Commerce, payout: PayoutRow, at?: number): Promise<PayoutRow> {
  const { database } = commerce
  const now = at ?? (await clockNow(database.read, payout.owner_id, payout.mode))
  const provider = commerce.provider(payout.mode)
  let result: TransferResult
  try {
    result =
      payout.status === 'in_transit'
        ? await provider.findPayout(payout.provider_ref!, payout.destination, now)
        : await provider.payout({
            key: payout.id,
            askedAt: payout.created_at,
            amount: payout.amount,
            currency: payout.currency,
            destination: payout.destination,
            now,
          })
  } catch (error) {
    if ((error as { code?: string }).code === 'validation_failed') {
      result = { status: 'failed', ref: null, message: (error as Error).message }
    } else if (error instanceof ProviderUnknown) return payout
    else throw error
  }
  return database.write((trx) => settlePayout(trx, payout, result, now))
}

/** Writes down what became of a payout, and all that follows, once. */
export async function settlePayout(
  trx: Trx,
  payout: PayoutRow,
  result: TransferResult,
  now: number,
): Promise<PayoutRow> {
  const status =
    result.status === 'succeeded' ? 'paid' : result.status === 'pending' ? 'in_transit' : 'failed'
  const changed = await trx
    .updateTable('payout')
    .set({
      status,
      provider_ref: result.ref ?? payout.provider_ref,
      failure_message: result.status === 'failed' ? result.message : null,
      arrives_at: result.status === 'failed' ? null : (result.arrivesAt ?? payout.arrives_at),
      settled_at: status === 'in_transit' ? null : now,
      checked_at: Date.now(),
    })
    .where('id', '=', payout.id)
    .where('status', '=', payout.status)
    .where('status', 'in', ['pending', 'in_transit'])
    .returningAll()
    .executeTakeFirst()
  if (!changed)
    return trx.selectFrom('payout').selectAll().where('id', '=', payout.id).executeTakeFirstOrThrow()
  if (status === 'in_transit') return changed
  const isPaid = status === 'paid'
  await move(
    trx,
    {
      sourceId: payout.id,
      kind: isPaid ? 'payout_paid' : 'payout_returned',
      mode: payout.mode,
      currency: payout.currency,
      availableAt: 0,
      now,
    },
    [
      {
        from: payoutsOf(payout.owner_id),
        to: isPaid ? CLEARING : balanceOf(payout.owner_id),
        amount: payout.amount,
      },
    ],
  )
  await recordEvent(trx, {
    ownerId: payout.owner_id,
    mode: payout.mode,
    type: isPaid ? 'payout.paid' : 'payout.failed',
    data: payoutFact(changed),
    now,
  })
  return changed
}

/** Money that was paid out came back: the seller's bank or the provider reversed it. */
export async function reversePayout(trx: Trx, providerRef: string): Promise<void> {
  const payout = await trx
    .updateTable('payout')
    .set({ status: 'reversed', failure_message: 'the transfer was reversed' })
    .where('provider_ref', '=', providerRef)
    .where('status', '=', 'paid')
    .returningAll()
    .executeTakeFirst()
  if (!payout) return
  const now = Date.now()
  await move(
    trx,
    {
      sourceId: payout.id,
      kind: 'payout_returned',
      mode: payout.mode,
      currency: payout.currency,
      availableAt: 0,
      now,
    },
    [{ from: CLEARING, to: balanceOf(payout.owner_id), amount: payout.amount }],
  )
  await recordEvent(trx, {
    ownerId: payout.owner_id,
    mode: payout.mode,
    type: 'payout.failed',
    data: payoutFact(payout),
    now,
  })
}

const payoutFact = (payout: PayoutRow) => ({
  id: payout.id,
  amount: { currency: payout.currency, amount: payout.amount },
  status: payout.status,
  destination: payout.destination,
  failure_message: payout.failure_message,
})
