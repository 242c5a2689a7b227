import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { GraphNodeKind } from '../../src/domain/graphs/graph-node.ts'
import type { RunContext } from '../../src/domain/graphs/run-context.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { type Frame, openSocket } from './open-socket.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const open = () => openSocket(server)

const graph = {
  nodes: [
    { id: 's', type: 'Start' },
    { id: 'a', type: 'TensorCreate', data: { params: { shape: '2,3', fill: 'arange' } } },
    { id: 'r', type: 'TensorCreate', data: { params: { shape: '300,2', fill: 'randn' } } },
    { id: 'b', type: 'Add', data: { params: { alpha: 2 } } },
    { id: 'p', type: 'Print' },
  ],
  edges: [
    { source: 's', target: 'a', sourceHandle: 'trigger', type: 'trigger' },
    { source: 's', target: 'r', sourceHandle: 'trigger', type: 'trigger' },
    { source: 'a', target: 'b', sourceHandle: 'tensor', targetHandle: 'tensor_a' },
    { source: 'a', target: 'b', sourceHandle: 'tensor', targetHandle: 'tensor_b' },
    { source: 'b', target: 'p', sourceHandle: 'tensor', targetHandle: 'value' },
  ],
}

/** Gives what it is given. */
const echo = {
  name: 'echo',
  nodes: [
    { id: 's', type: 'Start' },
    { id: 'in', type: 'GraphInput', data: { params: { name: 'x', type: 'json' } } },
    { id: 'out', type: 'GraphOutput', data: { params: { name: 'y' } } },
  ],
  edges: [
    { id: 't', source: 's', target: 'in', sourceHandle: 'trigger', type: 'trigger' },
    { id: 'e', source: 'in', sourceHandle: 'value', target: 'out', targetHandle: 'value' },
  ],
}

test('a graph runs over the socket, and its outputs can be looked into', async () => {
  using studio = await open()
  studio.say({ action: 'execute', ...graph, run_id: 'first', record_outputs: true, seed: 3 })
  await studio.hear('execution_complete')
  const [start] = studio.frames
  assert.deepEqual(start, { type: 'execution_start', run_id: 'first', cursor: 1 })
  const done = studio.frames.find((frame) => frame.node_id === 'b' && frame.status === 'completed')
  assert.deepEqual(done?.output_summary, {
    tensor: { type: 'tensor', shape: [2], dtype: 'torch.float32', min: 0, max: 3, mean: 1.5, values: [0, 3] },
  })
  assert.equal(studio.frames.find((frame) => frame.log)?.log, 'tensor([0,3], float32 [2])')

  const list = await server.call('/api/execution/outputs/first', undefined, { key: null })
  assert.deepEqual(list.body.map(({ node_id, port }: Frame) => `${node_id}.${port}`).sort(), [
    'a.tensor',
    'b.tensor',
    'p.value',
    'r.tensor',
  ])
  const slice = await server.call('/api/execution/outputs/first/r/tensor?slice=1:3,0')
  assert.deepEqual(slice.body.sliced_shape, [2])
  const all = await server.call('/api/execution/outputs/first/r/tensor?max_elements=10')
  assert.equal(all.status, 413)
  assert.match(all.body.detail, /output has 600 elements \(max 10\)/)
  assert.equal((await server.call('/api/execution/outputs/first/r/tensor?slice=x')).status, 400)
  assert.equal((await server.call('/api/execution/outputs/other')).status, 404)

  studio.say({ action: 'execute', ...graph, run_id: 'second', record_outputs: true, seed: 3 })
  while (!studio.frames.some(({ type, run_id }) => type === 'execution_complete' && run_id === 'second')) {
    await once(studio.socket, 'message')
  }
  const cached = studio.frames.filter(({ run_id, status }) => run_id === 'second' && status === 'cached')
  assert.deepEqual(cached.map(({ node_id }) => node_id).sort(), ['a', 'b', 'p', 'r', 's'])
  const again = await server.call('/api/execution/outputs/second/r/tensor?slice=1:3,0')
  assert.deepEqual(again.body.values, slice.body.values)
})

test('a run outlives its socket, and is found again from any event on', async () => {
  {
    using studio = await open()
    studio.say({ action: 'execute', ...graph, run_id: 'left' })
    await studio.hear('execution_start')
  }
  using other = await open()
  other.say({ action: 'attach', run_id: 'left', cursor: 2 })
  const attached = await other.hear('attached')
  assert.equal(attached.run_id, 'left')
  await other.hear('execution_complete')
  assert.equal(other.frames[1]?.cursor, 3)
  for (;;) {
    const { body } = await server.call('/api/runs/left')
    if (body.status === 'succeeded') break
    assert.equal(body.status, 'running')
  }
  const { body } = await server.call('/api/runs/left/events?cursor=1&limit=1')
  assert.deepEqual([body.events.length, body.cursor], [1, 2])
  assert.equal((await server.call('/api/runs')).body[0].id, 'left')
  assert.equal((await server.call('/api/runs/nothing')).status, 404)
  assert.equal((await server.call('/api/runs/left', undefined, { method: 'DELETE' })).status, 200)
})

