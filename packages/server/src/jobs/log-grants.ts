import { logGrants } from '../domain/artifacts/grants/grant-log.ts'
import { defineJob } from './job.ts'

/** Adds to the log of grants what nobody has asked for yet. */
export default defineJob({
  name: 'log-grants',
  everyMs: 5_000,
  async run({ database }) {
    await logGrants(database)
  },
})
