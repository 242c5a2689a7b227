import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { WebSocket } from 'ws'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

interface Gradient {
  port: string
  kind: string
  has_grad: boolean
  health: { status: string; norm: number; mean: number; max: number }
}

type Frame = Record<string, unknown> & { type: string }

/** Runs a graph over a socket of its own, to its end. */
async function run(frame: object, on: TestServer = server): Promise<Frame[]> {
  const socket = new WebSocket(`${on.url.replace('http', 'ws')}/ws/execution`, {
    headers: { authorization: `Bearer ${on.key}` },
  })
  const frames: Frame[] = []
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)))
    if (/^execution_(complete|error|stopped)$/.test(frames.at(-1)!.type)) resolve()
  })
  await once(socket, 'open')
  socket.send(JSON.stringify({ action: 'execute', ...frame }))
  await ended
  socket.terminate()
  return frames
}

const get = async (path: string, on: TestServer = server) =>
  (await on.call(`/api/execution/outputs/${path}`)).body

const graph = {
  nodes: [
    { id: 's', type: 'Start' },
    { id: 'x', type: 'TensorCreate', data: { params: { shape: '4,3', fill: 'randn', requires_grad: true } } },
    { id: 'aside', type: 'TensorCreate', data: { params: { shape: '2,2', fill: 'randn' } } },
    { id: 'l', type: 'Linear', data: { params: { in_features: 3, out_features: 2 } } },
    { id: 'after', type: 'Softmax' },
  ],
  edges: [
    { source: 's', target: 'x', sourceHandle: 'trigger', type: 'trigger' },
    { source: 's', target: 'aside', sourceHandle: 'trigger', type: 'trigger' },
    { source: 'x', target: 'l', sourceHandle: 'tensor', targetHandle: 'tensor' },
    { source: 'l', target: 'after', sourceHandle: 'tensor', targetHandle: 'tensor' },
  ],
}
const marked = {
  nodes: [...graph.nodes, { id: 'back', type: 'BackwardOnce' }],
  edges: [...graph.edges, { source: 'l', target: 'back', sourceHandle: 'tensor', targetHandle: 'tensor' }],
}
const near = (a: unknown, b: number[], message: string) => {
  const flat = (a as number[][]).flat()
  assert.equal(flat.length, b.length, message)
  for (const [i, x] of flat.entries()) assert.ok(Math.abs(x - b[i]!) < 1e-5, `${message}: ${flat} and ${b}`)
}

test('gradients of ports and weights, where they begin and how they are', async () => {
  const frames = await run({
    ...marked,
    run_id: 'back',
    graph_id: 'g',
    backward_mode: true,
    record_outputs: true,
  })
  assert.equal(frames.at(-1)?.type, 'execution_complete')
  const x = (await get('back/x/tensor')).values as number[][]
  // The target is the sum of x Wᵀ + b: its gradient by b is the batch, by W the sum of the rows of x.
  near((await get('back/l/__weight_grad__bias')).values, [4, 4], 'bias')
  const rows = [0, 1, 2].map((i) => x.reduce((sum, row) => sum + row[i]!, 0))
  near((await get('back/l/__weight_grad__weight')).values, [...rows, ...rows], 'weight')
  const toX = (await get('back/x/tensor__grad')).values as number[][]
  assert.deepEqual(toX[0], toX[3])
  near((await get('back/l/tensor__grad')).values, Array(8).fill(1), 'output')

  const index = (await get('back/l/__grad_index')) as Gradient[]
  assert.deepEqual(
    index.map(({ port, kind, has_grad }) => [port, kind, has_grad]),
    [
      ['tensor', 'port', true],
      ['weight', 'weight', true],
      ['bias', 'weight', true],
    ],
  )
  const { status, norm, mean, max } = index[2]!.health
  assert.deepEqual([status, Math.round(norm * 1e4), mean, max], ['healthy', 56569, 4, 4])
  const all = (await server.call('/api/execution/gradients/back')).body as (Gradient & { node_id: string })[]
  assert.deepEqual(
    all.filter(({ node_id }) => node_id === 'l').map(({ node_id, ...gradient }) => gradient),
    index,
  )
  assert.ok(all.some(({ node_id }) => node_id === 'x'))
  // What the target does not depend on has none: the other branch, and what comes after.
  assert.deepEqual(await get('back/aside/__grad_index'), [])
  assert.deepEqual(await get('back/after/__grad_index'), [])
  assert.equal((await server.call('/api/execution/outputs/back/aside/tensor__grad')).status, 404)
})

