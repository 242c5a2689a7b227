import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { arange, TensorDataset } from '@nodeyard/tensor'
import { defineGraphNode, type GraphNodeKind } from '../../src/domain/graphs/graph-node.ts'
import { port } from '../../src/domain/graphs/ports.ts'
import { startServer, type TestServer } from '../start-server.ts'

/** 64 points and whether 2x + 1 is above 0: enough to learn from in a moment. */
const points = defineGraphNode({
  name: 'Points',
  category: 'Data',
  description: '',
  inputs: {},
  outputs: { dataset: port('DATASET') },
  params: {},
  async run() {
    const x = arange(0, 64, 1, { dtype: 'float32' }).div(32).sub(1).reshape([64, 1])
    const samples = await TensorDataset.of(x, x.mul(2).add(1).gt(0).to('int64').reshape([64]))
    return { dataset: { kind: 'dataset' as const, name: 'signs', samples } }
  },
})

let server: TestServer
let folder: string
before(async () => {
  server = await startServer()
  folder = await mkdtemp(join(tmpdir(), 'studio-publish-'))
  await server.deps.studio.open()
  const catalogue = server.deps.studio.catalogue as Map<string, GraphNodeKind>
  catalogue.set('Points', points as GraphNodeKind)
})
after(async () => {
  await server[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const layers = JSON.stringify({
  version: 2,
  nodes: [
    { id: 'in', type: 'Input', ports: [{ id: 'x', name: 'point' }] },
    { id: 'a', type: 'Linear', params: { in_features: 1, out_features: 8 } },
    { id: 'r', type: 'Tanh' },
    { id: 'd', type: 'Dropout' },
    { id: 'b', type: 'Linear', params: { in_features: 8, out_features: 2 } },
    { id: 'out', type: 'Output', ports: [{ id: 'y', name: 'scores' }] },
  ],
  edges: [
    ['in', 'a'],
    ['a', 'r'],
    ['r', 'd'],
    ['d', 'b'],
    ['b', 'out'],
  ].map(([source, target]) => ({ source, target })),
})
const box = (id: string, type: string, params = {}) => ({ id, type, data: { params } })
let edges = 0
const wire = (source: string, sourceHandle: string, target: string, targetHandle: string) => ({
  id: `e${edges++}`,
  source,
  sourceHandle,
  target,
  targetHandle,
  type: sourceHandle === 'trigger' ? 'trigger' : 'data',
})
const trained = {
  name: 'signs',
  nodes: [
    box('start', 'Start'),
    box('data', 'Points'),
    box('batches', 'DataLoader', { batch_size: 16 }),
    box('model', 'SequentialModel', { layers }),
    box('loss', 'Loss'),
    box('adam', 'Optimizer', { lr: 0.05 }),
    box('loop', 'TrainingLoop', { epochs: 30 }),
    box('count', 'EvaluateModel'),
    { id: 'note', type: 'note', data: { noteContent: 'mine' } },
  ],
  edges: [
    wire('start', 'trigger', 'data', ''),
    wire('start', 'trigger', 'model', ''),
    wire('start', 'trigger', 'loss', ''),
    wire('data', 'dataset', 'batches', 'dataset'),
    wire('model', 'model', 'adam', 'model'),
    wire('model', 'model', 'loop', 'model'),
    wire('batches', 'dataloader', 'loop', 'dataloader'),
    wire('adam', 'optimizer', 'loop', 'optimizer'),
    wire('loss', 'loss_fn', 'loop', 'loss_fn'),
    wire('loop', 'model', 'count', 'model'),
    wire('data', 'dataset', 'count', 'dataset'),
  ],
}
const layered = {
  name: 'layered',
  nodes: [
    box('start', 'Start'),
    box('x', 'TensorCreate', { shape: '2,3', fill: 'ones' }),
    box('l', 'Linear', { in_features: 3, out_features: 2 }),
    box('s', 'Softmax'),
  ],
  edges: [
    wire('start', 'trigger', 'x', ''),
    wire('x', 'tensor', 'l', 'tensor'),
    wire('l', 'tensor', 's', 'tensor'),
  ],
}

test('a trained model becomes a version that answers, and its lineage is told', async () => {
  const made = await server.call('/api/graph/publish', {
    graph: trained,
    name: 'signs',
    license: 'Apache-2.0',
    seed: 4,
    deploy: true,
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const { body } = made
  assert.equal(body.model, 'admin/signs')
  assert.equal(body.version, '1.0.0')
  assert.ok(body.metrics.accuracy > 0.9)
  assert.equal(body.metrics.epochs, 30)
  assert.deepEqual(body.inputs, [{ name: 'point', dtype: 'float32', shape: ['batch', 1] }])
  assert.deepEqual(
    body.files.map(({ path }: { path: string }) => path),
    ['config.json', 'graph.json', 'model.onnx', 'model.safetensors', 'model_card.md'],
  )

  const input = { input: { point: [[-0.9], [0.9], [0.1]] } }
  let answer = await server.call(`/v1/deployments/${body.deployment_id}/invoke`, input)
  for (let i = 0; i < 200 && answer.status >= 500; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    answer = await server.call(`/v1/deployments/${body.deployment_id}/invoke`, input)
  }
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const scores = answer.body.output.scores as number[][]
  assert.deepEqual(
    scores.map(([no, yes]) => Number(yes! > no!)),
    [0, 1, 1],
  )

  // Published again: the training is not run again, and the same content under a number is the same version.
  const again = await server.call('/api/graph/publish', { graph: trained, name: 'signs', seed: 4 })
  assert.equal(again.body.version, '1.0.1')
  const events = (await server.call(`/api/runs/${again.body.run_id}/events`)).body.events
  const loop = events.filter(({ node_id }: { node_id?: string }) => node_id === 'loop')
  assert.deepEqual(
    loop.map(({ status }: { status: string }) => status),
    ['cached'],
  )

  for (const path of [body.model_id, body.model]) {
    const { status, body: lineage } = await server.call(`/v1/models/${path}/lineage`)
    assert.equal(status, 200)
    const first = lineage.revisions.find(({ revision }: { revision: string }) => revision === '1.0.0')
    assert.equal(first.made_by.run, body.run_id)
    assert.equal(first.made_by.graph_digest, body.graph_digest)
    assert.equal(first.made_by.graph_node, 'loop')
    assert.equal(first.made_by.seed, 4)
    assert.equal(first.made_by.data[0].name, 'signs')
    assert.equal(first.made_by.data[0].samples, 64)
    assert.match(first.made_by.data[0].digest, /^sha256:[0-9a-f]{64}$/)
    assert.equal(first.deployments[0].id, body.deployment_id)
  }
  assert.equal(
    (await server.call(`/v1/models/${body.model_id}/lineage`, undefined, { key: null })).status >= 400,
    true,
  )
  const wrong = await server.call('/api/graph/publish', { graph: trained, name: 'signs', node_id: 'nothing' })
  assert.equal(wrong.status, 404)
  const none = await server.call('/api/graph/publish', { graph: trained, name: 'signs', node_id: 'loss' })
  assert.match(none.body.detail, /gives no network/)
})

test('the graph itself as a function becomes a version, with the weights it keeps', async () => {
  const made = await server.call('/api/graph/publish', { graph: layered, name: 'layered', graph_id: 'g1' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.deepEqual(made.body.inputs, [{ name: 'x', dtype: 'float32', shape: ['batch', 3] }])
  assert.deepEqual(made.body.outputs, ['s'])
  const onnx = await server.call('/api/graph/export?format=onnx', { ...layered, graph_id: 'g1' })
  assert.equal(onnx.status, 200)
  assert.equal(onnx.body.filename, 'layered.onnx')
  assert.ok(Buffer.from(onnx.body.onnx, 'base64').byteLength > 100)
})

test('a model of more than 100 MB is published and exported while others are answered', async () => {
  const wide = {
    ...layered,
    name: 'wide',
    nodes: [
      box('start', 'Start'),
      box('x', 'TensorCreate', { shape: '2,5000', fill: 'ones' }),
      box('l', 'Linear', { in_features: 5000, out_features: 5500 }),
      box('s', 'Softmax'),
    ],
  }
  let isOver = false
  const others = (async () => {
    let answered = 0
    for (; !isOver; answered++) assert.equal((await server.call('/api/health')).status, 200)
    return answered
  })()
  const made = await server.call('/api/graph/publish', { graph: wide, name: 'wide', graph_id: 'wide' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const sizes = new Map(made.body.files.map(({ path, size }: { path: string; size: number }) => [path, size]))
  const weights = 4 * (5000 * 5500 + 5500)
  for (const path of ['model.onnx', 'model.safetensors']) {
    const size = Number(sizes.get(path))
    assert.ok(size > weights && size < weights + 10_000, `${path} has ${size} bytes`)
  }
  const exported = await server.call('/api/graph/export?format=onnx', { ...wide, graph_id: 'wide' })
  isOver = true
  assert.ok((await others) >= 10)
  const file = made.body.files.find(({ path }: { path: string }) => path === 'model.onnx')
  const sent = Buffer.from(exported.body.onnx, 'base64')
  assert.equal(createHash('sha256').update(sent).digest('hex'), file.sha256)
  assert.deepEqual([exported.body.filename, exported.body.dynamic_batch], ['wide.onnx', true])
})

/** An example with some of its parameters changed. */
async function exampleOf(path: string, changes: Record<string, object> = {}) {
  const { body } = await server.call(`/api/examples/load?path=${encodeURIComponent(path)}`)
  const nodes = body.nodes.map((node: { id: string; type: string; data?: { params?: object } }) =>
    box(node.id, node.type, { ...node.data?.params, ...changes[node.id] }),
  )
  const edges = body.edges.map((edge: object, i: number) => ({ id: `e${i}`, type: 'data', ...edge }))
  return { name: body.name, nodes, edges }
}

test('weights that are drawn anew in each run are published as the run drew them', async () => {
  const graph = await exampleOf('Transformer/Mixture-Of-Experts')
  const ask = () => server.call('/api/graph/publish', { graph, name: 'experts', seed: 2 })
  const [made, again] = [await ask(), await ask()]
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const weights = ({ body }: typeof made) =>
    body.files.find(({ path }: { path: string }) => path === 'model.safetensors').sha256
  assert.equal(weights(made), weights(again))
})

test('a network that tells noise from a picture is published with the step it is asked', async () => {
  const graph = await exampleOf('Diffusion/Train-And-Sample', {
    shapes: { n_samples: 8, image_size: 8 },
    train: { epochs: 1, batch_size: 4, num_timesteps: 4 },
    sample: { num_steps: 1 },
  })
  const made = await server.call('/api/graph/publish', { graph, name: 'denoiser' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  assert.deepEqual(
    made.body.inputs.map(({ name, dtype }: { name: string; dtype: string }) => [name, dtype]),
    [
      ['input', 'float32'],
      ['input_1', 'int64'],
    ],
  )
})

test('who asks again to publish gets the first answer, and one version is made', async () => {
  const publish = () =>
    server.call(
      '/api/graph/publish',
      { graph: layered, name: 'once', graph_id: 'g2' },
      { headers: { 'idempotency-key': 'publish once' } },
    )
  const both = await Promise.all([publish(), publish()])
  // The second of two at once is told to come again.
  const made = both.find(({ status }) => status === 200)!
  for (const { status, body } of both) if (body !== made.body) assert.ok(status === 409 || status === 200)
  const again = await publish()
  assert.equal(again.headers.get('idempotent-replayed'), 'true')
  assert.deepEqual(again.body, made.body)
  const { revisions } = (await server.call(`/v1/models/${made.body.model_id}/lineage`)).body
  assert.deepEqual(
    revisions.map(({ revision }: { revision: string }) => revision),
    ['1.0.0'],
  )
  assert.equal((await server.call(`/api/runs/${made.body.run_id}`)).body.status, 'succeeded')
})

test('a script comes with its weights, kept ones before fresh ones', async (t) => {
  const run = async (graphId: string) => {
    const { status, body } = await server.call('/api/graph/export', { ...layered, graph_id: graphId })
    assert.equal(status, 200)
    return body
  }
  const kept = await run('g1')
  assert.equal(kept.filename, 'layered.py')
  assert.notEqual(kept.weights, null)
  const invalid = await server.call('/api/graph/export', { ...layered, edges: [] })
  assert.equal(invalid.status, 400)
  assert.match(invalid.body.detail, /no entry points/)
  const unknown = await server.call('/api/graph/export', { ...trained, name: 'x' })
  assert.match(unknown.body.detail, /No PyTorch translation for: Points \(node data\)/)
  if (!existsSync('/usr/bin/python3')) return t.skip('python3 is not installed')
  await writeFile(join(folder, kept.filename), kept.script)
  const checked = spawnSync('/usr/bin/python3', ['-m', 'py_compile', join(folder, kept.filename)])
  assert.equal(checked.status, 0, String(checked.stderr))
})
