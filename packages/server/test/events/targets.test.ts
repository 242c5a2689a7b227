import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { isPublicAddress, parseNetwork } from '../../src/addresses.ts'
import { callEndpoint } from '../../src/domain/events/call-endpoint.ts'
import { PublicAgent } from '../../src/domain/events/public-agent.ts'
import { requireHosts } from '../../src/domain/machines/hosts.ts'
import { requirePartnerAddress } from '../../src/domain/partners/partners.ts'
import { startServer } from '../start-server.ts'
import { startReceiver } from './receiver.ts'

const server = await startServer()
after(() => server[Symbol.asyncDispose]())

const PRIVATE = [
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.0.9',
  '169.254.169.254',
  '172.16.0.1',
  '192.0.0.1',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.9',
  '224.0.0.1',
  '239.1.1.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '64:ff9b::a00:1',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '2001:db8::1',
  '2002:a00:1::',
  '2001::1',
  '100::1',
  '::10.0.0.1',
]

test('what is not the public internet is known in every spelling', () => {
  for (const address of PRIVATE) {
    assert.equal(isPublicAddress(address, false), false, address)
    const isLoopback = /^(127|::1$|::ffff:127)/.test(address)
    assert.equal(isPublicAddress(address, true), isLoopback, address)
  }
  for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111', '::ffff:8.8.8.8']) {
    assert.equal(isPublicAddress(address, false), true, address)
  }
  assert.equal(isPublicAddress('example.org', true), false)
})

test('networks of our own may be named, and nothing else becomes a target by that', () => {
  const networks = ['10.1.0.0/16', '100.64.0.0/10', 'fd12::/32'].map(parseNetwork)
  for (const [address, isTarget] of [
    ['10.1.2.3', true],
    ['::ffff:10.1.2.3', true],
    ['100.100.0.7', true],
    ['fd12::5', true],
    ['10.2.0.1', false],
    ['192.168.1.1', false],
    ['127.0.0.1', false],
    ['169.254.169.254', false],
    ['fd13::5', false],
    ['1.1.1.1', true],
  ] as const) {
    assert.equal(isPublicAddress(address, false, networks), isTarget, address)
  }
  const wrong = [
    '10.0.0.0',
    '0.0.0.0/0',
    '::/0',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '10.0.0.0/4',
    '8.8.8.0/24',
    'x/8',
  ]
  for (const text of wrong) assert.throws(() => parseNetwork(text), text)
})

test('a machine may be in a network that the settings name, and nowhere else inside', async () => {
  await using lab = await startServer({
    environment: { NODEYARD_PRIVATE_NETWORKS: '10.1.0.0/16, fd12::/32' },
  })
  const { isTarget } = lab.deps.machines
  assert.deepEqual(['10.1.0.5', '10.2.0.5', '127.0.0.1'].map(isTarget), [true, false, false])
  await requireHosts(lab.deps.machines, [{ verification_host: '10.1.0.5' }])
  await assert.rejects(
    requireHosts(lab.deps.machines, [{ verification_host: '10.2.0.5' }]),
    /verification_hosts/,
  )
  assert.equal(requirePartnerAddress(lab.deps.grid, 'http://10.1.9.9:5000').host, '10.1.9.9:5000')
  assert.throws(() => requirePartnerAddress(lab.deps.grid, 'http://10.2.9.9:5000'), /public internet/)
})

test('an endpoint’s address is refused where it leads inside, or is no https in live mode', async () => {
  const add = (url: string, key?: string) =>
    server.call('/v1/webhook_endpoints', { url, events: ['*'] }, key ? { key } : {})
  const refused = [
    ...PRIVATE.map((address) => `https://${address.includes(':') ? `[${address}]` : address}/`),
    'http://localhost:3000/',
    'http://a.localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://017700000001/',
    'ftp://example.org/',
    'file:///etc/passwd',
    'https://u:p@example.org/',
    'not an address',
    'javascript:alert(1)',
  ]
  for (const url of refused) {
    const { status, body } = await add(url)
    assert.equal(status, 422, url)
    assert.equal(body.error.field, 'url', url)
  }
  assert.equal((await add('http://example.org/hook')).status, 201)
  const live = (await server.call('/v1/keys', { name: 'live', mode: 'live' })).body.secret
  assert.equal((await add('http://example.org/hook', live)).status, 422)
  const made = await add('https://example.org/hook#part', live)
  assert.equal(made.status, 201)
  assert.equal(made.body.url, 'https://example.org/hook')
  assert.match(made.body.secret, /^whsec_live_/)
})

test('a name is refused when it leads inside, even by one of its addresses, and even when it changes its mind', async () => {
  await using receiver = await startReceiver()
  const { port } = new URL(receiver.url)
  const call = async (addresses: string[], host = 'hook.example.org', allowLoopback = false) => {
    const agent = new PublicAgent({ allowLoopback, resolve: async () => addresses })
    try {
      return await callEndpoint(
        agent,
        new URL(`http://${host}:${port}/hook`),
        { headers: {}, body: '{}' },
        5000,
      )
    } finally {
      await agent.destroy()
    }
  }
  assert.match((await call(['127.0.0.1'])).error!, /public internet/)
  assert.match((await call(['1.1.1.1', '10.0.0.1'])).error!, /public internet/)
  assert.match((await call([])).error!, /public internet/)
  // Nobody is asked about an address that is one already: it is refused by itself.
  assert.match((await call([], '127.0.0.1')).error!, /public internet/)
  assert.match((await call([], '[::1]')).error!, /public internet/)
  assert.equal(receiver.received.length, 0)
  assert.equal((await call(['127.0.0.1'], 'hook.example.org', true)).status, 200)
  assert.equal(receiver.received.length, 1)
})

test('an endless or slow answer ends in time, and little of it is read', async () => {
  let sent = 0
  const endless = createServer((request, response) => {
    request.resume()
    if (request.url === '/slow') {
      response.write('a')
      return
    }
    const chunk = Buffer.alloc(64 * 1024, 'a')
    const more = () => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length
    }
    response.on('drain', more).on('error', () => {})
    more()
  })
  await new Promise<void>((done) => endless.listen(0, '127.0.0.1', done))
  const origin = `http://127.0.0.1:${(endless.address() as AddressInfo).port}`
  const agent = new PublicAgent({ allowLoopback: true, resolve: async () => [] })
  try {
    const much = await callEndpoint(agent, new URL(`${origin}/`), { headers: {}, body: '{}' })
    assert.equal(much.status, 200)
    assert.equal(much.response?.length, 1024)
    const slow = await callEndpoint(agent, new URL(`${origin}/slow`), { headers: {}, body: '{}' }, 300)
    assert.equal(slow.status, null)
    assert.match(slow.error!, /no answer within 0.3 seconds/)
  } finally {
    await agent.destroy()
    endless.closeAllConnections()
    endless.close()
  }
  assert.ok(sent < 64 * 1024 * 1024)
})
