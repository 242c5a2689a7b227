import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killRounds } from '../../../../soak/kill.ts'
import { makeTestDatabase } from '../test-database.ts'

test('kill -9 during pushes and invocations loses nothing that was acknowledged', async () => {
  const place = await makeTestDatabase()
  try {
    const environment = place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}
    const seed = 7
    const { versions, invocations } = await killRounds(2, seed, environment)
    assert.ok(versions > 0 && invocations > 0, `nothing was done, seed ${seed}`)
  } finally {
    await place.remove()
  }
})
