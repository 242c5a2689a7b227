import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, type Json } from './client.ts'

const twoLayers = {
  nodes: [
    { id: 'first', type: 'Linear', data: { params: { in_features: 3, out_features: 4 } } },
    { id: 'bend', type: 'Activation' },
    { id: 'remark', type: 'note', data: { noteContent: 'hello' } },
    { id: 'strange', type: 'NoSuchThing', data: { params: { a: 1 } } },
  ],
  edges: [{ source: 'first', sourceHandle: 'tensor', target: 'bend', targetHandle: 'tensor' }],
}

test('presets ship, are made of graphs, and run as one box', async () => {
  const { body: presets } = await ask('GET', '/api/presets')
  const cnn = presets.find((preset: Json) => preset.preset_name === 'Simple CNN Classifier')
  assert.equal(cnn.nodes.length, 6)
  assert.equal(cnn.exposed_params.length, 7)
  assert.equal(cnn.exposed_params[0].param_def.param_type, 'int')
  assert.deepEqual((await ask('GET', '/api/presets/Simple%20CNN%20Classifier')).body, cnn)
  assert.deepEqual(await ask('GET', '/api/presets/None'), {
    status: 404,
    body: { detail: "Preset 'None' not found" },
  })

  const draft = { name: 'Two/Layers', ...twoLayers, nodes: twoLayers.nodes.slice(0, 3) }
  const made = await ask('POST', '/api/presets/create', draft)
  assert.equal(made.status, 200)
  assert.equal(made.body.category, 'Custom')
  assert.deepEqual(
    made.body.exposed_inputs.map(({ name, internal_node, data_type }: Json) => [
      name,
      internal_node,
      data_type,
    ]),
    [['node_0_tensor', 'node_0', 'TENSOR']],
  )
  assert.deepEqual(
    made.body.exposed_outputs.map(({ name }: Json) => name),
    ['node_1_tensor'],
  )
  assert.deepEqual(
    made.body.exposed_params.map(({ display_name, group }: Json) => [display_name, group]),
    [
      ['Linear - in_features', 'Linear'],
      ['Linear - out_features', 'Linear'],
      ['Activation - function', 'Activation'],
    ],
  )
  assert.deepEqual((await ask('GET', '/api/presets/Two%2FLayers')).body, made.body)
  const again = await ask('POST', '/api/presets/create', draft)
  assert.equal(again.status, 409)
  assert.equal(
    (await ask('POST', '/api/presets/create', { ...draft, name: 'Simple CNN Classifier' })).status,
    409,
  )
  const valid = await ask('POST', '/api/graph/validate', {
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'x', type: 'TensorCreate', data: { params: { shape: '2,3' } } },
      { id: 'box', type: 'preset:Two/Layers' },
    ],
    edges: [
      { id: '1', source: 's', target: 'x', type: 'trigger' },
      { id: '2', source: 'x', sourceHandle: 'tensor', target: 'box', targetHandle: 'node_0_tensor' },
    ],
  })
  assert.deepEqual(valid.body.errors, [])
  assert.equal((await ask('DELETE', '/api/presets/Two%2FLayers')).status, 200)
  assert.equal((await ask('DELETE', '/api/presets/Two%2FLayers')).status, 404)
})

test('what makes no preset is told', async () => {
  const empty = await ask('POST', '/api/presets/create', { name: 'a', nodes: [], edges: [] })
  assert.deepEqual(empty, { status: 400, body: { detail: 'Graph must have at least one node' } })
  const strange = { name: 'b', nodes: twoLayers.nodes.slice(3), edges: [] }
  const closed = await ask('POST', '/api/presets/create', strange)
  assert.equal(closed.status, 400)
  assert.match(closed.body.detail, /no unconnected ports/)
  assert.equal((await ask('POST', '/api/presets/create', { nodes: [], edges: [] })).status, 422)
})

test('a graph runs, and is judged, with the presets it brings along', async () => {
  const preset = {
    preset_name: 'Brought along',
    nodes: [{ id: 'inner', type: 'Print', params: {} }],
    edges: [],
    exposed_inputs: [{ name: 'in', internal_node: 'inner', internal_port: 'value' }],
    exposed_outputs: [{ name: 'out', internal_node: 'inner', internal_port: 'value' }],
  }
  const graph = {
    name: 'brings',
    presets: [preset],
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'in', type: 'GraphInput', data: { params: { name: 'x' } } },
      { id: 'box', type: 'preset:Brought along' },
      { id: 'out', type: 'GraphOutput', data: { params: { name: 'y' } } },
    ],
    edges: [
      { id: 't', source: 's', target: 'in', sourceHandle: 'trigger', type: 'trigger' },
      { id: 'a', source: 'in', sourceHandle: 'value', target: 'box', targetHandle: 'in' },
      { id: 'b', source: 'box', sourceHandle: 'out', target: 'out', targetHandle: 'value' },
    ],
  }
  assert.deepEqual((await ask('POST', '/api/graph/validate', graph)).body.errors, [])
  const { presets: _, ...alone } = graph
  assert.equal((await ask('POST', '/api/graph/validate', alone)).body.valid, false)
  await ask('POST', '/api/graph/save', graph)
  const { body } = await ask('POST', '/api/graph/run/brings', { inputs: { x: 'hello' } })
  assert.deepEqual([body.status, body.outputs], ['ok', { y: 'hello' }])
})
