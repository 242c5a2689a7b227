import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, bearer, type Json, models, SECRET, server, token } from './client.ts'

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
