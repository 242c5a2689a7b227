import type { Commerce } from '../commerce.ts'
import { chargePurchase } from './charge-purchase.ts'
import type { PurchaseRow } from './purchase.ts'

/** How long a payment may take before somebody else asks the provider too; real time. */
export const PATIENCE_MS = 60_000

const PAGE = 100

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
  const until = Date.now() - patienceMs
  let finished = 0
  for (let after = ''; ; ) {
    const left = await commerce.database.read
      .selectFrom('purchase')
      .selectAll()
      .where('status', '=', 'processing')
      .where('checked_at', '<=', until)
      .where('id', '>', after)
      .$if(accountId !== undefined, (query) =>
        query.where((row) => row.or([row('account_id', '=', accountId!), row('seller_id', '=', accountId!)])),
      )
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const purchase of left) if (await finish(commerce, purchase)) finished++
    if (left.length < PAGE) return finished
    after = left.at(-1)!.id
  }
}

async function finish(commerce: Commerce, purchase: PurchaseRow): Promise<boolean> {
  try {
    const { status } = await chargePurchase(commerce, purchase)
    if (status !== 'processing') return true
  } catch (error) {
    commerce.log.error({ err: error, purchase: purchase.id }, 'a payment could not be finished')
  }
  await touch(commerce, purchase.id)
  return false
}

/** It is asked for again when as much time has passed once more. */
async function touch({ database }: Commerce, id: string): Promise<void> {
  await database.write((trx) =>
    trx.updateTable('purchase').set({ checked_at: Date.now() }).where('id', '=', id).execute(),
  )
}
