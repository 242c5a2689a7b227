import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { addKey } from '../../src/domain/accounts/keys.ts'
import type { GraphNodeKind } from '../../src/domain/graphs/graph-node.ts'
import type { RunContext } from '../../src/domain/graphs/run-context.ts'
import { addPerson, signIn } from '../accounts/people.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { openSocket } from './open-socket.ts'

let server: TestServer
let token: string
before(async () => {
  server = await startServer()
  token = (await server.call('/api/auth/bootstrap', undefined, { key: null })).body.token
})
after(() => server[Symbol.asyncDispose]())

/** A graph of one box. */
const single = (type: string) => ({
  nodes: [
    { id: 's', type: 'Start' },
    { id: 'box', type, data: { params: {} } },
  ],
  edges: [{ source: 's', sourceHandle: 'trigger', target: 'box', type: 'trigger' }],
})

test('without the token nothing is written, and nobody opens a socket', async () => {
  const answer = await server.call('/api/graph/save', { nodes: [], edges: [] }, { key: null })
  assert.deepEqual(
    [answer.status, answer.body],
    [403, { detail: 'Missing or invalid X-CodefyUI-Token header' }],
  )
  await assert.rejects(openSocket(server, { headers: {} }), /403/)
  await assert.rejects(openSocket(server, { query: '?token=wrong' }), /403/)
  const saved = await server.call(
    '/api/graph/save',
    { nodes: [{ id: 's', type: 'Start' }], edges: [], name: 'Über graph!' },
    { key: null, headers: { 'x-codefyui-token': token } },
  )
  assert.equal(saved.body.file, 'Über_graph_')
  assert.equal((await server.call('/api/graph/load/Über graph!')).body.nodes.length, 1)
  assert.equal((await server.call('/api/graph/load/none')).body.detail, "Graph 'none' not found")
})

test('a signed-in browser opens a socket from a page of this server, and from no other', async () => {
  const { email } = await addPerson(server)
  const { cookie } = (await signIn(server, email)).headers as { cookie: string }
  using studio = await openSocket(server, { headers: { cookie, origin: server.url } })
  studio.say({ action: 'execute', ...single('TensorCreate'), run_id: 'theirs', record_outputs: true })
  await studio.hear('execution_complete')
  // It is their own run, not the administrator's.
  assert.equal((await server.call('/api/runs/theirs')).status, 404)
  const elsewhere = { cookie, origin: 'https://elsewhere.example' }
  await assert.rejects(openSocket(server, { headers: elsewhere }), /403/)
  const madeUp = { cookie: 'nodeyard_session=made-up', origin: server.url }
  await assert.rejects(openSocket(server, { headers: madeUp }), /403/)
})

test('a socket is closed when its key is revoked, here or on another server, or its session ends', async () => {
  await using other = await startServer({ on: server })
  const { id, email } = await addPerson(server)
  const { key, secret } = await server.deps.database.write((trx) =>
    addKey(trx, id, { name: 'studio', mode: 'test', scopes: ['graphs:run'] }),
  )
  const session = await signIn(server, email)
  const cookie = { cookie: session.headers.cookie, origin: server.url }
  using kept = await openSocket(server, { query: `?token=${token}` })
  using keyed = await openSocket(server, { query: `?token=${secret}` })
  using signedIn = await openSocket(server, { headers: cookie })
  for (const studio of [kept, keyed, signedIn]) {
    studio.say({ action: 'stop' })
    await studio.hear('execution_stopped')
  }
  const revoked = await other.call(`/v1/keys/${key.id}`, undefined, { ...session, method: 'DELETE' })
  assert.ok(revoked.status < 300, JSON.stringify(revoked.body))
  assert.equal(await keyed.closed, 4401)
  assert.equal(signedIn.socket.readyState, signedIn.socket.OPEN)
  assert.ok((await server.call('/v1/sessions', undefined, { ...session, method: 'DELETE' })).status < 300)
  assert.equal(await signedIn.closed, 4401)
  kept.say({ action: 'clear_cache' })
  await kept.hear('cache_cleared')
})

const MIB = 1024 * 1024

test('a client that does not read is let go, and little is kept for it', async () => {
  const talks = {
    name: 'Talks',
    category: 'Utility',
    description: '',
    inputs: {},
    outputs: {},
    params: {},
    run(_: unknown, __: unknown, { progress }: RunContext) {
      progress({ text: 'x'.repeat(4 * MIB) })
      return {}
    },
  }
  const catalogue = server.deps.studio.catalogue as Map<string, GraphNodeKind>
  catalogue.set('Talks', talks as unknown as GraphNodeKind)
  using studio = await openSocket(server)
  studio.say({ action: 'execute', ...single('Talks'), run_id: 'long story' })
  await studio.hear('execution_complete')
  let received = 0
  studio.socket.on('message', (data) => {
    received += String(data).length
  })
  studio.socket.pause()
  // All of it is told again each time.
  const isOpen = () => studio.socket.readyState === studio.socket.OPEN
  for (let asked = 0; asked < 60 && isOpen(); asked++) {
    studio.say({ action: 'attach', run_id: 'long story', cursor: 0 })
    await setTimeout(5)
  }
  // Who does not read learns of it by writing.
  for (let waited = 0; waited < 300 && isOpen(); waited++) {
    studio.socket.ping()
    await setTimeout(100)
  }
  if (isOpen()) studio.say({ action: 'detach' })
  studio.socket.resume()
  assert.equal(await Promise.race([studio.closed, studio.hear('detached')]), 1006)
  assert.ok(received < 100 * MIB, `${received} bytes came after all`)
  assert.equal((await server.call('/api/health')).status, 200)
})
