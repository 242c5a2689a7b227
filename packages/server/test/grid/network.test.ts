import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, push, readExample } from '../../../../soak/lib/push.ts'
import { type ServerProcess, startServerProcess } from '../../../../soak/lib/server-process.ts'
import { connect } from '../../../sdk/src/client.ts'
import { deleteGridModel } from '../../../sdk/src/grid/delete-model.ts'
import { joinNetwork } from '../../../sdk/src/grid/join-network.ts'
import { searchEncryptedModels, searchGridDatasets, searchGridModel } from '../../../sdk/src/grid/search.ts'
import { serveModel } from '../../../sdk/src/grid/serve-model.ts'
import { shareModel } from '../../../sdk/src/grid/share-model.ts'
import { makeTestDatabase, type TestDatabase } from '../test-database.ts'

interface Place {
  database: TestDatabase
  server: ServerProcess
  port: string
}

const places = new Map<string, Place>()
const NODES = ['alice', 'bob', 'carol']

/** A port of its own for good: a node that comes back is where its partners look for it. */
async function start(
  id: string,
  role: 'node' | 'network',
  port = '0',
  database?: TestDatabase,
  settings: Record<string, string> = {},
): Promise<Place> {
  const own = database ?? (await makeTestDatabase())
  const server = await startServerProcess(own.dataFolder, {
    GRID_ID: id,
    GRID_ROLE: role,
    PORT: port,
    NODEYARD_ALLOW_LOOPBACK_TARGETS: '1',
    ...settings,
    ...(own.databaseUrl ? { DATABASE_URL: own.databaseUrl } : {}),
  })
  return { database: own, server, port: new URL(server.url).port }
}

const urlOf = (id: string) => places.get(id)!.server.url
const at = (id: string) => connect({ url: urlOf(id), retries: 0 })

before(async () => {
  const roles = [...NODES.map((id) => [id, 'node'] as const), ['network', 'network'] as const]
  await Promise.all(roles.map(async ([id, role]) => places.set(id, await start(id, role))))
})

after(async () => {
  for (const { server, database } of places.values()) {
    await server.stop()
    await database.remove()
  }
})

async function call(id: string, method: string, path: string, body?: unknown) {
  const response = await fetch(urlOf(id) + path, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text), headers: response.headers }
}

const publish = async (id: string, name: string, tag: string) => {
  const { url, key } = places.get(id)!.server
  const files = { 'rows.csv': new TextEncoder().encode('x\n1\n') }
  const manifest = { tags: [tag, '#shared'], summary: `Rows of ${id}` }
  await push({ url, key }, { kind: 'datasets', org: 'admin', name, version: '1.0.0', files, manifest })
  await ask({ url, key }, 'PATCH', `/api/v1/org/admin/datasets/${name}/visibility`, { is_public: true })
}

test('three nodes and a network find each other, and go on when one is killed and comes back', async () => {
  const model = new Uint8Array(await readExample('digits/model/model.onnx'))
  for (const id of NODES) {
    await joinNetwork(at('network'), at(id))
    await publish(id, `rows-of-${id}`, `#${id}`)
    await serveModel(at(id), { model, id: `model-of-${id}` })
  }
  await serveModel(at('alice'), { model, id: 'common' })
  await serveModel(at('carol'), { model, id: 'common' })

  const nodes = await call('network', 'GET', '/connected-nodes')
  assert.deepEqual(nodes.body['grid-nodes'].sort(), NODES)
  const all = await call('network', 'GET', '/search-available-models/')
  assert.deepEqual(all.body, ['common', 'model-of-alice', 'model-of-bob', 'model-of-carol'])
  const tags = await call('network', 'GET', '/search-available-tags')
  assert.deepEqual(tags.body, ['#alice', '#bob', '#carol', '#shared'])
  const listed = (await call('network', 'GET', '/grid/hosts')).body as { id: string; models: string[] }[]
  assert.deepEqual(listed.find(({ id }) => id === 'alice')?.models.toSorted(), ['common', 'model-of-alice'])
  assert.equal((await call('bob', 'GET', '/grid/hosts')).status, 404)
  const pair = (id: string) => [id, urlOf(id)]
  const found = async (query: string[]) => (await searchGridDatasets(at('network'), query)).found
  assert.deepEqual(await found(['#bob']), [pair('bob')])
  assert.deepEqual(await found(['#shared', 'Rows of carol']), [pair('carol')])
  assert.deepEqual(await found(['#nobody']), [])
  assert.deepEqual((await searchGridModel(at('network'), 'common')).found, [pair('alice'), pair('carol')])
  assert.deepEqual((await searchGridDatasets(at('bob'), ['#bob'])).found, true)
  const hosts = await call('network', 'GET', '/choose-model-host?model_id=model-of-bob')
  assert.deepEqual(hosts.body, [pair('bob')])
  assert.equal((await call('network', 'GET', '/choose-model-host')).body.length, 1)
  // Four are needed, and there are three.
  assert.deepEqual((await call('network', 'GET', '/choose-encrypted-model-host')).body, [])

  const carol = places.get('carol')!
  await carol.server.kill()
  const without = await searchGridModel(at('network'), 'common')
  assert.deepEqual(without.found, [pair('alice')])
  assert.match(without.unreachable.join(), /^carol; the connection was refused$/)
  assert.deepEqual((await call('network', 'GET', '/search-available-models')).body, [
    'common',
    'model-of-alice',
    'model-of-bob',
  ])

  places.set('carol', await start('carol', 'node', carol.port, carol.database))
  const again = await searchGridModel(at('network'), 'common')
  assert.deepEqual([again.found, again.unreachable], [[pair('alice'), pair('carol')], []])
  assert.deepEqual(await found(['#carol']), [pair('carol')])
})

