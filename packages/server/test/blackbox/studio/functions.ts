import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, ask, type Json, server, token } from './client.ts'

/** Saves a graph whose input goes through `kind` to an output; a call of it. */
async function saveFunction(name: string, input: object, middle: object[], edges: [string, string][]) {
  const graph = {
    name,
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'in', type: 'GraphInput', data: { params: { name: 'x', ...input } } },
      ...middle,
      { id: 'out', type: 'GraphOutput', data: { params: { name: 'y', description: 'what comes out' } } },
    ],
    edges: [
      { id: 't', source: 's', target: 'in', sourceHandle: 'trigger', type: 'trigger' },
      ...edges.map(([from, to], i) => {
        const [[source, sourceHandle], [target, targetHandle]] = [from.split('.'), to.split('.')]
        return { id: `e${i}`, source, sourceHandle, target, targetHandle }
      }),
    ],
  }
  assert.equal((await ask('POST', '/api/graph/save', graph)).status, 200)
  return (body?: unknown) => ask('POST', `/api/graph/run/${name}`, body)
}

test('a graph is called as a function, and its contract tells how', async () => {
  const call = await saveFunction('echo', { description: 'anything' }, [], [['in.value', 'out.value']])
  assert.deepEqual((await ask('GET', '/api/graph/contract/echo')).body, {
    graph: 'echo',
    inputs: [{ name: 'x', type: 'string', required: true, default: null, description: 'anything' }],
    outputs: [{ name: 'y', type: 'ANY', description: 'what comes out' }],
    problems: [],
  })
  const { status, body } = await call({ inputs: { x: 'hello' }, unknown: 1 })
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(body).sort(), [
    'app',
    'device',
    'error',
    'graph',
    'outputs',
    'run_id',
    'status',
    'timing',
    'version',
  ])
  assert.match(body.run_id, /^[0-9a-f]{32}$/)
  assert.ok(body.timing.total_s >= 0)
  const { run_id, timing, ...rest } = body
  assert.deepEqual(rest, {
    status: 'ok',
    graph: 'echo',
    app: null,
    version: null,
    device: 'cpu',
    outputs: { y: 'hello' },
    error: null,
  })
  assert.equal((await ask('GET', `/api/runs/${run_id}`)).body.origin, 'function')
  assert.deepEqual((await call({ inputs: { x: 'other' } })).body.outputs, { y: 'other' })
})

test('inputs of every type, and what does not fit', async () => {
  const wires: [string, string][] = [['in.value', 'out.value']]
  const fit: [string, unknown][] = [
    ['number', 2.5],
    ['integer', 3.0],
    ['boolean', false],
    ['json', { a: [1, null] }],
    ['string', ''],
  ]
  for (const [type, value] of fit) {
    const call = await saveFunction(`of_${type}`, { type }, [], wires)
    assert.deepEqual((await call({ inputs: { x: value } })).body.outputs, { y: value }, type)
    if (type === 'json') continue
    const wrong = await call({ inputs: { x: [1] } })
    assert.equal(wrong.status, 422, type)
    assert.equal(wrong.body.error.code, 'invalid_input')
    assert.deepEqual(wrong.body.error.details[0].input, 'x')
  }
  const call = await saveFunction('of_integer', { type: 'integer', required: false, default: '7' }, [], wires)
  assert.deepEqual((await call()).body.outputs, { y: 7 })
  assert.equal((await call({ inputs: { x: 3.5 } })).body.error.code, 'invalid_input')
  assert.equal((await call({ inputs: { z: 1 } })).body.error.details[0].input, 'z')
  assert.equal((await call({ timeout_s: 0 })).body.error.details[0].field, 'timeout_s')
  const missing = await (await saveFunction('of_string', {}, [], wires))()
  assert.deepEqual(missing.body.error.details, [{ input: 'x', reason: 'is required' }])
  const text = await fetch(`${server.url}/api/graph/run/of_string`, {
    method: 'POST',
    headers: { 'x-codefyui-token': token, 'content-type': 'text/plain' },
    body: '{"inputs":{"x":"as text"}}',
  })
  assert.deepEqual(((await text.json()) as Json).outputs, { y: 'as text' })
})

/** A red picture of one pixel. */
const RED = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

