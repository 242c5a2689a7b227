import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killCommerce } from '../../../../soak/commerce-kill.ts'
import { makeTestDatabase } from '../test-database.ts'

test('kill -9 during purchases, refunds, payouts and renewals leaves books that add up', async () => {
  const place = await makeTestDatabase()
  try {
    const environment = place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}
    const seed = 11
    const { purchases, refunds } = await killCommerce(2, seed, environment)
    assert.ok(purchases > 4 && refunds > 0, `nothing was done, seed ${seed}`)
  } finally {
    await place.remove()
  }
})
