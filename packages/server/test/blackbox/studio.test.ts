// The studio as its contract says it, by a client that knows nothing of the server: fetch alone.
import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { after, before, test } from 'node:test'
import { type Server, startProgram } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
type Json = any
interface Answer {
  status: number
  body: Json
}

let server: Server
let token: string
before(async () => {
  server = await startProgram()
  token = (await ask('GET', '/api/auth/bootstrap')).body.token
})
after(() => server[Symbol.asyncDispose]())

/** Asks as a client on the same machine does: with the token of this start, and no key. */
async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'x-codefyui-token': token },
): Promise<Answer> {
  const isForm = body instanceof FormData
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...(token === undefined ? {} : headers),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}

function formOf(name: string, content: Uint8Array<ArrayBuffer>, field = 'file') {
  const form = new FormData()
  form.append('note', 'beside it')
  form.append(field, new Blob([content]), name)
  return form
}

/** Asks without a client's tidying of the address. */
const askRaw = (method: string, path: string) =>
  new Promise<Answer>((resolve, reject) => {
    const url = new URL(server.url)
    const asking = httpRequest(
      { host: url.hostname, port: url.port, method, path, headers: { 'x-codefyui-token': token } },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode!, body: JSON.parse(text) })
      },
    )
    asking.on('error', reject)
    asking.end()
  })

const bytes = new Uint8Array(300_000).map((_, i) => (i * 31) % 251)

