import { runWeeklyPayouts } from '../domain/commerce/run-due.ts'
import { defineJob } from './job.ts'

/** Makes each week's payouts. */
export default defineJob({
  name: 'pay-out',
  everyMs: 3600_000,
  run: ({ commerce }) => runWeeklyPayouts(commerce),
})
