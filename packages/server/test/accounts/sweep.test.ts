import assert from 'node:assert/strict'
import { test } from 'node:test'
import sweepExpired from '../../src/jobs/sweep-expired.ts'
import { startServer } from '../start-server.ts'
import { addPerson, signIn } from './people.ts'

test('what is over is forgotten, and nothing else', async () => {
  await using server = await startServer()
  const { email, key } = await addPerson(server)
  const { database } = server.deps
  const count = async () => {
    const tables = ['session', 'device_login', 'idempotency'] as const
    return Promise.all(
      tables.map(async (table) => (await database.read.selectFrom(table).selectAll().execute()).length),
    )
  }
  const addOneOfEach = async (name: string) => {
    await signIn(server, email)
    await server.call('/api/v1/auth/device/code', undefined, { method: 'POST', key: null })
    await server.call('/v1/orgs', { slug: name, name }, { key, headers: { 'idempotency-key': name } })
  }
  await addOneOfEach('old')
  const dayAgo = Date.now() - 24 * 3600_000 - 1
  await database.write(async (trx) => {
    await trx.updateTable('session').set({ expires_at: dayAgo }).execute()
    await trx.updateTable('device_login').set({ expires_at: dayAgo }).execute()
    await trx.updateTable('idempotency').set({ created_at: dayAgo }).execute()
  })
  await addOneOfEach('new')
  assert.deepEqual(await count(), [2, 2, 2])
  await sweepExpired.run(server.deps, {})
  assert.deepEqual(await count(), [1, 1, 1])
})
