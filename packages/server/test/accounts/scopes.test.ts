import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { SURFACES } from '../../src/app.ts'
import { hasScope, SCOPES, type Scope } from '../../src/domain/accounts/scopes.ts'
import { addListing, addPerson, type Person, PRICE, pushPublicDigits } from '../commerce/shop.ts'
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

test('what belongs to one mode is not there for a key of the other, whoever has it', async () => {
  await using server = await startServer()
  const liveKeyOf = async (person: Pick<Person, 'call'>) =>
    (await person.call('/v1/keys', { name: 'live', mode: 'live' })).body.secret as string
  const live = await liveKeyOf(server)
  await pushPublicDigits(server)
  const hook = { url: 'https://example.org/', events: ['payout.paid'] }
  const made: Record<string, string> = {
    webhook_endpoints: (await server.call('/v1/webhook_endpoints', hook)).body.id,
    events: (await server.call('/v1/events/trigger', { type: 'dispute.opened' })).body.id,
    listings: await addListing(server, { pricing: { ...PRICE, model: 'subscription', interval: 'month' } }),
  }
  const buyer = await addPerson(server, 'buyer')
  const liveOfBuyer = await liveKeyOf(buyer)
  const buy = async () => {
    const wish = { listing_id: await addListing(server), payment_method: 'pm_card_visa' }
    return (await buyer.call('/v1/purchases', wish)).body.id as string
  }
  const subscribed = await buyer.call('/v1/purchases', {
    listing_id: made.listings,
    payment_method: 'pm_card_visa',
  })
  Object.assign(made, {
    purchases: subscribed.body.id,
    grants: subscribed.body.license_grant_id,
    subscriptions: subscribed.body.subscription_id,
    refunds: (await server.call('/v1/refunds', { purchase_id: await buy() })).body.id,
    disputes: (await buyer.call('/v1/test_helpers/disputes', { purchase_id: await buy() })).body.id,
    payment_methods: (await buyer.call('/v1/payment_methods', { token: 'pm_card_visa' })).body.id,
  })
  const now = new Date().toISOString()
  made.test_clocks = (await server.call('/v1/test_clocks', { frozen_time: now })).body.id
  for (const [collection, id] of Object.entries(made)) assert.ok(id, collection)

  const { paths } = (await server.call('/openapi/marketplace.json')).body
  let asked = 0
  for (const [path, methods] of Object.entries<object>(paths)) {
    const helper = path.startsWith('/v1/test_helpers/')
    const [, , collection = '', second] = (helper ? path.replace('/test_helpers', '') : path).split('/')
    const id = made[collection]
    if (id === undefined || (second !== undefined && second !== '{id}')) continue
    const url = path.replace('{id}', id).replace(/\{[^}]*\}/g, 'x')
    const isList = second === undefined
    for (const method of Object.keys(methods)) {
      if (isList && method !== 'get') continue
      const body = ['post', 'patch', 'put'].includes(method) ? (BODIES[path] ?? {}) : undefined
      for (const key of [live, liveOfBuyer]) {
        for (const role of isList && ROLES[collection] ? ROLES[collection] : ['']) {
          const answer = await server.call(url + role, body, { method: method.toUpperCase(), key })
          const told = `${method} ${path}${role}: ${answer.status} ${JSON.stringify(answer.body)}`
          asked++
          // What happens to artifacts is told in both modes.
          const items = answer.body.items?.filter(
            ({ type }: { type?: string }) => !/published$/.test(type ?? ''),
          )
          if (isList) assert.deepEqual(items, [], told)
          else if (answer.body.error?.code !== 'mode_mismatch') assert.equal(answer.status, 404, told)
        }
      }
    }
  }
  assert.ok(asked > 60, `${asked} requests`)
  for (const [collection, id] of Object.entries(made)) {
    const { body } = await server.call(`/v1/${collection}/${id}`)
    const own = await buyer.call(`/v1/${collection}${NO_GET.has(collection) ? '' : `/${id}`}`)
    assert.ok([body.id, own.body.id, own.body.items?.[0]?.id].includes(id), `${collection} is still there`)
  }
})

/** Lists that show more when they are asked for both sides. */
const ROLES: Record<string, string[]> = {
  purchases: ['?role=buyer', '?role=seller'],
  subscriptions: ['?role=buyer', '?role=seller'],
  grants: ['?role=holder', '?role=seller'],
}
/** Collections whose things are only listed. */
const NO_GET = new Set(['payment_methods'])

/** Bodies that are asked for before anything is looked up. */
const BODIES: Record<string, object> = {
  '/v1/webhook_endpoints/{id}/resend': { since: '2020-01-01T00:00:00Z' },
  '/v1/test_clocks/{id}/advance': { to: '2040-01-01T00:00:00Z' },
  '/v1/disputes/{id}/evidence': { evidence: 'winning_evidence' },
  '/v1/test_helpers/disputes/{id}/close': { outcome: 'won' },
}
