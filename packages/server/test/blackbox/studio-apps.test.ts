// Published apps, the keys they are called with, and language models through the server, by a client that knows
// nothing of it: fetch alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startLanguageModels } from './language-models.ts'
import { type Server, startProgram } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
type Json = any
interface Answer {
  status: number
  headers: Headers
  body: Json
}

const SECRET = 'sk-of-the-server-0123456789'

let server: Server
let models: Awaited<ReturnType<typeof startLanguageModels>>
let token: string
let key: string
before(async () => {
  models = await startLanguageModels()
  server = await startProgram({
    OPENAI_API_KEY: SECRET,
    OPENAI_BASE_URL: `${models.url}/v1`,
    ANTHROPIC_API_KEY: SECRET,
    ANTHROPIC_BASE_URL: models.url,
  })
  token = ((await (await fetch(`${server.url}/api/auth/bootstrap`)).json()) as Json).token
})
after(async () => {
  await server[Symbol.asyncDispose]()
  await models[Symbol.asyncDispose]()
})

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'x-codefyui-token': token },
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
}

const bearer = (text = key) => ({ authorization: `Bearer ${text}` })
const invoke = (slug: string, body: unknown = {}, headers = bearer()) =>
  ask('POST', `/api/apps/${slug}/invoke`, body, headers)

/** Saves a graph that gives `text` and what it is called with. */
const save = (name: string, text: string, more: { nodes?: object[]; edges?: object[] } = {}) =>
  ask('POST', '/api/graph/save', {
    name,
    description: 'says something',
    nodes: [
      { id: 's', type: 'Start' },
      { id: 'in', type: 'GraphInput', data: { params: { name: 'x', required: false, default: 'nothing' } } },
      { id: 'text', type: 'TextInput', data: { params: { value: text } } },
      { id: 'said', type: 'GraphOutput', data: { params: { name: 'said' } } },
      { id: 'echo', type: 'GraphOutput', data: { params: { name: 'echo' } } },
      ...(more.nodes ?? []),
    ],
    edges: [
      { id: 'a', source: 's', sourceHandle: 'trigger', target: 'in', type: 'trigger' },
      { id: 'b', source: 'in', sourceHandle: 'value', target: 'echo', targetHandle: 'value' },
      { id: 'c', source: 's', sourceHandle: 'trigger', target: 'text', type: 'trigger' },
      { id: 'd', source: 'text', sourceHandle: 'text', target: 'said', targetHandle: 'value' },
      ...(more.edges ?? []),
    ],
  })

const publish = (slug: string, body: object) => ask('POST', `/api/apps/${slug}/publish`, body)

test('keys are made, told once, listed and revoked', async () => {
  const made = await ask('POST', '/api/keys', { name: 'ci' })
  assert.equal(made.status, 200)
  assert.deepEqual(Object.keys(made.body), ['id', 'name', 'prefix', 'token'])
  key = made.body.token
  assert.ok(key.startsWith(made.body.prefix))
  const { body: listed } = await ask('GET', '/api/keys')
  const found = listed.find(({ id }: Json) => id === made.body.id)
  assert.deepEqual([found.name, found.prefix, found.revoked_at], ['ci', made.body.prefix, null])
  assert.ok(!JSON.stringify(listed).includes(key))
  assert.equal((await ask('GET', '/api/graph/list', undefined, bearer())).status, 200)
  // It may run graphs and nothing else.
  assert.equal((await ask('GET', '/api/keys', undefined, bearer())).body.detail.code, 'insufficient_scope')

  const other = (await ask('POST', '/api/keys', { name: 'short-lived' })).body
  const gone = await ask('POST', `/api/keys/${other.id}/revoke`)
  assert.ok(gone.body.revoked_at)
  assert.equal((await ask('GET', '/api/graph/list', undefined, bearer(other.token))).status, 401)
  const { body: after } = await ask('GET', '/api/keys')
  assert.equal(after.find(({ id }: Json) => id === other.id).revoked_at, gone.body.revoked_at)

  assert.equal((await ask('POST', '/api/keys/key_none/revoke')).status, 404)
  assert.equal((await ask('POST', '/api/keys', {})).status, 422)
  for (const path of ['/api/keys', '/api/apps']) {
    const bare = await ask('GET', path, undefined, {})
    assert.deepEqual([bare.status, bare.body.detail.code], [403, 'forbidden'], path)
  }
})

