import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { forwardEvents, newWebhookSecret, signWebhook } from '../../src/webhooks/forward-events.ts'
import { triggerEvent } from '../../src/webhooks/trigger-event.ts'
import { verifyWebhook, WebhookError, type WebhookEvent } from '../../src/webhooks/verify-webhook.ts'
import { type RunningServer, startServer } from '../start-server.ts'

let server: RunningServer
const events: WebhookEvent[] = []
let secret = ''
const failures: unknown[] = []
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const payload = Buffer.concat(chunks)
    try {
      events.push(verifyWebhook({ payload, signature: request.headers['nd-signature'] as string, secret }))
      const standard = new Webhook(secret.replace(/^whsec_(test|live)_/, 'whsec_'))
      standard.verify(payload.toString(), request.headers as never)
    } catch (error) {
      failures.push(error)
    }
    response.end()
  })
})
let url = ''
before(async () => {
  server = await startServer({ NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
after(async () => {
  receiver.closeAllConnections()
  receiver.close()
  await server[Symbol.asyncDispose]()
})

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await server.nodeyard([...args, '--json'])
  assert.equal(code, 0, stderr)
  return JSON.parse(stdout)
}

async function arrived(count: number) {
  const deadline = Date.now() + 60_000
  while (events.length < count) {
    assert.ok(Date.now() < deadline, `${events.length} of ${count}: ${failures}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.deepEqual(failures, [])
}

test('an endpoint is made, told, looked at, told again and removed', async () => {
  const made = await json('webhooks', 'create', url, '--event', 'payout.paid')
  secret = made.secret
  const event = await json('webhooks', 'trigger', 'payout.paid', '--data', '{"amount":4900}')
  await arrived(1)
  assert.deepEqual(events[0], event)
  assert.deepEqual(events[0]!.data.object, { amount: 4900 })
  assert.deepEqual(await json('webhooks', 'resend', made.id, event.id), { resent: 1 })
  await arrived(2)
  assert.deepEqual(await json('webhooks', 'resend', made.id, '--since', '1h'), { resent: 1 })
  await arrived(3)
  const told = await json('webhooks', 'events', made.id)
  assert.equal(told[0].id, event.id)
  assert.match((await server.nodeyard(['webhooks', 'list'])).stdout, /enabled +http:\/\/127/)
  assert.match((await server.nodeyard(['webhooks', 'events', made.id])).stdout, /payout\.paid/)
  await json('webhooks', 'delete', made.id)
  assert.deepEqual(await json('webhooks', 'list'), [])
  const both = await server.nodeyard(['webhooks', 'resend', made.id])
  assert.equal(both.code, 2)
})

test('events are forwarded to an address on this computer, signed', async () => {
  secret = newWebhookSecret()
  const stop = new AbortController()
  const count = events.length
  const seen: string[] = []
  const forwarding = (async () => {
    for await (const { event, status } of forwardEvents(server.as, {
      to: url,
      secret,
      signal: stop.signal,
    })) {
      assert.equal(status, 200)
      seen.push(event.id)
    }
  })()
  // The stream begins a moment after it was asked for: what happened before is not in it.
  const made: string[] = []
  const deadline = Date.now() + 60_000
  while (events.length === count && Date.now() < deadline) {
    made.push((await triggerEvent(server.as, { type: 'dispute.opened' })).id)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  stop.abort()
  await forwarding
  assert.deepEqual(failures, [])
  assert.ok(made.includes(seen[0]!) && events.at(-1)!.type === 'dispute.opened')
})

test('apps are registered, listed and removed', async () => {
  const made = await json(
    'oauth',
    'create',
    'Plotter',
    '--redirect',
    'https://a.example/',
    '--scope',
    'models:read',
  )
  assert.match(made.id, /^cli_/)
  assert.match((await server.nodeyard(['oauth', 'apps'])).stdout, /Plotter/)
  await json('oauth', 'delete', made.id)
  assert.deepEqual(await json('oauth', 'apps'), [])
  assert.equal((await server.nodeyard(['oauth', 'create', 'x'])).code, 2)
})

test('a delivery that was changed, is too old, or has another secret is refused', () => {
  const mine = newWebhookSecret()
  const payload = JSON.stringify({ id: 'evt_1', type: 'payout.paid', data: { object: { name: 'Größe' } } })
  const signature = signWebhook(mine, 'evt_1', payload)['nd-signature']!
  assert.equal(verifyWebhook({ payload, signature, secret: mine }).id, 'evt_1')
  assert.equal(verifyWebhook({ payload: Buffer.from(payload), signature, secret: mine }).type, 'payout.paid')
  const other = signature.replace('v1=', `v1=${'0'.repeat(64)},v1=`)
  assert.equal(verifyWebhook({ payload, signature: other, secret: mine }).id, 'evt_1', 'a rotated secret')
  const old = signature.replace(/t=\d+/, (text) => `t=${Number(text.slice(2)) - 301}`)
  for (const wrong of [
    { payload: `${payload} `, signature, secret: mine },
    { payload, signature, secret: newWebhookSecret() },
    { payload, signature: old, secret: mine },
    { payload, signature: undefined, secret: mine },
    { payload, signature: 'v1=00', secret: mine },
    { payload, signature: signature.slice(0, -2), secret: mine },
  ]) {
    assert.throws(() => verifyWebhook(wrong), WebhookError)
  }
  assert.throws(() => verifyWebhook({ payload, signature, secret: mine, tolerance: -1 }), /too old/)
})
