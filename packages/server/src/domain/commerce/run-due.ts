import type { Commerce } from './commerce.ts'
import { payOutWeek, recoverPayouts, selectSellers } from './payouts/run-payouts.ts'
import { recoverPurchases } from './purchases/recover-purchases.ts'
import { recoverRefunds } from './refunds/recover-refunds.ts'
import { runSubscription } from './subscriptions/run-subscription.ts'

/** Finishes what servers that died, and providers that did not answer, have left half way: of everybody, or of one. */
export async function recoverAll(
  commerce: Commerce,
  options: { patienceMs?: number; accountId?: string } = {},
): Promise<void> {
  await recoverPurchases(commerce, options)
  await recoverRefunds(commerce, options)
  await recoverPayouts(commerce, options)
}

/** Does what is due by real time: trials that end, renewals, payments to try again. */
export async function runDueSubscriptions(commerce: Commerce): Promise<void> {
  const { database, log } = commerce
  const now = Date.now()
  for (;;) {
    const due = await database.read
      .selectFrom('subscription')
      .select('id')
      .where('clock_owner', 'is', null)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(100)
      .execute()
    for (const { id } of due) {
      await runSubscription(commerce, id, now).catch(async (error: unknown) => {
        log.error({ err: error, subscription: id }, 'a subscription could not be renewed')
        // The others come first.
        await database.write((trx) =>
          trx
            .updateTable('subscription')
            .set({ due_at: now + 600_000 })
            .where('id', '=', id)
            .execute(),
        )
      })
    }
    if (due.length < 100) return
  }
}

/** The payouts of this week, of everybody who lives by real time. */
export async function runWeeklyPayouts(commerce: Commerce): Promise<void> {
  for (const { owner_id: ownerId, mode } of await selectSellers(commerce.database.slow)) {
    await payOutWeek(commerce, { ownerId, mode, now: Date.now() }).catch((error: unknown) =>
      commerce.log.error({ err: error, owner: ownerId }, 'a payout could not be made'),
    )
  }
}
