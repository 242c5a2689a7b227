import { test } from 'node:test'
import { tellMany } from '../../../../soak/webhooks.ts'
import { openTestDatabase } from '../artifacts/open-test-database.ts'

test('an endpoint that fails half the time misses nothing, and every try is on time', async () => {
  await using opened = await openTestDatabase()
  await tellMany(opened.database, 300, 7)
})
