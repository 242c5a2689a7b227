import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { recordEvent } from '../../src/domain/events/record-event.ts'
import { addPerson, type Person } from '../accounts/people.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { startReceiver, until } from './receiver.ts'

const environment = { NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' }
const server = await startServer({ environment })
after(() => server[Symbol.asyncDispose]())

const as = (person: Person, method?: string) => ({ key: person.key, ...(method ? { method } : {}) })

async function addEndpoint(person: Person, url: string, events = ['*'], on: TestServer = server) {
  const { status, body } = await on.call('/v1/webhook_endpoints', { url, events }, as(person))
  assert.equal(status, 201, JSON.stringify(body))
  return body
}

const record = (person: Person, data: unknown = { id: 'pur_1' }, mode: 'test' | 'live' | null = 'test') =>
  server.deps.database.write((trx) =>
    recordEvent(trx, { ownerId: person.id, mode, type: 'listing.purchased', data }),
  )

const logOf = async (person: Person, id: string, query = '') =>
  (await server.call(`/v1/webhook_endpoints/${id}/events${query}`, undefined, as(person))).body

test('a delivery proves where it comes from in both spellings, also through a rotation', async () => {
  const ada = await addPerson(server)
  await using receiver = await startReceiver()
  const endpoint = await addEndpoint(ada, receiver.url)
  assert.match(endpoint.secret, /^whsec_test_[A-Za-z0-9+/]{43}=$/)
  assert.equal(endpoint.standard_secret, endpoint.secret.replace('whsec_test_', 'whsec_'))
  const id = await record(ada, { name: 'Größe' })
  const [first] = await receiver.waitFor(1)
  assert.equal(first!.event.id, id)
  assert.equal(first!.event.type, 'listing.purchased')
  assert.equal(first!.event.mode, 'test')
  assert.deepEqual(first!.event.data, { object: { name: 'Größe' } })

  const headers = first!.headers as Record<string, string>
  assert.deepEqual(new Webhook(endpoint.standard_secret).verify(first!.body, headers), first!.event)
  assert.throws(() => new Webhook(endpoint.standard_secret).verify(`${first!.body} `, headers))
  const [, seconds, hex] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['nd-signature']!) ?? []
  const sign = (secret: string, of = first!.body, at = seconds) =>
    createHmac('sha256', secret).update(`${at}.${of}`).digest('hex')
  assert.equal(hex, sign(endpoint.secret))

  const path = `/v1/webhook_endpoints/${endpoint.id}/rotate_secret`
  const rotated = (await server.call(path, { overlap_seconds: 3600 }, as(ada))).body
  assert.notEqual(rotated.secret, endpoint.secret)
  await record(ada)
  const second = (await receiver.waitFor(2))[1]!
  const both = second.headers as Record<string, string>
  new Webhook(endpoint.standard_secret).verify(second.body, both)
  new Webhook(rotated.standard_secret).verify(second.body, both)
  const parts = both['nd-signature']!.split(',')
  const at = parts[0]!.slice(2)
  assert.deepEqual(
    parts.slice(1),
    [rotated.secret, endpoint.secret].map((secret) => `v1=${sign(secret, second.body, at)}`),
  )
  await server.call(path, { overlap_seconds: 0 }, as(ada))
  await record(ada)
  const third = (await receiver.waitFor(3))[2]!
  assert.throws(() => new Webhook(rotated.standard_secret).verify(third.body, third.headers as never))
})

