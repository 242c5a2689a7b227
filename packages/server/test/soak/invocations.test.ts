import { test } from 'node:test'
import { invokeMany } from '../../../../soak/invocations.ts'
import { startServer } from '../start-server.ts'

test('requests that are batched together get their own answers', async () => {
  await using server = await startServer()
  await invokeMany(server, 1500, 11)
})