test('a graph is published, answers, and what is drawn later does not change it', async () => {
  await save('speaker', 'first')
  const missing = await publish('speaker', { graph: 'speaker' })
  assert.deepEqual([missing.status, missing.body.detail.code], [404, 'app_not_found'])
  const made = await publish('speaker', {
    graph: 'speaker',
    create: true,
    note: 'v one',
    git_commit: 'abcdef1',
    git_dirty: false,
  })
  assert.deepEqual(made.body, {
    slug: 'speaker',
    version: 1,
    active: true,
    created: true,
    graph_name: 'speaker',
    note: 'v one',
    git_commit: 'abcdef1',
    git_dirty: false,
  })
  const { status, body } = await invoke('speaker', { inputs: { x: 'hello' } })
  assert.equal(status, 200, JSON.stringify(body))
  assert.match(body.run_id, /^[0-9a-f]{32}$/)
  const { run_id, timing, ...rest } = body
  assert.ok(timing.total_s >= 0)
  assert.deepEqual(rest, {
    status: 'ok',
    graph: 'speaker',
    app: 'speaker',
    version: 1,
    device: 'cpu',
    outputs: { said: 'first', echo: 'hello' },
    error: null,
  })
  assert.equal((await ask('GET', `/api/runs/${run_id}`)).body.origin, 'app')

  await save('speaker', 'second')
  assert.equal((await invoke('speaker')).body.outputs.said, 'first')
  const next = await publish('speaker', { graph: 'speaker' })
  assert.deepEqual([next.body.version, next.body.created, next.body.note], [2, false, null])
  assert.equal((await invoke('speaker')).body.outputs.said, 'second')
  const versions = (await ask('GET', '/api/apps/speaker/versions')).body
  assert.deepEqual(
    versions.map(({ version, active, note, git_commit, source_graph_name }: Json) => [
      version,
      active,
      note,
      git_commit,
      source_graph_name,
    ]),
    [
      [2, true, null, null, 'speaker'],
      [1, false, 'v one', 'abcdef1', 'speaker'],
    ],
  )

  assert.equal((await ask('POST', '/api/apps/speaker/activate', { version: 1 })).status, 200)
  assert.equal((await invoke('speaker')).body.outputs.said, 'first')
  const wrong = await ask('POST', '/api/apps/speaker/activate', { version: 9 })
  assert.deepEqual([wrong.status, wrong.body.detail.code], [404, 'version_not_found'])
  await ask('POST', '/api/apps/speaker/unpublish')
  const off = await invoke('speaker')
  assert.deepEqual([off.status, off.body.error.code, off.body.version], [409, 'app_unpublished', null])
  const [listed] = (await ask('GET', '/api/apps')).body
  assert.deepEqual(
    [listed.slug, listed.graph_name, listed.active_version, listed.record_io, listed.versions_count],
    ['speaker', 'speaker', null, true, 2],
  )
  await ask('POST', '/api/apps/speaker/activate', { version: 2 })
})

test('the weights of a version are its own', async () => {
  const layer = {
    nodes: [
      { id: 'ones', type: 'TensorCreate', data: { params: { shape: '1,2', fill: 'ones' } } },
      { id: 'layer', type: 'Linear', data: { params: { in_features: 2, out_features: 2 } } },
      { id: 'y', type: 'GraphOutput', data: { params: { name: 'y' } } },
    ],
    edges: [
      { id: 'e', source: 's', sourceHandle: 'trigger', target: 'ones', type: 'trigger' },
      { id: 'f', source: 'ones', sourceHandle: 'tensor', target: 'layer', targetHandle: 'tensor' },
      { id: 'g', source: 'layer', sourceHandle: 'tensor', target: 'y', targetHandle: 'value' },
    ],
  }
  await save('layered', 'text', layer)
  const drawn = (await ask('POST', '/api/graph/run/layered')).body.outputs.y.values
  await publish('layered', { graph: 'layered', create: true })
  assert.deepEqual((await invoke('layered')).body.outputs.y.values, drawn)
  await ask('POST', '/api/execution/state/reset', { graph_id: 'layered' })
  assert.deepEqual((await invoke('layered')).body.outputs.y.values, drawn)
})