for (const [area, name, other] of [
  ['models', 'weights.SAFETENSORS', 'photo.png'],
  ['images', 'photo é.png', 'weights.pt'],
] as const) {
  test(`files of ${area} come in, are listed, go out and go away`, async () => {
    assert.deepEqual((await ask('GET', `/api/${area}`)).body, [])
    const sent = await ask('POST', `/api/${area}/upload`, formOf(name, bytes))
    assert.deepEqual(sent, { status: 200, body: { filename: name, size: bytes.length } })
    await ask('POST', `/api/${area}/upload`, formOf(`some/folder\\${name}`, bytes.slice(0, 10)))
    assert.deepEqual((await ask('GET', `/api/${area}`)).body, [{ filename: name, size: 10 }])

    const path = `/api/${area}/download/${encodeURIComponent(name)}`
    const got = await fetch(server.url + path)
    assert.equal(got.headers.get('content-type'), 'application/octet-stream')
    assert.match(got.headers.get('content-disposition')!, /^attachment; filename="/)
    assert.deepEqual(new Uint8Array(await got.arrayBuffer()), bytes.slice(0, 10))

    const gone = await ask('DELETE', `/api/${area}/${encodeURIComponent(name)}`)
    assert.deepEqual(gone, { status: 200, body: { message: `Deleted ${name}` } })
    assert.equal((await ask('DELETE', `/api/${area}/${encodeURIComponent(name)}`)).status, 404)
    assert.equal((await ask('GET', path)).status, 404)
  })

  test(`files of ${area} that are none are refused`, async () => {
    const refused = await ask('POST', `/api/${area}/upload`, formOf(other, bytes))
    assert.equal(refused.status, 400)
    assert.match(refused.body.detail, /^Unsupported file type: \.\w+\. Allowed: \.b/)
    const extension = area === 'models' ? '.pt' : '.png'
    for (const bad of [`.hidden${extension}`, `${'x'.repeat(300)}${extension}`, `a\u0007b${extension}`]) {
      const answer = await ask('POST', `/api/${area}/upload`, formOf(bad, bytes.slice(0, 5)))
      assert.deepEqual(answer, { status: 400, body: { detail: 'Invalid filename' } }, bad)
    }
    const nameless = await ask('POST', `/api/${area}/upload`, formOf(`a${extension}`, bytes, 'other'))
    assert.equal(nameless.status, 422)
    assert.deepEqual(nameless.body.detail[0].loc, ['body', 'file'])
    assert.equal((await ask('POST', `/api/${area}/upload`, { file: 'text' })).status, 422)
    const broken = await fetch(`${server.url}/api/${area}/upload`, {
      method: 'POST',
      headers: { 'x-codefyui-token': token, 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\ncontent-disposition: form-data; name="file"; filename="a${extension}"\r\n\r\nhalf`,
    })
    assert.equal(broken.status, 400)
    const unasked = await ask('POST', `/api/${area}/upload`, formOf(`a${extension}`, bytes), {})
    assert.deepEqual(unasked, {
      status: 403,
      body: { detail: 'Missing or invalid X-CodefyUI-Token header' },
    })
    assert.deepEqual((await ask('GET', `/api/${area}`)).body, [], 'nothing is left of any of these')
    for (const way of [
      '..%2f..%2f..%2fadmin.key',
      '%2e%2e/%2e%2e/admin.key',
      '%2fetc%2fpasswd',
      '..%5c..%2f..',
    ]) {
      const answer = await askRaw('GET', `/api/${area}/download/${way}`)
      assert.ok([400, 404].includes(answer.status), way)
    }
    assert.deepEqual(await askRaw('DELETE', `/api/${area}/a%2fb${extension}`), {
      status: 400,
      body: { detail: 'Invalid filename' },
    })
  })
}

test('an upload beyond 500 MiB is refused before it is sent', async () => {
  const { hostname, port } = new URL(server.url)
  const status = await new Promise((resolve, reject) => {
    const headers = {
      'x-codefyui-token': token,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 600 * 1024 * 1024,
    }
    const asking = httpRequest(
      { hostname, port, method: 'POST', path: '/api/models/upload', headers },
      (response) => {
        resolve(response.statusCode)
        asking.destroy()
      },
    )
    asking.on('error', reject)
    asking.flushHeaders()
  })
  assert.equal(status, 413)
})

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

test('examples are listed and loaded, and no path leads elsewhere', async () => {
  const { body: examples } = await ask('GET', '/api/examples/list')
  assert.ok(examples.length >= 12)
  for (const { path, name, category, source, node_count, edge_count } of examples) {
    const { body: graph } = await ask('GET', `/api/examples/load?path=${encodeURIComponent(path)}`)
    assert.deepEqual(Object.keys(graph), ['name', 'description', 'nodes', 'edges'])
    assert.deepEqual([graph.name, graph.nodes.length, graph.edges.length], [name, node_count, edge_count])
    assert.equal(source, 'builtin')
    assert.ok(path.startsWith(`${category}/`))
    assert.deepEqual((await ask('POST', '/api/graph/validate', graph)).body.errors, [], path)
  }
  for (const bad of ['../secret', '/etc', 'a/../../b', '\\x', '..']) {
    const answer = await ask('GET', `/api/examples/load?path=${encodeURIComponent(bad)}`)
    assert.deepEqual(answer, { status: 400, body: { detail: 'Invalid path' } }, bad)
  }
  assert.equal((await ask('GET', '/api/examples/load?path=Basics')).status, 404)
  assert.equal((await ask('GET', '/api/examples/load')).status, 422)
})

test('who saves a graph can ask that nobody saved it meanwhile', async () => {
  const save = async (name: string, description: string, expecting: Record<string, string> = {}) => {
    const graph = { name, description, nodes: [], edges: [] }
    return ask('POST', '/api/graph/save', graph, { 'x-codefyui-token': token, ...expecting })
  }
  const tagOf = async (name: string) =>
    (await fetch(`${server.url}/api/graph/load/${name}`)).headers.get('etag') ?? ''
  assert.equal((await save('ours', 'first', { 'if-none-match': '*' })).status, 200)
  const taken = await save('ours', 'second', { 'if-none-match': '*' })
  assert.deepEqual([taken.status, /meanwhile/.test(taken.body.detail)], [412, true])
  const tag = await tagOf('ours')
  const saved = await save('ours', 'third', { 'if-match': tag })
  assert.equal(saved.status, 200)
  assert.equal(`"${saved.body.modified}"`, await tagOf('ours'))
  for (const stale of [tag, '"7"', '*', 'W/"x"', '']) {
    assert.equal((await save('ours', 'fourth', { 'if-match': stale })).status, 412, stale)
  }
  assert.equal((await save('nowhere', 'fifth', { 'if-match': tag })).status, 412)
  assert.equal((await ask('GET', '/api/graph/load/ours')).body.description, 'third')
  // Without a word about it, the last one wins; every save has another tag, however soon it follows.
  const tags = await Promise.all(
    Array.from({ length: 5 }, async () => (await save('ours', 'last')).body.modified),
  )
  assert.equal(new Set(tags).size, 5)
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

test('a plugin that is switched off leaves the catalogue, and comes back', async () => {
  const { body: plugins } = await ask('GET', '/api/plugins')
  const deep = plugins.find(({ id }: Json) => id === 'deep')
  assert.equal(deep.enabled, true)
  assert.ok(deep.nodes.includes('deep:Edu-Patchify'))
  const { body: before } = await ask('GET', '/api/plugins/generation')
  const counts = (await ask('POST', '/api/nodes/reload')).body
  assert.equal(counts.total, counts.builtin + counts.custom + counts.plugins)

  const off = await ask('POST', '/api/plugins/deep/disable')
  assert.deepEqual(off, { status: 200, body: { id: 'deep', enabled: false } })
  assert.equal((await ask('GET', '/api/nodes/deep:Edu-Patchify')).status, 404)
  const gone = (await ask('GET', '/api/plugins/deep')).body
  assert.deepEqual([gone.id, gone.lockfile_entry.enabled, gone.nodes], ['deep', false, []])
  const fewer = (await ask('POST', '/api/plugins/reload')).body
  assert.equal(fewer.plugins, counts.plugins - deep.nodes.length)
  assert.equal((await ask('GET', '/api/health')).body.nodes_loaded, fewer.total)

  assert.equal((await ask('POST', '/api/plugins/deep/enable')).body.enabled, true)
  assert.deepEqual((await ask('GET', '/api/plugins')).body, plugins)
  assert.ok((await ask('GET', '/api/plugins/generation')).body.generation > before.generation)
  assert.deepEqual(await ask('POST', '/api/plugins/none/enable'), {
    status: 404,
    body: { detail: "Plugin 'none' not found" },
  })
  assert.equal((await ask('GET', '/api/plugins/none')).status, 404)
  assert.equal((await ask('POST', '/api/plugins/deep/disable', undefined, {})).status, 403)
})
