// Running graphs over HTTP and `/ws/execution`, and looking into what came of it, by a client that knows nothing of the
// server: fetch and ws alone.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { after, before, test } from 'node:test'
import { WebSocket } from 'ws'
import { type Server, startProgram } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
type Json = any

let server: Server
let token: string
before(async () => {
  server = await startProgram()
  token = (await get('/api/auth/bootstrap')).body.token
})
after(() => server[Symbol.asyncDispose]())

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Json }> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(token !== undefined && { 'x-codefyui-token': token }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}
const get = (path: string) => ask('GET', path)

/** A socket and what it heard. */
async function open(query = `?token=${token}`) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/execution${query}`)
  const frames: Json[] = []
  const listeners = new Set<() => void>()
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)))
    for (const listener of listeners) listener()
  })
  await once(socket, 'open')
  return {
    socket,
    frames,
    say: (frame: object) => socket.send(JSON.stringify(frame)),
    /** Waits for a frame, and takes it and all before it away. */
    async hear(type: string): Promise<Json> {
      for (;;) {
        const at = frames.findIndex((frame) => frame.type === type)
        if (at >= 0) return frames.splice(0, at + 1).at(-1)
        await new Promise<void>((resolve) => {
          const listener = () => {
            listeners.delete(listener)
            resolve()
          }
          listeners.add(listener)
        })
      }
    },
    /** Everything from here to the end of a run. */
    async hearAll(): Promise<Json[]> {
      const isEnd = ({ type }: Json) => /^execution_(complete|error|stopped)$/.test(type)
      while (!frames.some(isEnd)) await once(socket, 'message')
      return frames.splice(0)
    },
    [Symbol.dispose]: () => socket.terminate(),
  }
}

const box = (id: string, type: string, params: object = {}) => ({ id, type, data: { params } })
const start = (target: string) => ({ source: 's', sourceHandle: 'trigger', target, type: 'trigger' })
const wire = (from: string, to: string) => {
  const [[source, sourceHandle], [target, targetHandle]] = [from.split('.'), to.split('.')]
  return { source, sourceHandle, target, targetHandle }
}
/** 2 × 3 numbers through a layer and a softmax. */
const layered = {
  nodes: [
    box('s', 'Start'),
    box('x', 'TensorInput', { shape: '2,3', value_mode: 'arange' }),
    box('l', 'Linear', { in_features: 3, out_features: 4 }),
    box('soft', 'Softmax'),
    box('show', 'Print', { label: 'shares' }),
  ],
  edges: [
    start('x'),
    wire('x.tensor', 'l.tensor'),
    wire('l.tensor', 'soft.tensor'),
    wire('soft.tensor', 'show.value'),
  ],
}
const withIds = (graph: typeof layered) => ({
  ...graph,
  edges: graph.edges.map((edge, i) => ({ ...edge, id: `e${i}` })),
})

test('who is there, what it knows and what it runs on', async () => {
  const health = (await get('/api/health')).body
  assert.deepEqual(Object.keys(health).slice(0, 3), ['status', 'nodes_loaded', 'presets_loaded'])
  assert.equal(health.status, 'ok')
  assert.equal(health.nodes_loaded, 130)
  const devices = (await get('/api/system/devices')).body
  assert.equal(devices.default, 'cpu')
  assert.deepEqual(
    devices.devices.map(({ value, available }: Json) => [value, available]),
    [['cpu', true]],
  )
  const { body: kinds } = await get('/api/nodes')
  assert.equal(kinds.length, health.nodes_loaded)
  for (const kind of kinds) {
    assert.deepEqual(
      ['node_name', 'category', 'description', 'provider', 'inputs', 'outputs', 'params'].filter(
        (key) => !(key in kind),
      ),
      [],
      kind.node_name,
    )
  }
  const linear = (await get('/api/nodes/Linear')).body
  assert.equal(linear.provider, 'builtin')
  assert.deepEqual(
    linear.params.map(({ name, param_type, default: value }: Json) => [name, param_type, value]),
    [
      ['in_features', 'int', 512],
      ['out_features', 'int', 10],
    ],
  )
  assert.equal((await get('/api/nodes/Edu-Patchify')).body.node_name, 'deep:Edu-Patchify')
  assert.deepEqual(await get('/api/nodes/Nothing'), {
    status: 404,
    body: { detail: "Node 'Nothing' not found" },
  })
})

test('a foreign host is refused before anything else', async () => {
  const { hostname, port } = new URL(server.url)
  const answer = await new Promise<[number, string]>((resolve, reject) => {
    const asking = httpRequest(
      { hostname, port, path: '/api/health', headers: { host: 'evil.example' } },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve([response.statusCode!, text])
      },
    )
    asking.on('error', reject)
    asking.end()
  })
  assert.equal(answer[0], 421)
  assert.deepEqual(JSON.parse(answer[1]), { detail: 'Misdirected Request (Host not allowed)' })
})

test('graphs are checked, saved, listed, loaded, exported and deleted', async () => {
  const graph = { ...withIds(layered), name: 'My graph/1', description: 'a layer' }
  assert.deepEqual((await ask('POST', '/api/graph/validate', graph)).body, {
    valid: true,
    errors: [],
    issues: [],
  })
  const twice = { ...graph, edges: [...graph.edges, { ...wire('x.tensor', 'l.tensor'), id: 'again' }] }
  const wrong = (await ask('POST', '/api/graph/validate', twice)).body
  assert.equal(wrong.valid, false)
  assert.match(wrong.errors[0], /2 wires go into input 'tensor' on node l/)
  assert.equal(wrong.issues[0].node_id, 'l')
  for (const body of [{}, { nodes: [{ id: 1 }], edges: [] }, { nodes: [], edges: [{ source: 'a' }] }]) {
    const refused = await ask('POST', '/api/graph/validate', body)
    assert.equal(refused.status, 422)
    assert.ok(Array.isArray(refused.body.detail) && refused.body.detail[0].loc[0] === 'body')
  }

  const saved = await ask('POST', '/api/graph/save', graph)
  assert.equal(saved.body.message, 'Graph saved')
  assert.match(saved.body.path, /My_graph_1\.json$/)
  const listed = (await get('/api/graph/list')).body.find(({ file }: Json) => file === 'My_graph_1')
  assert.equal(listed.name, 'My graph/1')
  const loaded = (await get('/api/graph/load/My_graph_1')).body
  assert.deepEqual([loaded.name, loaded.nodes.length, loaded.edges.length], ['My graph/1', 5, 4])
  assert.deepEqual(await get('/api/graph/load/none'), {
    status: 404,
    body: { detail: "Graph 'none' not found" },
  })
  const exported = (await ask('POST', '/api/graph/export', graph)).body
  assert.match(exported.script, /^#!\/usr\/bin\/env python3/)
  const unsound = await ask('POST', '/api/graph/export', { ...graph, edges: [] })
  assert.equal(unsound.status, 400)
  assert.match(unsound.body.detail, /no entry points/)
  assert.equal((await ask('DELETE', '/api/graph/My_graph_1')).status, 200)
  assert.equal((await ask('DELETE', '/api/graph/My_graph_1')).status, 404)
})

test('a run tells of each graph node in order, and what was unchanged comes from the cache', async () => {
  using studio = await open()
  studio.say({ action: 'execute', ...layered, run_id: 'first', graph_id: 'g', record_outputs: true })
  const frames = await studio.hearAll()
  assert.deepEqual([frames[0].type, frames[0].run_id], ['execution_start', 'first'])
  assert.equal(frames.at(-1).type, 'execution_complete')
  const of = (id: string) => frames.filter(({ node_id }) => node_id === id)
  for (const id of ['s', 'x', 'l', 'soft', 'show']) {
    assert.deepEqual(
      of(id).map(({ status }) => status),
      ['running', 'completed'],
      id,
    )
  }
  const [, soft] = of('soft')
  const { values, ...summary } = soft.output_summary.tensor
  assert.deepEqual([summary.type, summary.shape, summary.dtype], ['tensor', [2, 4], 'torch.float32'])
  assert.deepEqual([values.length, values[0].length, typeof summary.mean], [2, 4, 'number'])
  assert.match(of('show')[1].log, /^\[shares\] /)

  studio.say({ action: 'execute', ...layered, run_id: 'second', graph_id: 'g' })
  const again = (await studio.hearAll()).filter(({ status }) => status === 'cached')
  // A layer has weights: it, and what hangs on it, always runs.
  assert.deepEqual(
    again.map(({ node_id }) => node_id),
    ['s', 'x'],
  )
  assert.ok(again.find(({ node_id }) => node_id === 'x').output_summary.tensor)
  studio.say({ action: 'execute', ...layered, run_id: 'third', changed_nodes: ['x'] })
  const changed = (await studio.hearAll()).filter(({ node_id }) => node_id === 'x')
  assert.equal(changed.at(-1).status, 'completed')
  studio.say({ action: 'clear_cache' })
  await studio.hear('cache_cleared')
  studio.say({ action: 'execute', ...layered })
  assert.ok((await studio.hearAll()).every(({ status }) => status !== 'cached'))
})

test('what was recorded is looked into by slices, and forgotten', async () => {
  const base = '/api/execution/outputs/first'
  const { body: outputs } = await get(base)
  assert.deepEqual(
    outputs.map(({ node_id, port, type, full_shape }: Json) => [node_id, port, type, full_shape]),
    [
      ['x', 'tensor', 'tensor', [2, 3]],
      ['l', 'tensor', 'tensor', [2, 4]],
      ['soft', 'tensor', 'tensor', [2, 4]],
      ['show', 'value', 'tensor', [2, 4]],
    ],
  )
  const whole = (await get(`${base}/x/tensor`)).body
  assert.deepEqual(
    [whole.run_id, whole.node_id, whole.port, whole.truncated, whole.min, whole.max],
    ['first', 'x', 'tensor', false, 0, 5],
  )
  assert.deepEqual(whole.values, [
    [0, 1, 2],
    [3, 4, 5],
  ])
  for (const [slice, values] of [
    ['1', [3, 4, 5]],
    [':,-1', [2, 5]],
    ['0:1,::2', [[0, 2]]],
    ['1,1', 4],
  ] as const) {
    assert.deepEqual((await get(`${base}/x/tensor?slice=${slice}`)).body.values, values, slice)
  }
  for (const [query, status, detail] of [
    ['slice=a', 400, /invalid slice: bad slice piece: 'a'/],
    ['slice=0,0,0', 400, /slice failed/],
    ['slice=9', 400, /slice failed/],
    ['max_elements=5', 413, /output has 6 elements \(max 5\); supply a narrower 'slice' parameter/],
  ] as const) {
    const refused = await get(`${base}/x/tensor?${query}`)
    assert.equal(refused.status, status, query)
    assert.match(refused.body.detail, detail)
  }
  assert.equal((await get(`${base}/x/tensor?max_elements=0`)).status, 422)
  assert.equal((await get(`${base}/x/nothing`)).status, 404)
  assert.deepEqual((await get(`${base}/x/__steps_index`)).body, [])
  assert.deepEqual((await ask('DELETE', base)).body, { run_id: 'first', deleted: true })
  assert.deepEqual(await get(base), { status: 404, body: { detail: "run 'first' not found" } })
  assert.equal((await ask('DELETE', base)).status, 404)
})

test('a verbose run is taken apart, a backward one has gradients, and weights are kept until they are reset', async () => {
  using studio = await open()
  const verbose = { run_id: 'apart', graph_id: 'kept', record_outputs: true, verbose_mode: true }
  studio.say({ action: 'execute', ...layered, ...verbose })
  await studio.hear('execution_complete')
  const { body: steps } = await get('/api/execution/outputs/apart/soft/__steps_index')
  assert.deepEqual(
    steps.map(({ index, name }: Json) => [index, name]),
    ['logits', 'max_subtract', 'exp', 'partition', 'divide'].map((name, i) => [i, name]),
  )
  const divided = await get(`/api/execution/outputs/apart/soft/__step__4__${steps[4].tensor_keys[0]}`)
  assert.deepEqual(divided.body.full_shape, [2, 4])

  const backward = { run_id: 'back', graph_id: 'kept', backward_mode: true, auto_backward: true }
  studio.say({ action: 'execute', ...layered, ...backward, record_outputs: true })
  await studio.hear('execution_complete')
  const { body: gradients } = await get('/api/execution/outputs/back/l/__grad_index')
  assert.deepEqual(gradients.map(({ port, kind, has_grad }: Json) => [port, kind, has_grad]).sort(), [
    ['bias', 'weight', true],
    ['tensor', 'port', true],
    ['weight', 'weight', true],
  ])
  assert.deepEqual(Object.keys(gradients[0].health).sort(), ['max', 'mean', 'norm', 'status'])
  const weight = await get('/api/execution/outputs/back/l/__weight_grad__weight')
  assert.deepEqual(weight.body.full_shape, [4, 3])

  assert.deepEqual((await get('/api/execution/state/list?graph_id=kept')).body, {
    graph_id: 'kept',
    count: 1,
    node_ids: ['l'],
  })
  const { total } = (await get('/api/execution/state/list')).body
  const reset = await ask('POST', '/api/execution/state/reset', { graph_id: 'kept', node_ids: ['l', 'no'] })
  assert.deepEqual(reset.body, { graph_id: 'kept', scope: 'nodes', evicted: 1 })
  assert.equal((await get('/api/execution/state/list')).body.total, total - 1)
  assert.deepEqual((await ask('POST', '/api/execution/state/reset', { graph_id: 'kept' })).body, {
    graph_id: 'kept',
    scope: 'graph',
    evicted: 0,
  })
  assert.equal((await ask('POST', '/api/execution/state/reset', {})).status, 422)
})

const failing = {
  nodes: [
    box('s', 'Start'),
    box('bad', 'TensorCreate', { shape: 'x' }),
    box('after', 'Softmax'),
    box('apart', 'TensorCreate', { shape: '2' }),
  ],
  edges: [start('bad'), start('apart'), wire('bad.tensor', 'after.tensor')],
}

test('what fails is named; in the mode continue the rest goes on', async () => {
  using studio = await open()
  studio.say({ action: 'execute', ...failing, run_id: 'fails' })
  const frames = await studio.hearAll()
  assert.equal(frames.find(({ status }) => status === 'error').node_id, 'bad')
  assert.match(frames.at(-1).error, /^Node bad \(TensorCreate\): /)
  studio.say({ action: 'execute', ...failing, error_mode: 'continue' })
  const went = await studio.hearAll()
  assert.equal(went.at(-1).type, 'execution_complete')
  const ended = Object.fromEntries(went.filter(({ node_id }) => node_id).map((f) => [f.node_id, f.status]))
  const { bad, after, apart } = ended
  assert.deepEqual({ bad, after, apart }, { bad: 'error', after: 'skipped', apart: 'completed' })
  studio.say({ action: 'execute', ...failing, error_mode: 'retry', max_retries: 1 })
  assert.equal((await studio.hearAll()).at(-1).type, 'execution_complete')
  studio.say({ action: 'execute', nodes: [box('x', 'NoSuch')], edges: [] })
  assert.match((await studio.hear('execution_error')).error, /no entry points/)
})

/** Learns until it is stopped. */
const endless = {
  nodes: [
    box('s', 'Start'),
    box('shapes', 'SyntheticSegmentation', { image_size: 16, n_samples: 16 }),
    box('batches', 'DataLoader', { batch_size: 4 }),
    box('net', 'SequentialModel', {
      layers: JSON.stringify({
        version: 2,
        nodes: [
          { id: 'i', type: 'Input', ports: [{ id: 'x', name: 'x' }] },
          { id: 'c', type: 'Conv2d', params: { in_channels: 1, out_channels: 3, kernel_size: 1 } },
          { id: 'o', type: 'Output', ports: [{ id: 'y', name: 'y' }] },
        ],
        edges: [
          { source: 'i', target: 'c' },
          { source: 'c', target: 'o' },
        ],
      }),
    }),
    box('adam', 'Optimizer'),
    box('loss', 'Loss'),
    box('loop', 'TrainingLoop', { epochs: 1_000_000 }),
  ],
  edges: [
    start('shapes'),
    start('net'),
    start('loss'),
    wire('shapes.dataset', 'batches.dataset'),
    wire('net.model', 'adam.model'),
    wire('net.model', 'loop.model'),
    wire('batches.dataloader', 'loop.dataloader'),
    wire('adam.optimizer', 'loop.optimizer'),
    wire('loss.loss_fn', 'loop.loss_fn'),
  ],
}

test('training tells how far it is, is left and found again, and stops at once and once', async () => {
  {
    using studio = await open()
    studio.say({ action: 'execute', ...endless, run_id: 'long' })
    const progress = []
    while (progress.length < 3) {
      const frame = await studio.hear('node_status')
      if (frame.status === 'progress') progress.push(frame.progress)
    }
    assert.deepEqual([progress[0].event, progress[0].config.optimizer], ['config', 'Adam'])
    const { event, epoch, total_epochs, losses } = progress[2]
    assert.deepEqual([event, epoch, total_epochs, losses.length], ['epoch', 2, 1_000_000, 2])
  }
  const run = (await get('/api/runs/long')).body
  assert.deepEqual([run.status, run.origin, run.ended_at], ['running', 'canvas', null])
  assert.ok((await get('/api/runs')).body.some(({ id }: Json) => id === 'long'))
  assert.equal((await ask('DELETE', '/api/runs/long')).status, 409)

  using other = await open()
  other.say({ action: 'attach', run_id: 'long', cursor: 3 })
  const attached = await other.hear('attached')
  assert.deepEqual([attached.run_id, attached.cursor, attached.status], ['long', 3, 'running'])
  assert.equal((await other.hear('node_status')).cursor, 4)
  other.say({ action: 'detach' })
  assert.equal((await other.hear('detached')).run_id, 'long')
  other.say({ action: 'attach', run_id: 'long' })
  await other.hear('attached')
  other.say({ action: 'stop' })
  await other.hear('execution_stopped')
  other.say({ action: 'stop' })
  assert.equal((await other.hear('execution_stopped')).reason, 'not_running')
  const ended = async () => {
    for (;;) {
      const { body } = await get('/api/runs/long')
      if (body.status !== 'running') return body
    }
  }
  assert.equal((await ended()).status, 'cancelled')
  const { events, cursor } = (await get('/api/runs/long/events?cursor=1&limit=3')).body
  assert.deepEqual([events.length, events[0].cursor, cursor], [3, 2, 4])
  other.say({ action: 'attach', run_id: 'long', cursor: 0 })
  assert.equal((await other.hear('attached')).status, 'cancelled')
  await other.hear('execution_stopped')
  assert.deepEqual((await ask('DELETE', '/api/runs/long')).body, { run_id: 'long', deleted: true })
  assert.equal((await get('/api/runs/long')).status, 404)
})

test('a run is cancelled by its id, from a socket or over HTTP', async () => {
  using studio = await open()
  studio.say({ action: 'execute', ...endless, run_id: 'one' })
  await studio.hear('execution_start')
  studio.say({ action: 'cancel', run_id: 'one' })
  const { cancelled, status } = await studio.hear('cancel_ack')
  assert.deepEqual([cancelled, status], [true, 'running'])
  studio.say({ action: 'cancel', run_id: 'nothing' })
  assert.equal((await studio.hear('cancel_ack')).cancelled, false)
  studio.say({ action: 'execute', ...endless, run_id: 'two' })
  await studio.hear('execution_start')
  assert.deepEqual((await ask('POST', '/api/runs/two/cancel')).body, { run_id: 'two', cancelled: true })
  assert.equal((await ask('POST', '/api/runs/none/cancel')).status, 404)
})

test('a new run ends the one before it on the socket', async () => {
  using studio = await open()
  studio.say({ action: 'execute', ...endless, run_id: 'before' })
  await studio.hear('execution_start')
  studio.say({ action: 'execute', ...layered, run_id: 'after' })
  await studio.hear('execution_complete')
  for (;;) {
    const { body } = await get('/api/runs/before')
    if (body.status === 'cancelled') break
    assert.equal(body.status, 'running')
  }
})

test('frames that are wrong are answered, and the socket goes on', async () => {
  using studio = await open()
  studio.say({ action: 'fly' })
  assert.deepEqual(await studio.hear('error'), { type: 'error', error: 'Unknown action: fly' })
  for (const text of [
    '',
    '{',
    '[]',
    '"x"',
    'null',
    '{}',
    '{"action":{"toString":1}}',
    '{"action":["stop"]}',
  ]) {
    studio.socket.send(text)
    assert.ok((await studio.hear('error')).error, text)
  }
  studio.socket.send(Buffer.from('{"action":"stop"}'))
  assert.equal((await studio.hear('error')).error, 'A frame is a JSON object')
  studio.say({ action: 'x'.repeat(100_000) })
  assert.ok((await studio.hear('error')).error.length < 1000)
  for (const run_id of [undefined, null, 5, { toString: 1 }]) {
    studio.say({ action: 'attach', run_id })
    assert.match((await studio.hear('error')).error, /^run_id: /)
  }
  studio.say({ action: 'execute', nodes: 5 })
  const refused = await studio.hear('execution_error')
  assert.equal(refused.rejected, true)
  studio.say({ action: 'attach', run_id: 'nothing' })
  assert.match((await studio.hear('error')).error, /not found/)
  studio.say({ action: 'stop' })
  assert.equal((await studio.hear('execution_stopped')).reason, 'not_running')
  // Wires need no ids here.
  studio.say({ action: 'execute', ...layered, edges: layered.edges.map((edge) => ({ ...edge, id: null })) })
  await studio.hear('execution_complete')
})

test('without the token, or from a foreign page, no socket opens', async () => {
  const refused = (query: string, headers: Record<string, string> = {}) =>
    new Promise<number | undefined>((resolve) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/execution${query}`, { headers })
      socket.on('unexpected-response', (_request, response) => {
        resolve(response.statusCode)
        response.destroy()
      })
      socket.on('error', () => resolve(undefined))
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
    })
  assert.equal(await refused(''), 403)
  assert.equal(await refused('?token=wrong'), 403)
  assert.equal(await refused(`?token=${token}`, { origin: 'https://evil.example' }), 403)
  assert.equal(await refused('', { 'x-codefyui-token': token }), 101)
  assert.equal(await refused('', { authorization: `Bearer ${server.key}` }), 101)
})