test('what cannot be an app is refused', async () => {
  for (const slug of ['Upper', '1st', 'a_b', 'x'.repeat(65)]) {
    const refused = await publish(slug, { graph: 'speaker', create: true })
    assert.deepEqual([refused.status, refused.body.detail.code], [422, 'invalid_slug'], slug)
    const called = await invoke(slug)
    assert.deepEqual([called.status, called.body.error.code], [422, 'invalid_slug'], slug)
  }
  const graph = await publish('other', { graph: 'no-such', create: true })
  assert.deepEqual([graph.status, graph.body.detail.code], [404, 'graph_not_found'])
  await ask('POST', '/api/graph/save', { name: 'empty', nodes: [], edges: [] })
  const empty = await publish('other', { graph: 'empty', create: true })
  assert.deepEqual([empty.status, empty.body.detail.code], [409, 'invalid_contract'])
  assert.equal((await publish('other', { graph: 'speaker', create: true, git_commit: 'zz' })).status, 422)
  for (const [method, path, body] of [
    ['GET', 'versions'],
    ['GET', 'runs'],
    ['GET', 'runs/none'],
    ['GET', 'openapi.json'],
    ['POST', 'unpublish'],
    ['POST', 'activate', { version: 1 }],
    ['PATCH', '', { record_io: false }],
    ['DELETE', ''],
  ] as const) {
    const answer = await ask(method, `/api/apps/other${path === '' ? '' : `/${path}`}`, body)
    assert.deepEqual([answer.status, answer.body.detail.code], [404, 'app_not_found'], `${method} ${path}`)
  }
})

test('who has no key gets the envelope too', async () => {
  for (const headers of [
    {},
    { 'x-codefyui-token': token },
    bearer('nd_test_nonsense'),
    { authorization: 'x' },
  ]) {
    const { status, body, headers: got } = await ask('POST', '/api/apps/speaker/invoke', {}, headers as never)
    assert.deepEqual([status, body.error.code, body.app], [401, 'invalid_key', 'speaker'])
    assert.equal(got.get('www-authenticate'), 'Bearer')
    assert.equal(Object.keys(body).length, 9)
  }
  const none = await invoke('none')
  assert.deepEqual([none.status, none.body.error.code], [404, 'app_not_found'])
  const wrong = await invoke('speaker', { inputs: { z: 1 } })
  assert.deepEqual(
    [wrong.status, wrong.body.error.code, wrong.body.error.details[0].input, wrong.body.version],
    [422, 'invalid_input', 'z', 2],
  )
  const broken = await fetch(`${server.url}/api/apps/speaker/invoke`, {
    method: 'POST',
    headers: bearer(),
    body: '{',
  })
  assert.equal(((await broken.json()) as Json).error.code, 'invalid_input')
})

