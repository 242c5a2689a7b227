import { recoverAll } from '../domain/commerce/run-due.ts'
import { defineJob } from './job.ts'

/** Finishes payments, refunds and payouts that were left half way by a server that died or a provider that did not answer. */
export default defineJob({
  name: 'recover-payments',
  everyMs: 20_000,
  run: ({ commerce }) => recoverAll(commerce),
})
