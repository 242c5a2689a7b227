import { recoverPurchases } from '../domain/commerce/purchases/recover-purchases.ts'
import { defineJob } from './job.ts'

/** Finishes payments that a server which died, or a provider that did not answer, has left half way. */
export default defineJob({
  name: 'recover-payments',
  everyMs: 30_000,
  async run({ commerce, log }) {
    const finished = await recoverPurchases(commerce)
    if (finished > 0) log.info({ finished }, 'payments that were left half way are finished')
  },
})