test('calls are kept, large values and unwanted ones as marks', async () => {
  const { run_id } = (await invoke('speaker', { inputs: { x: 'kept' } })).body
  const run = (await ask('GET', `/api/apps/speaker/runs/${run_id}`, undefined, bearer())).body
  assert.deepEqual(run.inputs, { x: 'kept' })
  assert.deepEqual(run.outputs, { said: 'second', echo: 'kept' })
  assert.deepEqual([run.status, run.version, run.error_code], ['ok', 2, null])
  const big = 'b'.repeat(70_000)
  const large = (await invoke('speaker', { inputs: { x: big } })).body
  assert.equal(large.outputs.echo, big)
  const kept = (await ask('GET', `/api/apps/speaker/runs/${large.run_id}`)).body
  assert.deepEqual(kept.inputs.x, { __codefyui__: 'truncated', bytes: 70_002 })
  assert.equal(kept.outputs.said, 'second')

  assert.deepEqual((await ask('PATCH', '/api/apps/speaker', { record_io: false })).body, {
    slug: 'speaker',
    record_io: false,
  })
  // Publishing again leaves it as it is.
  await publish('speaker', { graph: 'speaker' })
  const hidden = (await invoke('speaker', { inputs: { x: 'private' } })).body
  const told = (await ask('GET', `/api/apps/speaker/runs/${hidden.run_id}`)).body
  assert.deepEqual([told.inputs, told.outputs], [{ __codefyui__: 'redacted' }, { __codefyui__: 'redacted' }])

  const { body: runs } = await ask('GET', '/api/apps/speaker/runs?limit=2')
  assert.deepEqual(
    runs.map((one: Json) => one.run_id),
    [hidden.run_id, large.run_id],
  )
  const { body: older } = await ask('GET', `/api/apps/speaker/runs?before=${runs[1].created_at}`)
  assert.ok(older.length >= 3)
  assert.ok(older.every((one: Json) => one.created_at < runs[1].created_at && one.inputs === undefined))
  assert.equal((await ask('GET', '/api/apps/speaker/runs?limit=501')).status, 422)
  assert.equal((await ask('GET', `/api/apps/speaker/runs/${run_id}`, undefined, {})).status, 403)
})

test('the calls of one app follow one another, and waiting counts', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, i) => invoke('speaker', { inputs: { x: `${i}` } })),
  )
  assert.deepEqual(
    answers.map(({ body }) => body.outputs.echo),
    ['0', '1', '2', '3', '4', '5', '6', '7'],
  )
})

test('an app describes itself', async () => {
  await publish('documented', { graph: 'speaker', create: true, git_commit: 'abcdef1234', git_dirty: true })
  const { body: document } = await ask('GET', '/api/apps/documented/openapi.json', undefined, bearer())
  assert.deepEqual(
    [document.openapi, document.info.version, document.info['x-codefyui-git-commit']],
    ['3.1.0', '1', 'abcdef1234'],
  )
  const { post } = document.paths['/api/apps/documented/invoke']
  const { inputs } = post.requestBody.content['application/json'].schema.properties
  assert.deepEqual(inputs.properties.x, { type: 'string', default: 'nothing' })
  assert.equal(document.servers[0].url, server.url)
  assert.ok(document['x-codefyui-curl'].bash.includes('/api/apps/documented/invoke'))
  assert.equal(Object.keys(document.components.schemas.Envelope.properties).length, 9)
  assert.deepEqual((await ask('DELETE', '/api/apps/documented')).body, { slug: 'documented', deleted: true })
  assert.equal((await invoke('documented')).status, 404)
})

/** Asks a language model; every frame of the answer. */
async function chat(body: object, headers: Record<string, string> = { 'x-codefyui-token': token }) {
  const response = await fetch(`${server.url}/api/llm/chat`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], ...body }),
  })
  const text = await response.text()
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    return { status: response.status, detail: JSON.parse(text).detail, frames: [], text: '' }
  }
  const frames = text
    .split('\n\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.replace(/^data: /, '')) as Json)
  const words = frames.filter(({ type }) => type === 'text_delta').map((frame) => frame.text)
  return { status: response.status, frames, text: words.join(''), detail: undefined }
}

const tools = [
  { type: 'function', function: { name: 'add', description: 'adds', parameters: { type: 'object' } } },
]
const talk = [
  { role: 'system', content: 'Be kind.' },
  {
    role: 'user',
    content: [
      { type: 'text', text: 'Look' },
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
    ],
  },
  {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'c0', type: 'function', function: { name: 'add', arguments: '{"a":0}' } }],
  },
  { role: 'tool', tool_call_id: 'c0', content: '7' },
  { role: 'user', content: 'And now?' },
]