test('endpoints are made, listed, changed, disabled and removed, and their secret is shown once', async () => {
  const ada = await addPerson(server)
  await using receiver = await startReceiver()
  const made = await addEndpoint(ada, receiver.url, ['payout.paid'])
  const path = `/v1/webhook_endpoints/${made.id}`
  const { secret: _secret, standard_secret: _standard, ...shown } = made
  assert.deepEqual((await server.call(path, undefined, as(ada))).body, shown)
  assert.deepEqual((await server.call('/v1/webhook_endpoints', undefined, as(ada))).body.items, [shown])

  // It has not asked for these, then it has, then it is off.
  await record(ada)
  const changed = await server.call(
    path,
    { events: ['listing.purchased'], description: 'mine' },
    as(ada, 'PATCH'),
  )
  assert.deepEqual(changed.body.events, ['listing.purchased'])
  const wanted = await record(ada)
  await receiver.waitFor(1)
  const off = await server.call(path, { status: 'disabled' }, as(ada, 'PATCH'))
  assert.equal(off.body.status, 'disabled')
  const missed = await record(ada)
  const resend = `${path}/events/${missed}/resend`
  assert.equal((await server.call(resend, {}, as(ada))).status, 409)
  await server.call(path, { status: 'enabled' }, as(ada, 'PATCH'))
  assert.equal((await server.call(resend, {}, as(ada))).status, 202)
  await receiver.waitFor(2)
  assert.deepEqual(
    receiver.received.map(({ event }) => event.id),
    [wanted, missed],
  )

  const bob = await addPerson(server)
  for (const [method, at] of [
    ['GET', path],
    ['DELETE', path],
    ['GET', `${path}/events`],
    ['POST', resend],
    ['GET', `/v1/events/${wanted}`],
    ['POST', `/v1/events/${wanted}/resend`],
  ] as const) {
    const { status } = await server.call(at, undefined, as(bob, method))
    assert.equal(status, 404, `${method} ${at}`)
  }
  assert.equal((await server.call(path, undefined, as(ada, 'DELETE'))).status, 204)
  assert.equal((await server.call(path, undefined, as(ada))).status, 404)
})

test('a refusal, a redirect or silence is tried again; the log says what happened, and it can be resent', async () => {
  const ada = await addPerson(server)
  let count = 0
  await using receiver = await startReceiver((response) => {
    count++
    if (count === 1) response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
    else response.end('x'.repeat(100_000))
  })
  const { id } = await addEndpoint(ada, receiver.url)
  const event = await record(ada)
  const first = await until(async () => {
    const { items } = await logOf(ada, id)
    return items[0]?.delivery.attempts.length === 1 && items[0]
  })
  assert.equal(first.id, event)
  assert.equal(first.delivery.state, 'pending')
  assert.equal(first.delivery.attempts[0].status, 302)
  const wait = Date.parse(first.delivery.next_attempt_at) - Date.parse(first.delivery.attempts[0].at)
  assert.ok(wait >= 3000 && wait <= 7000, `${wait} ms`)
  await receiver.waitFor(2)
  const second = await until(async () => {
    const { items } = await logOf(ada, id, '?state=delivered')
    return items[0]
  })
  assert.deepEqual(
    second.delivery.attempts.map(({ status, response }: { status: number; response: string }) => [
      status,
      response,
    ]),
    [
      [302, null],
      [200, 'x'.repeat(1024)],
    ],
  )
  // From a moment on: what was delivered too, or not.
  const since = new Date(Date.now() - 3600_000).toISOString()
  const path = `/v1/webhook_endpoints/${id}/resend`
  const none = await server.call(path, { since, undelivered_only: true }, as(ada))
  assert.deepEqual(none.body, { resent: 0 })
  assert.deepEqual((await server.call(path, { since }, as(ada))).body, { resent: 1 })
  await receiver.waitFor(3)
  assert.deepEqual((await server.call(`/v1/events/${event}/resend`, {}, as(ada))).body, { resent: 1 })
  await receiver.waitFor(4)
  assert.equal(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size, 1)
})

test('an endpoint that never answers holds up no other', async () => {
  const [ada, bob] = [await addPerson(server), await addPerson(server)]
  await using stuck = await startReceiver(() => {})
  await using quick = await startReceiver()
  await addEndpoint(ada, stuck.url)
  await addEndpoint(ada, quick.url)
  await addEndpoint(bob, quick.url)
  for (let count = 0; count < 30; count++) {
    await record(ada)
    await record(bob)
  }
  await quick.waitFor(60)
  assert.ok(stuck.received.length <= 8, 'only so many at once')
})

test('two servers deliver each event once', async () => {
  const ada = await addPerson(server)
  await using receiver = await startReceiver()
  await using _other = await startServer({ on: server, environment })
  const { id } = await addEndpoint(ada, receiver.url)
  await server.deps.database.write(async (trx) => {
    for (let count = 0; count < 100; count++) {
      await recordEvent(trx, { ownerId: ada.id, mode: null, type: 'deployment.ready', data: { count } })
    }
  })
  await receiver.waitFor(100)
  await until(async () => (await logOf(ada, id, '?state=pending')).items.length === 0)
  assert.equal(receiver.received.length, 100)
  assert.equal(new Set(receiver.received.map(({ event }) => event.id)).size, 100)
})