test('what is wrong with a frame or a graph is said, and the socket goes on', async () => {
  using studio = await open()
  studio.say({ action: 'fly' })
  assert.equal((await studio.hear('error')).error, 'Unknown action: fly')
  studio.say({ action: 'execute', nodes: [{ id: 'x', type: 'Nothing' }], edges: [] })
  assert.match(String((await studio.hear('execution_error')).error), /no entry points/)
  studio.frames.length = 0
  studio.say({ action: 'execute', nodes: 'all of them' })
  const refused = await studio.hear('execution_error')
  assert.match(String(refused.error), /^nodes: /)
  studio.socket.send('{')
  await studio.hear('error')
  studio.say({ action: 'stop' })
  assert.deepEqual(await studio.hear('execution_stopped'), {
    type: 'execution_stopped',
    reason: 'not_running',
  })
  studio.say({ action: 'clear_cache' })
  await studio.hear('cache_cleared')
})

/** Holds its run up until it is stopped. */
const wait = {
  name: 'Wait',
  category: 'Utility',
  description: '',
  inputs: {},
  outputs: {},
  params: {},
  run: (_: unknown, __: unknown, { signal }: RunContext) =>
    setTimeout(600_000, undefined, { signal }).then(() => ({})),
}

test('what is cancelled in line leaves it at once, and calls do not wait for long runs', async () => {
  const catalogue = server.deps.studio.catalogue as Map<string, GraphNodeKind>
  catalogue.set('Wait', wait as unknown as GraphNodeKind)
  const long = {
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'w', type: 'Wait' },
    ],
    edges: [{ source: 's', sourceHandle: 'trigger', target: 'w', type: 'trigger' }],
  }
  using one = await open()
  using two = await open()
  using three = await open()
  for (const [i, studio] of [one, two].entries()) {
    studio.say({ action: 'execute', ...long, run_id: `long${i}` })
    await studio.hear('execution_start')
  }
  three.say({ action: 'execute', ...graph, run_id: 'waits' })
  while ((await server.call('/api/runs/waits')).status !== 200) await setTimeout(10)
  assert.equal((await server.call('/api/runs/waits')).body.status, 'queued')
  three.say({ action: 'stop' })
  await three.hear('execution_stopped')
  assert.equal(three.frames.filter(({ type }) => type === 'execution_stopped').length, 1)
  assert.ok(!three.frames.some(({ type }) => type === 'execution_start'))

  await server.call('/api/graph/save', echo)
  const called = await server.call('/api/graph/run/echo', { inputs: { x: 'now' } })
  assert.deepEqual(called.body.outputs, { y: 'now' })

  // The same id again: the run before is stopped, and the new one takes its place.
  one.say({ action: 'execute', ...long, run_id: 'long0' })
  while (one.frames.filter(({ type }) => type === 'execution_start').length < 2) await setTimeout(10)
  for (const studio of [one, two]) studio.say({ action: 'stop' })
  await two.hear('execution_stopped')
  while ((await server.call('/api/runs/long0')).body.status !== 'cancelled') await setTimeout(10)
  one.say({ action: 'attach', run_id: 'long0', cursor: 0.5 })
  assert.match(String((await one.hear('error')).error), /^cursor: must be a whole number/)
})

/** A run is told before it is in the database. */
async function onRecord(id: string): Promise<void> {
  const find = () =>
    server.deps.database.read.selectFrom('graph_run').select('status').where('id', '=', id).executeTakeFirst()
  while ((await find())?.status !== 'succeeded') await setTimeout(10)
}

test('calls are found as soon as they are answered, and do not push other runs out of the history', async () => {
  using studio = await open()
  studio.say({ action: 'execute', ...graph, run_id: 'drawn' })
  await studio.hear('execution_complete')
  await server.call('/api/graph/save', echo)
  const call = async (x: number) => {
    const { body } = await server.call('/api/graph/run/echo', { inputs: { x } })
    assert.deepEqual(body.outputs, { y: x })
    return body.run_id as string
  }
  const first = await call(1)
  const found = (await server.call(`/api/runs/${first}`)).body
  assert.deepEqual([found.status, found.origin], ['succeeded', 'function'])
  const told = (await server.call(`/api/runs/${first}/events`)).body.events as Frame[]
  assert.equal(told.at(-1)?.type, 'execution_complete')
  assert.equal((await server.call(`/api/runs/${first}`, undefined, { method: 'DELETE' })).status, 200)
  assert.equal((await server.call(`/api/runs/${first}`)).status, 404)

  for (let from = 0; from < 450; from += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, i) => call(from + i)))
  }
  const last = await call(2)
  await onRecord(last)
  const calls = await server.deps.database.read
    .selectFrom('graph_run')
    .select('id')
    .where('origin', '=', 'function')
    .execute()
  assert.ok(calls.length >= 150 && calls.length < 350, `${calls.length} calls are kept`)
  assert.equal((await server.call('/api/runs/drawn')).status, 200)
  assert.equal((await server.call(`/api/runs/${last}/events`)).body.events.length, told.length)
})

