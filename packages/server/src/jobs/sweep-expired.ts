import { defineJob } from './job.ts'

const HOUR = 3600_000

/** Forgets what is over: sessions, sign-ins from a terminal, answers kept for retries. */
export default defineJob({
  name: 'sweep-expired',
  everyMs: HOUR,
  async run({ database }) {
    const now = Date.now()
    await database.write(async (trx) => {
      await trx.deleteFrom('session').where('expires_at', '<', now).execute()
      await trx
        .deleteFrom('device_login')
        .where('expires_at', '<', now - HOUR)
        .execute()
      await trx
        .deleteFrom('idempotency')
        .where('created_at', '<', now - 24 * HOUR)
        .execute()
    })
  },
})
