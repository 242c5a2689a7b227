import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newSetupToken, SETUP_MS } from '../../src/domain/accounts/setup.ts'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const setUp = (token: string, headers: Record<string, string> = {}) =>
  server.call(
    '/v1/setup',
    { token, email: 'Ada@Example.org', password: 'correct horse' },
    { key: null, headers },
  )

test('links that are forged, old or opened elsewhere set no password', async () => {
  const { signer } = server.deps
  const good = newSetupToken(signer)
  const [expiresAt, signature] = good.split('.')
  for (const token of [
    '',
    '.',
    'x'.repeat(200),
    `${Number(expiresAt) + 1}.${signature}`,
    newSetupToken(signer, Date.now() - SETUP_MS - 1),
  ]) {
    assert.equal((await setUp(token)).status, 403, token)
  }
  // As a proxy on this computer says who asks.
  assert.equal((await setUp(good, { 'x-forwarded-for': '192.0.2.7' })).status, 403)
  const weak = { token: good, email: 'a@b.c', password: 'aaaaaaaaaaaa' }
  assert.equal((await server.call('/v1/setup', weak, { key: null })).status, 422)
  assert.deepEqual((await server.call('/v1/setup', undefined, { key: null })).body, { is_open: true })
})

test('the link works once, for one of two browsers, and then one signs in', async () => {
  const token = newSetupToken(server.deps.signer)
  const answers = await Promise.all([setUp(token), setUp(token)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409])
  assert.equal((await setUp(token)).status, 409)
  assert.deepEqual((await server.call('/v1/setup', undefined, { key: null })).body, { is_open: false })
  const credentials = { email: 'ada@example.org', password: 'correct horse' }
  assert.equal((await server.call('/v1/sessions', credentials, { key: null })).status, 201)
})