/** All pages of a list, a run's place being what the next page is asked for. */
async function pagesOf(path: string, placeOf: (run: Frame) => string): Promise<Frame[][]> {
  const pages: Frame[][] = []
  for (let before = ''; ; before = `&before=${encodeURIComponent(placeOf(pages.at(-1)!.at(-1)!))}`) {
    const { status, body } = await server.call(`${path}?limit=7${before}`)
    assert.equal(status, 200, JSON.stringify(body))
    if (body.length === 0) return pages
    pages.push(body)
  }
}

test('pages of runs lose none of one millisecond, and repeat none', async () => {
  const { database, studio } = server.deps
  const row = await database.read.selectFrom('graph_run').selectAll().executeTakeFirstOrThrow()
  const created_at = Date.UTC(2020, 0, 1)
  const ids = Array.from({ length: 40 }, (_, i) => `${['b', 'B', 'ä', '', '_,'][i % 5]}${i}`)
  await database.write((trx) =>
    trx
      .insertInto('graph_run')
      .values(ids.map((id, i) => ({ ...row, id, created_at: created_at + (i < 30 ? 0 : 1) })))
      .execute(),
  )
  const pages = await pagesOf('/api/runs', ({ created_at, id }) => `${created_at},${id}`)
  const seen = pages.flat().map(({ id }) => id)
  assert.equal(new Set(seen).size, seen.length)
  assert.deepEqual(new Set(seen.filter((id) => ids.includes(String(id)))), new Set(ids))
  // A time alone is before all of its millisecond.
  const { body } = await server.call(`/api/runs?limit=100&before=${new Date(created_at + 1).toISOString()}`)
  assert.equal(body.length, 30)
  for (const before of ['yesterday', '2020-13-01T00:00:00Z', ',x', '']) {
    const wrong = await server.call(`/api/runs?before=${before}`)
    assert.deepEqual([wrong.status, wrong.body.detail[0].loc], [422, ['query', 'before']], before)
  }

  await server.call('/api/graph/save', echo)
  assert.equal((await server.call('/api/apps/echo/publish', { graph: 'echo', create: true })).status, 200)
  const { body: called } = await server.call('/api/apps/echo/invoke', { inputs: { x: 1 } })
  const [kept] = await studio.appRuns.list(row.account_id, 'echo', { limit: 1, before: undefined })
  assert.equal(kept?.run_id, called.run_id)
  const call = await studio.appRuns.get(row.account_id, 'echo', called.run_id)
  for (const run_id of ids) studio.appRuns.add({ ...call, run_id, created_at })
  const calls = await pagesOf('/api/apps/echo/runs', ({ created_at, run_id }) => `${created_at},${run_id}`)
  assert.deepEqual(
    calls
      .flat()
      .map(({ run_id }) => run_id)
      .sort(),
    [...ids, called.run_id].sort(),
  )
})

test('weights that cannot be kept end a run once, and keep no others from being written', async () => {
  const { nodes, edges } = {
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'x', type: 'TensorCreate', data: { params: { shape: '2,2' } } },
      { id: 'huge', type: 'Linear', data: { params: { in_features: 1e15, out_features: 1e15 } } },
      { id: 'small', type: 'Linear', data: { params: { in_features: 2, out_features: 2 } } },
    ],
    edges: [
      { source: 's', target: 'x', sourceHandle: 'trigger', type: 'trigger' },
      { source: 'x', target: 'huge', sourceHandle: 'tensor', targetHandle: 'tensor' },
      { source: 'x', target: 'small', sourceHandle: 'tensor', targetHandle: 'tensor' },
    ],
  }
  using studio = await open()
  const run = {
    action: 'execute',
    nodes,
    edges,
    run_id: 'too large',
    graph_id: 'large',
    error_mode: 'continue',
  }
  studio.say(run)
  await studio.hear('execution_complete')
  while ((await server.call('/api/runs/too large')).body.status === 'running') await setTimeout(10)
  assert.equal((await server.call('/api/runs/too large')).body.status, 'succeeded')
  const ends = studio.frames.filter(({ type }) => /^execution_(complete|error|stopped)$/.test(type))
  assert.deepEqual(
    ends.map(({ type }) => type),
    ['execution_complete'],
  )
  const { node_ids } = (await server.call('/api/execution/state/list?graph_id=large')).body
  assert.ok(node_ids.includes('small'))
})

