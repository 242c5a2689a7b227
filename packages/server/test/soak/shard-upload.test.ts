import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uploadShard } from '../../../../soak/shard-upload.ts'
import { startServer } from '../start-server.ts'

test('a shard that the tus client sends through five cuts arrives whole', async () => {
  await using server = await startServer()
  const { cuts, retries } = await uploadShard(server, 24, 5, 3)
  assert.equal(cuts, 5)
  assert.ok(retries >= 5)
})