test('an OpenAI-compatible model answers, with its words and its tools', async () => {
  const { frames, text } = await chat({ provider: 'openai', temperature: 0.5, max_tokens: 9 })
  assert.equal(text, 'Hello wörld')
  assert.deepEqual(frames.at(-1), {
    type: 'done',
    message: { role: 'assistant', content: 'Hello wörld' },
    stop_reason: 'stop',
    usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
  })
  const asked = models.heard.at(-1)!
  assert.equal(asked.headers.authorization, `Bearer ${SECRET}`)
  assert.deepEqual([asked.body.temperature, asked.body.max_tokens, asked.body.stream], [0.5, 9, true])

  const custom = { provider: 'custom', base_url: `${models.url}/v1`, messages: talk, tools }
  const used = await chat(custom)
  assert.deepEqual(used.frames.at(-1).message.tool_calls, [
    { id: 'c1', type: 'function', function: { name: 'add', arguments: '{"a":1,"b":2}' } },
  ])
  assert.equal(used.frames.at(-1).stop_reason, 'tool_calls')
  assert.equal(models.heard.at(-1)!.headers.authorization, undefined, "the server's key went to a stranger")
  assert.deepEqual(models.heard.at(-1)!.body.messages, talk)
  assert.equal((await chat({ ...custom, api_key: 'mine', tools: undefined })).text, 'Hello wörld')
  assert.equal(models.heard.at(-1)!.headers.authorization, 'Bearer mine')
})

test('an Anthropic model answers the same conversation', async () => {
  const { frames, text } = await chat({ provider: 'anthropic', messages: talk, temperature: 1.5 })
  assert.equal(text, 'Bonjour toi')
  assert.deepEqual(
    [frames.at(-1).stop_reason, frames.at(-1).usage],
    ['length', { prompt_tokens: 7, completion_tokens: 4, total_tokens: 11 }],
  )
  const { headers, body } = models.heard.at(-1)!
  assert.deepEqual([headers['x-api-key'], headers['anthropic-version']], [SECRET, '2023-06-01'])
  assert.deepEqual([body.system, body.temperature, body.max_tokens], ['Be kind.', 1, 4096])
  assert.deepEqual(body.messages, [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look' },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
      ],
    },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'c0', name: 'add', input: { a: 0 } }] },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'c0', content: '7' },
        { type: 'text', text: 'And now?' },
      ],
    },
  ])
  const used = await chat({ provider: 'anthropic', tools })
  assert.deepEqual(used.frames, [
    {
      type: 'done',
      message: {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 't1', type: 'function', function: { name: 'add', arguments: '{"a":1}' } }],
      },
      stop_reason: 'tool_calls',
      usage: { prompt_tokens: 7, completion_tokens: 4, total_tokens: 11 },
    },
  ])
  assert.deepEqual(models.heard.at(-1)!.body.tools, [
    { name: 'add', description: 'adds', input_schema: { type: 'object' } },
  ])
})

test('a model of Ollama on this machine answers', async () => {
  const here = { provider: 'ollama', base_url: models.url, messages: talk }
  const { frames, text } = await chat(here)
  assert.equal(text, 'Hola tú')
  assert.deepEqual(frames.at(-1).usage, { prompt_tokens: 6, completion_tokens: 2, total_tokens: 8 })
  const { messages, options } = models.heard.at(-1)!.body
  assert.deepEqual(messages[1], { role: 'user', content: 'Look', images: ['AAAA'] })
  assert.deepEqual(messages[2].tool_calls, [{ function: { name: 'add', arguments: { a: 0 } } }])
  assert.deepEqual(options, { num_predict: 4096 })
  const used = await chat({ ...here, tools })
  assert.equal(used.frames.at(-1).message.tool_calls[0].function.arguments, '{"a":1}')
})

test('the models of each are listed', async () => {
  const list = async (body: object) => (await ask('POST', '/api/llm/models', body)).body
  assert.deepEqual(await list({ provider: 'openai' }), { models: ['large', 'small'] })
  assert.deepEqual(await list({ provider: 'anthropic' }), { models: ['claude'] })
  const ollama = { provider: 'ollama', base_url: `${models.url}/v1/` }
  assert.deepEqual(await list(ollama), { models: ['gemma:2b', 'llama3:8b'] })
  const closed = await ask('POST', '/api/llm/models', { provider: 'ollama', base_url: `${models.url}/none` })
  assert.equal(closed.status, 502)
})