test('a text that PostgreSQL cannot keep is kept all the same', async () => {
  const fails = {
    name: 'Fails',
    category: 'Utility',
    description: '',
    inputs: {},
    outputs: {},
    params: {},
    run() {
      throw new Error('a zero \u0000 in it')
    },
  }
  const catalogue = server.deps.studio.catalogue as Map<string, GraphNodeKind>
  catalogue.set('Fails', fails as unknown as GraphNodeKind)
  const failing = {
    nodes: [...echo.nodes, { id: 'f', type: 'Fails' }],
    edges: [...echo.edges, { id: 'f', source: 's', target: 'f', sourceHandle: 'trigger', type: 'trigger' }],
    name: 'failing',
  }
  using studio = await open()
  studio.say({ action: 'execute', ...failing, run_id: 'zero' })
  const { error } = await studio.hear('execution_error')
  assert.ok(String(error).includes('a zero \u0000 in it'))
  while (server.deps.studio.runs.find(await administratorId(), 'zero')) await setTimeout(10)
  const run = (await server.call('/api/runs/zero')).body
  assert.equal(run.status, 'failed')
  assert.match(run.error, /a zero \ufffd in it/u)
  studio.frames.length = 0
  studio.say({ action: 'execute', ...echo, run_id: 'a \u0000' })
  assert.match(String((await studio.hear('execution_error')).error), /^run_id: /)
  assert.equal((await server.call('/api/runs/a%00')).status, 400)

  assert.equal((await server.call('/api/graph/save', failing)).status, 200)
  assert.equal(
    (await server.call('/api/apps/failing/publish', { graph: 'failing', create: true })).status,
    200,
  )
  const called = await server.call('/api/apps/failing/invoke', { inputs: { x: '\u0000' } })
  assert.equal(called.body.error.code, 'execution_error')
  const kept = (await server.call(`/api/apps/failing/runs/${called.body.run_id}`)).body
  assert.match(kept.error, /a zero \ufffd in it/u)
  assert.deepEqual(kept.inputs, { x: '\u0000' })
})

const administratorId = async () =>
  (
    await server.deps.database.read
      .selectFrom('account')
      .select('id')
      .where('slug', '=', 'admin')
      .executeTakeFirstOrThrow()
  ).id

test('a run whose server has fallen silent is said to be interrupted', async () => {
  using studio = await open()
  studio.say({ action: 'execute', ...graph, run_id: 'left' })
  await studio.hear('execution_complete')
  await onRecord('left')
  const { database } = server.deps
  await database.write(async (trx) => {
    const change = { status: 'running' as const, server_id: 'gone', seen_at: Date.now() - 60_000 }
    await trx.updateTable('graph_run').set(change).where('id', '=', 'left').execute()
  })
  await server.deps.studio.runs.sweep()
  const { status, error } = (await server.call('/api/runs/left')).body
  assert.deepEqual([status, error], ['interrupted', 'the server stopped while it ran'])
})

test('a graph is checked as a whole, and a body that is none is a 422', async () => {
  const wrong = await server.call('/api/graph/validate', {
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'a', type: 'Add' },
      { id: 't', type: 'Split', data: { params: { chunks: 99 } } },
    ],
    edges: [{ id: 'e', source: 's', target: 'a', type: 'trigger' }],
  })
  assert.deepEqual(wrong.body.errors, [
    "Missing required input 'tensor_a' on node a (Add)",
    "Missing required input 'tensor_b' on node a (Add)",
    "Missing required input 'tensor' on node t (Split)",
    "Parameter 'chunks' on node t (Split): value 99 is above maximum 32",
  ])
  const odd = await server.call('/api/graph/validate', {
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'p', type: 'Print', data: { params: { constructor: 1, valueOf: 'x' } } },
      { id: 'q', type: 'Print' },
    ],
    edges: [
      { id: 'e', source: 's', target: 'p', type: 'trigger' },
      { id: 'f', source: 'p', sourceHandle: 'toString', target: 'q', targetHandle: 'constructor' },
    ],
  })
  assert.deepEqual(
    odd.body.errors.filter((error: string) => !error.startsWith('Missing')),
    ["Invalid output port 'toString' on Print", "Invalid input port 'constructor' on Print"],
  )
  const bad = await server.call('/api/graph/validate', { nodes: [{ id: 1 }] })
  assert.equal(bad.status, 422)
  assert.ok(Array.isArray(bad.body.detail))
  assert.equal((await server.call('/api/nodes/Add')).body.inputs[0].data_type, 'TENSOR')
  assert.equal((await server.call('/api/nothing')).status, 404)
})
