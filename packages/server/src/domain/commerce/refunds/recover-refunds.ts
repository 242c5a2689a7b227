import type { Commerce } from '../commerce.ts'
import { PATIENCE_MS } from '../purchases/recover-purchases.ts'
import { refundCharge } from './settle-refund.ts'

/** Finishes refunds whose end was not written down; see `recoverPurchases`. */
export async function recoverRefunds(
  commerce: Commerce,
  { patienceMs = PATIENCE_MS, accountId }: { patienceMs?: number; accountId?: string } = {},
): Promise<number> {
  const { database, log } = commerce
  const left = await database.read
    .selectFrom('refund')
    .innerJoin('purchase', 'purchase.id', 'refund.purchase_id')
    .selectAll('refund')
    .where('refund.status', '=', 'pending')
    .where('refund.checked_at', '<=', Date.now() - patienceMs)
    .$if(accountId !== undefined, (query) =>
      query.where((row) =>
        row.or([row('purchase.account_id', '=', accountId!), row('purchase.seller_id', '=', accountId!)]),
      ),
    )
    .orderBy('refund.checked_at')
    .limit(100)
    .execute()
  let finished = 0
  for (const refund of left) {
    const after = await refundCharge(commerce, refund).catch((error: unknown) => {
      log.error({ err: error, refund: refund.id }, 'a refund could not be finished')
      return refund
    })
    if (after.status !== 'pending') finished++
    else {
      await database.write((trx) =>
        trx.updateTable('refund').set({ checked_at: Date.now() }).where('id', '=', refund.id).execute(),
      )
    }
  }
  return finished
}
