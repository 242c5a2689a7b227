import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { SURFACES } from '../../src/app.ts'
import { hasScope, SCOPES, type Scope } from '../../src/domain/accounts/scopes.ts'
import { startServer, type TestServer } from '../start-server.ts'

/** Every scope that is good for more than itself. */
const GOOD_FOR: Partial<Record<Scope, Scope[]>> = {
  'models:upload': ['models:read'],
  'datasets:upload': ['datasets:read'],
  'listings:write': ['listings:read'],
  'deploy:write': ['deploy:invoke'],
  'machines:write': ['machines:read'],
  '*': [...SCOPES],
}

test('what each scope is good for', () => {
  for (const held of SCOPES) {
    for (const wanted of SCOPES) {
      const expected = held === wanted || (GOOD_FOR[held]?.includes(wanted) ?? false)
      assert.equal(hasScope([held], wanted), expected, `${held} for ${wanted}`)
    }
  }
  assert.equal(hasScope([], 'models:read'), false)
  assert.equal(hasScope(['deploy:write', 'models:read'], 'models:read'), true)
})

interface Operation {
  method: string
  path: string
  scope: Scope
}

/** Every route of a surface that asks for a scope, as its document says. */
async function listScoped(server: TestServer, surface: string): Promise<Operation[]> {
  const { body } = await server.call(`/openapi/${surface}.json`)
  return Object.entries<Record<string, Record<string, unknown>>>(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const scope = operation['x-scope'] as Scope | undefined
      return scope ? [{ method: method.toUpperCase(), path: path.replace(/\{[^}]*\}/g, 'x'), scope }] : []
    }),
  )
}

/** The status each surface gives to a key whose scopes are too small: the grid and the studio have words of their own. */
const statusOf = async (server: TestServer, { method, path }: Operation, key: string) => {
  const response = await fetch(server.url + path, { method, headers: { authorization: `Bearer ${key}` } })
  const text = await response.text()
  return { status: response.status, body: /^[{[]/.test(text) ? JSON.parse(text) : text }
}

test('every route of every surface that asks for a scope refuses a key with all the others', async (t) => {
  await using server = await startServer()
  const checked: Record<string, number> = {}
  for (const { name: surface } of SURFACES) {
    const operations = await listScoped(server, surface)
    checked[surface] = operations.length
    for (const scope of new Set(operations.map((operation) => operation.scope))) {
      const scopes = SCOPES.filter((other) => !hasScope([other], scope))
      const { body } = await server.call('/v1/keys', { name: 'all but one', mode: 'test', scopes })
      for (const operation of operations.filter((operation) => operation.scope === scope)) {
        await t.test(`${operation.method} ${operation.path} without ${scope}`, async () => {
          const { status, body: said } = await statusOf(server, operation, body.secret)
          assert.equal(status, 403, JSON.stringify(said))
          if (surface === 'marketplace') {
            assert.equal(said.error?.code, 'insufficient_scope')
            assert.equal(said.error?.field, scope)
          } else if (surface === 'registry') assert.equal(said.type, 'forbidden_error')
        })
      }
    }
  }
  for (const surface of ['marketplace', 'registry']) assert.notEqual(checked[surface], 0, surface)
})

test('a key that has expired or was revoked gets nowhere, on any route that asks for one', async () => {
  await using server = await startServer()
  const make = async (more: object) =>
    (await server.call('/v1/keys', { name: 'over', mode: 'test', ...more })).body
  const [expired, revoked] = [await make({ expires_in: 1 }), await make({})]
  await server.call('/v1/keys/revoke', { key: revoked.secret })
  while ((await server.call('/v1/me', undefined, { key: expired.secret })).status !== 401)
    await setTimeout(100)
  for (const { name: surface } of SURFACES) {
    for (const operation of await listScoped(server, surface)) {
      for (const key of [expired.secret, revoked.secret]) {
        const { status, body } = await statusOf(server, operation, key)
        assert.equal(status, 401, `${surface}: ${operation.method} ${operation.path} ${JSON.stringify(body)}`)
      }
    }
  }
})

test('what belongs to one mode is not there for a key of the other', async () => {
  await using server = await startServer()
  const live = (await server.call('/v1/keys', { name: 'live', mode: 'live' })).body.secret
  await server.call('/v1/models', { slug: 'm', name: 'M', task: 'vla', framework: 'onnx', license: 'MIT' })
  const hook = { url: 'https://example.org/', events: ['payout.paid'] }
  const pricing = { model: 'one_time', currency: 'usd', amount: 100 }
  const made: Record<string, string> = {}
  for (const [collection, path, body] of [
    ['webhook_endpoints', '/v1/webhook_endpoints', hook],
    ['events', '/v1/events/trigger', { type: 'dispute.opened' }],
    ['listings', '/v1/listings', { asset_id: 'admin/m', title: 'M', pricing, license: 'MIT' }],
  ] as const) {
    const answer = await server.call(path, body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    made[collection] = answer.body.id
  }
  const { paths } = (await server.call('/openapi/marketplace.json')).body
  for (const [path, methods] of Object.entries<object>(paths)) {
    const [, , collection = '', second] = path.split('/')
    const id = made[collection]
    if (id === undefined || (second !== undefined && second !== '{id}')) continue
    const url = path.replace(/\{[^}]*\}/g, id)
    for (const method of Object.keys(methods)) {
      const isList = second === undefined
      if (isList && method !== 'get') continue
      const body = ['post', 'patch'].includes(method) ? (BODIES[path] ?? {}) : undefined
      const answer = await server.call(url, body, { method: method.toUpperCase(), key: live })
      if (isList) assert.deepEqual(answer.body.items, [], path)
      else assert.equal(answer.status, 404, `${method} ${path}: ${JSON.stringify(answer.body)}`)
    }
  }
  for (const [collection, id] of Object.entries(made)) {
    assert.equal((await server.call(`/v1/${collection}/${id}`)).status, 200, collection)
  }
})

/** Bodies that are asked for before anything is looked up. */
const BODIES: Record<string, object> = {
  '/v1/webhook_endpoints/{id}/resend': { since: '2020-01-01T00:00:00Z' },
}
