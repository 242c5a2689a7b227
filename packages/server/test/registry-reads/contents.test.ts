import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pushDigits } from '../../../../soak/lib/push.ts'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer
before(async () => {
  server = await startServer()
  await pushDigits(server, '1.0.0')
})
after(() => server[Symbol.asyncDispose]())

test('a revision tells its card without front matter, its scan and its tensors, page by page', async () => {
  const path = '/v1/models/admin/digits/revisions/latest/contents'
  const { status, body } = await server.call(path)
  assert.equal(status, 200)
  assert.equal(body.version, '1.0.0')
  assert.equal(body.scan, 'safe')
  assert.equal(body.card === null || !body.card.startsWith('---'), true)
  assert.ok(body.tensors.total > 3)
  const parts = await Promise.all([0, 1].map((offset) => server.call(`${path}?offset=${offset}&limit=1`)))
  assert.deepEqual(
    parts.map((part) => part.body.tensors.items[0]),
    body.tensors.items.slice(0, 2),
  )
  assert.equal((await server.call(path, undefined, { key: null })).status, 401)
  assert.equal((await server.call('/v1/models/admin/nothing/revisions/latest/contents')).status, 404)
})