test('what a server had taken when it died is delivered by the next', async () => {
  const ada = await addPerson(server)
  await using receiver = await startReceiver((response) => response.destroy())
  const { id } = await addEndpoint(ada, receiver.url)
  // Claimed by somebody who is not there any more.
  await server.deps.database.write(async (trx) => {
    const event = await recordEvent(trx, { ownerId: ada.id, mode: 'test', type: 'payout.paid', data: {} })
    await trx
      .updateTable('webhook_delivery')
      .set({ claim: 'gone', claimed_until: Date.now() + 1500 })
      .where('event_id', '=', event)
      .execute()
  })
  await receiver.waitFor(1)
  const log = await until(async () => {
    const { items } = await logOf(ada, id)
    return items[0].delivery.attempts[0]
  })
  assert.equal(log.status, null)
  assert.equal(log.error, 'the connection broke off')
})

test('events are listed, read and followed, each mode its own', async () => {
  const ada = await addPerson(server)
  const path = '/v1/keys'
  const live = (await server.call(path, { name: 'live', mode: 'live' }, as(ada))).body.secret
  const stop = new AbortController()
  const stream = await fetch(`${server.url}/v1/events?follow=true`, {
    headers: { authorization: `Bearer ${ada.key}` },
    signal: stop.signal,
  })
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  const test = await record(ada)
  const sold = await record(ada, {}, 'live')
  const both = await record(ada, {}, null)
  const ids = async (key: string, query = '') =>
    (await server.call(`/v1/events${query}`, undefined, { key })).body.items.map(
      ({ id }: { id: string }) => id,
    )
  assert.deepEqual(await ids(ada.key), [both, test])
  assert.deepEqual(await ids(live), [both, sold])
  assert.deepEqual(await ids(ada.key, '?type=payout.paid'), [])
  assert.deepEqual(await ids(ada.key, '?limit=1'), [both])
  assert.equal((await server.call(`/v1/events/${sold}`, undefined, as(ada))).status, 404)
  assert.equal((await server.call(`/v1/events/${both}`, undefined, { key: live })).body.mode, 'live')

  let text = ''
  while (!text.includes(both)) text += (await reader.read()).value
  stop.abort()
  assert.ok(text.includes(`id: ${test}\nevent: event\ndata: {"id":"${test}"`), text)
  assert.ok(!text.includes(sold))
})

test('an event can be made up in test mode, and is told', async () => {
  const ada = await addPerson(server)
  await using receiver = await startReceiver()
  await addEndpoint(ada, receiver.url, ['dispute.opened'])
  const made = await server.call('/v1/events/trigger', { type: 'dispute.opened', object: { a: 1 } }, as(ada))
  assert.equal(made.status, 201)
  assert.deepEqual((await receiver.waitFor(1))[0]!.event, made.body)
  const live = (await server.call('/v1/keys', { name: 'live', mode: 'live' }, as(ada))).body.secret
  const refused = await server.call('/v1/events/trigger', { type: 'dispute.opened' }, { key: live })
  assert.equal(refused.body.error.code, 'mode_mismatch')
})

test('an organisation’s events go to the endpoints its admins made', async () => {
  const [ada, bob] = [await addPerson(server), await addPerson(server)]
  const slug = `o-${ada.slug}`
  const org = (await server.call('/v1/orgs', { slug, name: slug }, as(ada))).body
  await using receiver = await startReceiver()
  const made = await server.call(
    '/v1/webhook_endpoints',
    { url: receiver.url, events: ['*'], owner: slug },
    as(ada),
  )
  assert.equal(made.body.owner_id, org.id)
  await record({ ...ada, id: org.id })
  await receiver.waitFor(1)
  assert.equal((await server.call(`/v1/events?owner=${slug}`, undefined, as(ada))).body.items.length, 1)
  assert.equal((await server.call(`/v1/events?owner=${slug}`, undefined, as(bob))).status, 404)
})