test('pictures go in, tensors come out', async () => {
  const half = [{ id: 'half', type: 'ScalarMultiply', data: { params: { scalar: 0.5 } } }]
  const call = await saveFunction('darker', { type: 'image' }, half, [
    ['in.value', 'half.tensor'],
    ['half.tensor', 'out.value'],
  ])
  for (const x of [RED, `data:image/png;base64,${RED}`]) {
    assert.deepEqual((await call({ inputs: { x } })).body.outputs, {
      y: { __type__: 'tensor', shape: [3, 1, 1], dtype: 'float32', values: [[[0.5]], [[0]], [[0]]] },
    })
  }
  for (const x of ['AAAA', 'not base64!', 5]) {
    assert.equal((await call({ inputs: { x } })).status, 422, String(x))
  }
})

test('every way in which a call can fail has its code', async () => {
  const codeOf = async (answer: Promise<Answer>) => {
    const { status, body } = await answer
    assert.equal(body.status, 'error', JSON.stringify(body))
    assert.deepEqual(body.outputs, {})
    return `${status} ${body.error.code}`
  }
  assert.equal(await codeOf(ask('POST', '/api/graph/run/')), '404 graph_not_found')
  assert.equal(await codeOf(ask('POST', '/api/graph/run/none')), '404 graph_not_found')
  assert.equal(await codeOf(ask('POST', '/api/graph/run/of%20string')), '404 graph_not_found')
  assert.equal((await ask('GET', '/api/graph/contract/none')).status, 404)

  const bad = await saveFunction('bad', { name: '1 x', type: 'image', required: false }, [], [])
  assert.equal(await codeOf(bad()), '409 invalid_contract')
  const { problems } = (await ask('GET', '/api/graph/contract/bad')).body
  assert.equal(problems.length, 3, JSON.stringify(problems))

  const big = [{ id: 'big', type: 'TensorCreate', data: { params: { shape: '300,300' } } }]
  const start = { id: 'b', source: 's', target: 'big', sourceHandle: 'trigger', type: 'trigger' }
  const graph = {
    nodes: [{ id: 's', type: 'Start' }, ...big, { id: 'out', type: 'GraphOutput' }],
    edges: [start, { id: 'c', source: 'big', sourceHandle: 'tensor', target: 'out', targetHandle: 'value' }],
  }
  const saveAndCall = async (name: string, change: object) => {
    await ask('POST', '/api/graph/save', { name, ...graph, ...change })
    return codeOf(ask('POST', `/api/graph/run/${name}`))
  }
  assert.equal(await saveAndCall('big', {}), '500 output_too_large')
  assert.equal(await saveAndCall('idle', { edges: graph.edges.slice(1) }), '409 no_entry_points')
  const model = { id: 'big', type: 'DiffusionUNet', data: { params: { base_channels: 4 } } }
  const modelEdges = [start, { ...graph.edges[1], sourceHandle: 'model' }]
  assert.equal(
    await saveAndCall('model', { nodes: [graph.nodes[0], model, graph.nodes[2]], edges: modelEdges }),
    '500 unserializable_output',
  )
  const failing = { id: 'big', type: 'TensorCreate', data: { params: { shape: 'x' } } }
  await ask('POST', '/api/graph/save', {
    name: 'fails',
    ...graph,
    nodes: [graph.nodes[0], failing, graph.nodes[2]],
  })
  const { status, body } = await ask('POST', '/api/graph/run/fails')
  assert.deepEqual([status, body.error.code, body.error.node_id], [500, 'execution_error', 'big'])
  const unknown = { id: 'big', type: 'NoSuchThing' }
  assert.equal(
    await saveAndCall('unknown', { nodes: [graph.nodes[0], unknown, graph.nodes[2]] }),
    '409 invalid_graph',
  )
  const far = [...graph.nodes, { id: 'other', type: 'TensorCreate' }]
  const farEdges = [start, { ...graph.edges[1], source: 'other' }]
  assert.equal(await saveAndCall('far', { nodes: far, edges: farEdges }), '409 unreachable_output')
  const lonely = [...graph.nodes, { id: 'in', type: 'GraphInput', data: { params: { required: false } } }]
  assert.equal(await saveAndCall('lonely', { nodes: lonely }), '409 untriggered_input')

  const large = await fetch(`${server.url}/api/graph/run/echo`, {
    method: 'POST',
    headers: { 'x-codefyui-token': token },
    body: 'x'.repeat(65 * 1024 * 1024),
  })
  assert.equal(large.status, 413)
  assert.equal(((await large.json()) as Json).error.code, 'payload_too_large')
  const unasked = await ask('POST', '/api/graph/run/echo', {}, {})
  assert.equal(unasked.status, 403)
})