test('without a mark gradients begin at the largest output, if asked for', async () => {
  await run({ ...graph, run_id: 'none', graph_id: 'g', backward_mode: true })
  assert.deepEqual(await get('none/l/__grad_index'), [])
  await run({ ...graph, run_id: 'auto', graph_id: 'g', backward_mode: true, auto_backward: true })
  const [at] = await get('auto/x/__grad_index')
  assert.equal(at.port, 'tensor')
  near((await get('auto/x/tensor__grad')).values, Array(12).fill(1), 'largest')
})

test('a verbose run takes computations apart', async () => {
  await run({ ...graph, run_id: 'verbose', verbose_mode: true, record_outputs: true })
  const steps = await get('verbose/l/__steps_index')
  assert.deepEqual(
    steps.map(({ name }: { name: string }) => name),
    ['input', 'weight_matrix', 'bias_vector', 'linear_output'],
  )
  const [key] = steps[1].tensor_keys
  assert.deepEqual((await get(`verbose/l/__step__1__${key}`)).full_shape, [2, 3])
  assert.equal((await get('verbose/after/__steps_index')).length, 5)
  await run({ ...graph, run_id: 'quiet', record_outputs: true })
  assert.deepEqual(await get('quiet/l/__steps_index'), [])
})

test('weights outlive the server, until they are reset', async () => {
  const ask = async (runId: string, on: TestServer, seed: number) => {
    await run(
      { ...graph, run_id: runId, graph_id: 'kept', record_outputs: true, verbose_mode: true, seed },
      on,
    )
    const [key] = (await get(`${runId}/l/__steps_index`, on))[1].tensor_keys
    return (await get(`${runId}/l/__step__1__${key}`, on)).values as number[][]
  }
  const first = await startServer()
  const weights = await ask('one', first, 1)
  assert.deepEqual(await ask('two', first, 2), weights)
  assert.equal((await first.call('/api/execution/state/list?graph_id=kept')).body.count, 1)
  await first.stop()
  const second = await startServer({ on: first })
  try {
    // Known before anything has run.
    assert.deepEqual((await second.call('/api/execution/state/list?graph_id=kept')).body.node_ids, ['l'])
    assert.equal((await second.call('/api/execution/state/list')).body.total, 1)
    assert.deepEqual(await ask('three', second, 3), weights)
    const reset = await second.call('/api/execution/state/reset', { graph_id: 'kept', node_ids: ['l'] })
    assert.deepEqual(reset.body, { graph_id: 'kept', scope: 'nodes', evicted: 1 })
    assert.notDeepEqual(await ask('four', second, 3), weights)
    const all = await second.call('/api/execution/state/reset', { graph_id: 'kept' })
    assert.equal(all.body.scope, 'graph')
    assert.deepEqual((await second.call('/api/execution/state/list?graph_id=kept')).body.node_ids, [])
    // Not kept at all when the client does not want it.
    await run({ ...graph, run_id: 'loose', graph_id: 'loose', weights_persistent: false }, second)
    assert.equal((await second.call('/api/execution/state/list?graph_id=loose')).body.count, 0)
  } finally {
    await second.stop()
    await first[Symbol.asyncDispose]()
  }
})

test('twenty runs are kept to look into, the oldest goes first', async () => {
  for (let i = 0; i <= 20; i++) await run({ ...graph, run_id: `r${i}`, record_outputs: true })
  assert.equal((await server.call('/api/execution/outputs/r0')).status, 404)
  assert.equal((await server.call('/api/execution/outputs/r1')).status, 200)
  assert.equal((await server.call('/api/execution/outputs/r20')).status, 200)
})

test('a file that was written among the models says where it can be downloaded', async () => {
  const layers = JSON.stringify({
    version: 2,
    nodes: [
      { id: 'in', type: 'Input', ports: [{ id: 'x', name: 'x' }] },
      { id: 'l', type: 'Linear', params: { in_features: 2, out_features: 2 } },
      { id: 'out', type: 'Output', ports: [{ id: 'y', name: 'y' }] },
    ],
    edges: [
      { source: 'in', target: 'l' },
      { source: 'l', target: 'out' },
    ],
  })
  const frames = await run({
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'm', type: 'SequentialModel', data: { params: { layers } } },
      { id: 'save', type: 'ModelSaver', data: { params: { path: 'deep/tiny.pt' } } },
    ],
    edges: [
      { source: 's', target: 'm', sourceHandle: 'trigger', type: 'trigger' },
      { source: 'm', target: 'save', sourceHandle: 'model', targetHandle: 'model' },
    ],
  })
  const saved = frames.find(({ node_id, status }) => node_id === 'save' && status === 'completed')
  const { path, model } = saved!.output_summary as Record<string, Record<string, unknown>>
  assert.equal(path?.download_path, 'deep/tiny.pt')
  assert.deepEqual(model, { type: 'model', class: 'SequentialModel', params: 6, trainable: 6 })
})
