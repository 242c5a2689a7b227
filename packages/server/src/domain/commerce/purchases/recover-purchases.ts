import type { Commerce } from '../commerce.ts'
import { chargePurchase } from './charge-purchase.ts'

/** How long a payment may take before somebody else asks the provider too; real time. */
export const PATIENCE_MS = 60_000

/**
 * Finishes payments that were begun and whose end was not written down: their server died, or the provider
 * did not answer. The provider is asked under the same key, so nothing is charged twice.
 *
 * @returns how many were finished
 */
export async function recoverPurchases(
  commerce: Commerce,
  { patienceMs = PATIENCE_MS, accountId }: { patienceMs?: number; accountId?: string } = {},
): Promise<number> {
  const { database } = commerce
  const left = await database.read
    .selectFrom('purchase')
    .selectAll()
    .where('status', '=', 'processing')
    .where('checked_at', '<=', Date.now() - patienceMs)
    .$if(accountId !== undefined, (query) =>
      query.where((row) => row.or([row('account_id', '=', accountId!), row('seller_id', '=', accountId!)])),
    )
    .orderBy('checked_at')
    .limit(100)
    .execute()
  let finished = 0
  for (const purchase of left) {
    try {
      const { status } = await chargePurchase(commerce, purchase)
      if (status !== 'processing') finished++
      else await touch(commerce, purchase.id)
    } catch (error) {
      commerce.log.error({ err: error, purchase: purchase.id }, 'a payment could not be finished')
      await touch(commerce, purchase.id)
    }
  }
  return finished
}

/** The others come first the next time. */
async function touch({ database }: Commerce, id: string): Promise<void> {
  await database.write((trx) =>
    trx.updateTable('purchase').set({ checked_at: Date.now() }).where('id', '=', id).execute(),
  )
}