test('a node that answers to keys only gives the network one', async () => {
  const guarded = await start('dave', 'node', '0', undefined, { GRID_AUTH: 'key' })
  places.set('dave', guarded)
  const { url, key } = guarded.server
  const dave = connect({ url, apiKey: key, retries: 0 })
  await serveModel(dave, {
    model: new Uint8Array(await readExample('digits/model/model.onnx')),
    id: 'only-dave',
  })

  await joinNetwork(at('network'), dave)
  const without = await searchGridModel(at('network'), 'only-dave')
  assert.deepEqual(without.found, [])
  assert.match(without.unreachable.join(), /^dave; it wants a key$/)

  await call('network', 'DELETE', '/delete-node', { 'node-id': 'dave', 'node-address': url })
  const scopes = ['models:read', 'datasets:read']
  const made = await ask<{ id: string; secret: string }>({ url, key }, 'POST', '/v1/keys', {
    name: 'network',
    mode: 'test',
    scopes,
  })
  await joinNetwork(at('network'), dave, url, made.secret)
  assert.deepEqual((await searchGridModel(at('network'), 'only-dave')).found, [['dave', url]])
  const told = await Promise.all(
    ['/connected-nodes', '/grid/status'].map(async (path) => (await fetch(urlOf('network') + path)).text()),
  )
  assert.ok(!told.join().includes(made.secret))

  await ask({ url, key }, 'DELETE', `/v1/keys/${made.id}`)
  // The node notices within a second.
  for (let tries = 0; tries < 40; tries++) {
    const { unreachable } = await searchGridModel(at('network'), 'only-dave')
    if (/does not take the key/.test(unreachable.join())) return
    await sleep(250)
  }
  assert.fail('the network still asks with a key that was revoked')
})

test('an encrypted model is shared, found where its shares are, and deleted everywhere', async () => {
  const model = new Uint8Array(await readExample('digits/model/model.onnx'))
  const shared = await shareModel(at('network'), {
    id: 'secret',
    model,
    workers: [at('alice'), at('bob')],
    provider: at('carol'),
  })
  assert.ok(shared.parameters > 1000)
  const where = {
    workers: [
      ['alice', urlOf('alice')],
      ['bob', urlOf('bob')],
    ],
    crypto_provider: ['carol', urlOf('carol')],
  }
  assert.deepEqual(await searchEncryptedModels(at('network'), 'secret'), where)
  // A host may not be a worker, and the host is the network here: alice hosts another among the others.
  await shareModel(at('alice'), {
    id: 'second',
    model,
    workers: [at('bob'), at('carol')],
    provider: at('network'),
  })
  const hosts = await call('network', 'POST', '/search-encrypted-model', { model_id: 'second' })
  assert.deepEqual(hosts.body, {
    alice: {
      address: urlOf('alice'),
      nodes: {
        workers: [
          ['bob', urlOf('bob')],
          ['carol', urlOf('carol')],
        ],
        crypto_provider: ['network', urlOf('network')],
      },
    },
  })
  await assert.rejects(
    shareModel(at('alice'), { id: 'third', model, workers: [at('alice'), at('bob')], provider: at('carol') }),
    /holds no share/,
  )

  const bob = places.get('bob')!
  await bob.server.kill()
  await deleteGridModel(at('network'), 'secret')
  const gone = await call('network', 'POST', '/search-encrypted-models', { model_id: 'secret' })
  assert.deepEqual([gone.status, gone.body], [404, { error: 'Model ID not found!' }])
  places.set('bob', await start('bob', 'node', bob.port, bob.database))
  // Bob hears of it when he is back: only the share of the model that is still there stays.
  await until(async () => (await sharesOf('alice')) === 0 && (await sharesOf('bob')) === 1)
  assert.deepEqual((await searchEncryptedModels(at('alice'), 'second')).workers[0], ['bob', urlOf('bob')])
})

