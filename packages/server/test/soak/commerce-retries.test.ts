import { test } from 'node:test'
import { retryPurchases } from '../../../../soak/commerce-retries.ts'
import { startServer } from '../start-server.ts'

test('requests sent again and again, also after their kept answers are lost, have their effect once', async () => {
  await using server = await startServer()
  const { database } = server.deps
  const forget = async () => {
    await database.write((trx) => trx.deleteFrom('idempotency').where('status', 'is not', null).execute())
  }
  await retryPurchases(server, { count: 500, keys: 40, seed: 3, forget })
})
