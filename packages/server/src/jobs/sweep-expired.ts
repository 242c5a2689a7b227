import { defineJob } from './job.ts'

const HOUR = 3600_000

/** Forgets what is over: sessions, sign-ins from a terminal, answers kept for retries, tokens of apps. */
export default defineJob({
  name: 'sweep-expired',
  everyMs: HOUR,
  async run({ database }) {
    const now = Date.now()
    await database.write(async (trx) => {
      await trx
        .deleteFrom('api_key')
        .where('authorization_id', 'is not', null)
        .where('expires_at', '<', now - HOUR)
        .execute()
      // One that was used stays as long as the next would: until then it tells a thief.
      await trx.deleteFrom('oauth_refresh_token').where('expires_at', '<', now).execute()
      await trx
        .deleteFrom('oauth_authorization')
        .where('code_used_at', 'is', null)
        .where('code_expires_at', '<', now - HOUR)
        .execute()
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