test('what goes wrong is told, and no key with it', async () => {
  const refused = await chat({ provider: 'openai', model: 'refused' })
  assert.deepEqual(
    refused.frames.map(({ type }) => type),
    ['error'],
  )
  assert.match(refused.frames[0].message, /answers 401: the key … is not valid/)
  assert.match((await chat({ provider: 'openai', model: 'moved' })).frames[0].message, /answers 307/)
  const broken = await chat({ provider: 'openai', model: 'broken' })
  assert.deepEqual(
    broken.frames.map(({ type, text, message }) => [type, text ?? message]),
    [
      ['text_delta', 'Hel'],
      ['error', 'the language model stopped: "overloaded"'],
    ],
  )
  assert.match((await chat({ provider: 'openai', model: 'babble' })).frames[0].message, /no JSON/)
  const gone = await chat({ provider: 'custom', base_url: 'http://127.0.0.1:1/v1' })
  assert.match(gone.frames[0].message, /cannot be reached/)
  // The networks around the server are nobody's business.
  for (const base_url of ['http://192.168.0.1/v1', 'http://169.254.169.254/latest']) {
    const inside = await chat({ provider: 'custom', base_url })
    assert.match(inside.frames[0].message, /does not lead to the public internet/, base_url)
  }
  for (const [body, status] of [
    [{ provider: 'custom' }, 400],
    [{ provider: 'custom', base_url: 'file:///etc/passwd' }, 400],
    [{ provider: 'openrouter' }, 400],
    [{ provider: 'openai-codex' }, 400],
    // An address of one's own does not get the server's key.
    [{ provider: 'openai', base_url: `${models.url}/v1` }, 400],
    [{ provider: 'nobody' }, 422],
    [{ provider: 'openai', max_tokens: 0 }, 422],
    [{ provider: 'openai', temperature: 3 }, 422],
    [{ provider: 'openai', messages: [] }, 422],
  ] as const) {
    const answer = await chat(body)
    assert.equal(answer.status, status, JSON.stringify(body))
    assert.ok(!JSON.stringify(answer).includes(SECRET))
  }
  assert.equal((await chat({ provider: 'openai' }, {})).status, 403)
  // Somebody else's key of this server does not reach the administrator's provider.
  const password = 'correct horse battery'
  const signUp = { slug: 'guest', name: 'G', email: 'g@example.org', password }
  assert.equal((await ask('POST', '/v1/users', signUp, bearer(server.key))).status, 201)
  const signedIn = await fetch(`${server.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: signUp.email, password }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const csrf = ((await signedIn.json()) as Json).csrf_token
  const asGuest = await chat({ provider: 'openai' }, { cookie, 'x-csrf-token': csrf })
  assert.equal(asGuest.status, 400)
  assert.match(asGuest.detail, /wants a key/)
})

test('leaving stops the question', async () => {
  const stopper = new AbortController()
  const response = await fetch(`${server.url}/api/llm/chat`, {
    method: 'POST',
    headers: { 'x-codefyui-token': token, 'content-type': 'application/json' },
    body: JSON.stringify({
      provider: 'openai',
      model: 'endless',
      messages: [{ role: 'user', content: 'x' }],
    }),
    signal: stopper.signal,
  })
  const reader = response.body!.getReader()
  const { value } = await reader.read()
  assert.equal(new TextDecoder().decode(value), 'data: {"type":"text_delta","text":"and "}\n\n')
  stopper.abort()
  await assert.rejects(reader.read())
})

test('nobody is signed in to Codex, and nobody can', async () => {
  assert.deepEqual((await ask('GET', '/api/llm/codex/status')).body, { signed_in: false, available: false })
  assert.equal((await ask('POST', '/api/llm/codex/login')).status, 400)
  assert.equal((await ask('POST', '/api/llm/codex/logout')).status, 200)
})
