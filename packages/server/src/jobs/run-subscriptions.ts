import { runDueSubscriptions } from '../domain/commerce/run-due.ts'
import { defineJob } from './job.ts'

/** Renews, bills and ends subscriptions when their time has come. */
export default defineJob({
  name: 'run-subscriptions',
  everyMs: 30_000,
  run: ({ commerce }) => runDueSubscriptions(commerce),
})