async function sharesOf(id: string): Promise<number> {
  const { url, key } = places.get(id)!.server
  const { shares } = await ask<{ shares: number }>({ url, key }, 'GET', '/grid/status')
  return shares
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000
  while (!(await isTrue())) {
    assert.ok(Date.now() < end, 'it did not happen within a minute')
    await sleep(200)
  }
}

test('partners that lie, hang, flood or ask in circles are named, and the others are found', async () => {
  const lies: Record<string, (response: ServerResponse) => void> = {
    hangs: () => {},
    trickles: (response) => {
      response.writeHead(200).write('{"success":true,"models":["')
      const timer = setInterval(() => response.write('x'), 100)
      response.once('close', () => clearInterval(timer))
    },
    floods: (response) => {
      response.writeHead(200).write('{"success":true,"models":["')
      const more = () => {
        while (response.write('x'.repeat(1024 * 1024)));
      }
      response.on('drain', more)
      more()
    },
    redirects: (response) => response.writeHead(302, { location: `${urlOf('alice')}/models/` }).end(),
    nonsense: (response) => response.end('{"success":true,"models":{"length":3}}'),
    'no-json': (response) => response.end('<html>'),
    breaks: (response) =>
      response.writeHead(200, { 'content-length': '100' }).end('{', () => response.destroy()),
  }
  const liar = createServer((request, response) => {
    request.resume()
    lies[request.url!.split('/')[1]!]!(response)
  })
  liar.listen(0, '127.0.0.1')
  await once(liar, 'listening')
  const { port } = liar.address() as AddressInfo
  const addresses = Object.keys(lies).map((id) => [id, `http://127.0.0.1:${port}/${id}/`] as const)
  const circle = [1, 2, 3].map((i) => [`circle-${i}`, urlOf('network')] as const)
  const join = async (method: string, path: string) => {
    for (const [id, address] of [...addresses, ...circle]) {
      const { status } = await call('network', method, path, { 'node-id': id, 'node-address': address })
      assert.equal(status, 200)
    }
  }
  await join('POST', '/join')
  try {
    const [models, found] = await Promise.all([
      call('network', 'GET', '/search-available-models'),
      call('network', 'POST', '/search', { query: '#shared' }),
    ])
    assert.deepEqual([models.status, found.status], [200, 200])
    assert.deepEqual(found.body.map(([id]: [string]) => id).sort(), NODES)
    const named = (answer: typeof models) =>
      answer.headers
        .get('x-grid-unreachable')!
        .split(', ')
        .map((one) => one.split(';')[0])
    // Dave has stopped, in a test before.
    const silent = [...Object.keys(lies), 'dave']
    assert.deepEqual(named(models).sort(), silent.toSorted())
    assert.deepEqual(named(found).sort(), [...silent, ...circle.map(([id]) => id)].sort())
  } finally {
    await join('DELETE', '/delete-node')
    liar.closeAllConnections()
    liar.close()
  }
})

test('a network refuses what is no request, and nodes that are not there', async () => {
  const invalid = { message: 'Invalid JSON format.' }
  for (const path of ['/join', '/search-model', '/search-encrypted-model', '/search']) {
    for (const body of ['no json', '{}']) {
      const answer = await call('network', 'POST', path, body)
      assert.deepEqual([answer.status, answer.body], [400, invalid], `${path} ${body}`)
    }
  }
  const again = { 'node-id': 'alice', 'node-address': urlOf('alice') }
  const taken = await call('network', 'POST', '/join', again)
  assert.deepEqual([taken.status, taken.body], [409, { message: 'This ID has already been registered' }])
  const unknown = await call('network', 'DELETE', '/delete-node', { ...again, 'node-id': 'dave' })
  assert.deepEqual(
    [unknown.status, unknown.body],
    [409, { message: 'This ID was not found in connected nodes' }],
  )
  for (const address of [
    'http://169.254.169.254/',
    'http://10.0.0.1:8000',
    'http://[::ffff:10.0.0.1]:8000',
    'http://[64:ff9b::a00:1]/',
    'http://167772161/',
    'http://0x0a.0.0.1/',
    'file:///etc/passwd',
    'http://user:x@a.org',
  ]) {
    const refused = await call('network', 'POST', '/join', { 'node-id': 'mallory', 'node-address': address })
    assert.equal(refused.status, 400, address)
    assert.match(refused.body.message, /^the address must/)
  }
  const left = await call('network', 'DELETE', '/delete-node', again)
  assert.deepEqual([left.status, left.body], [200, { message: 'Successfully Deleted!' }])
  assert.equal((await call('alice', 'GET', '/connected-nodes')).status, 404)
})
