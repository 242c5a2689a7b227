import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a stand-in was asked. */
export interface Heard {
  path: string
  headers: IncomingMessage['headers']
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into what was sent.
  body: any
}

/**
 * A server that speaks as OpenAI, Anthropic and Ollama do, each on its own paths, and remembers what it heard. The
 * name of the model says how it behaves.
 */
export async function startLanguageModels() {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const body = text === '' ? undefined : JSON.parse(text)
    const path = request.url!
    heard.push({ path, headers: request.headers, body })
    if (body?.model === 'refused') {
      const key = request.headers.authorization ?? request.headers['x-api-key']
      return void response.writeHead(401).end(`the key ${String(key).replace('Bearer ', '')} is not valid`)
    }
    if (body?.model === 'moved') return void response.writeHead(307, { location: 'http://x.test/' }).end()
    await (ROUTES[path] ?? notFound)(response, body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
type Body = any

const notFound = (response: ServerResponse) => void response.writeHead(404).end('nothing here')

const events = (response: ServerResponse, frames: readonly (object | string)[], named = false) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const frame of frames) {
    const type = named && typeof frame === 'object' ? `event: ${(frame as { type: string }).type}\n` : ''
    response.write(`${type}data: ${typeof frame === 'string' ? frame : JSON.stringify(frame)}\n\n`)
  }
}

const json = (response: ServerResponse, body: object) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const ROUTES: Record<string, (response: ServerResponse, body: Body) => void | Promise<void>> = {
  '/v1/models': (response) => json(response, { data: [{ id: 'small' }, { id: 'large' }] }),
  '/v1/chat/completions': (response, { model, tools }) => {
    const delta = (value: object, end?: string) => ({
      choices: [{ index: 0, delta: value, finish_reason: end ?? null }],
    })
    if (model === 'endless') return events(response, [delta({ content: 'and ' })])
    if (model === 'broken') {
      events(response, [delta({ content: 'Hel' }), { error: { message: 'overloaded' } }])
      return void response.end()
    }
    if (model === 'babble') {
      events(response, ['{not json'])
      return void response.end()
    }
    const call = (part: object) => delta({ tool_calls: [{ index: 0, ...part }] })
    const words = tools
      ? [
          call({ id: 'c1', type: 'function', function: { name: 'add', arguments: '' } }),
          call({ function: { arguments: '{"a":1,' } }),
          call({ function: { arguments: '"b":2}' } }),
          delta({}, 'tool_calls'),
        ]
      : [delta({ role: 'assistant', content: '' }), delta({ content: 'Hello ' }), delta({ content: 'wörld' })]
    const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 }
    events(response, [...words, ...(tools ? [] : [delta({}, 'stop')]), { choices: [], usage }, '[DONE]'])
    response.end()
  },
  '/v1/models?limit=1000': (response) => json(response, { data: [{ type: 'model', id: 'claude' }] }),
  '/v1/messages': (response, { tools }) => {
    const block = tools ? { type: 'tool_use', id: 't1', name: 'add', input: {} } : { type: 'text', text: '' }
    const deltas = tools
      ? ['{"a"', ':1}'].map((partial_json) => ({ type: 'input_json_delta', partial_json }))
      : ['Bonjour ', 'toi'].map((text) => ({ type: 'text_delta', text }))
    const frames = [
      { type: 'message_start', message: { usage: { input_tokens: 7, output_tokens: 1 } } },
      { type: 'content_block_start', index: 0, content_block: block },
      ...deltas.map((delta) => ({ type: 'content_block_delta', index: 0, delta })),
      { type: 'content_block_stop', index: 0 },
      {
        type: 'message_delta',
        delta: { stop_reason: tools ? 'tool_use' : 'max_tokens' },
        usage: { output_tokens: 4 },
      },
      { type: 'message_stop' },
    ]
    events(response, frames, true)
    response.end()
  },
  '/api/tags': (response) => json(response, { models: [{ name: 'llama3:8b' }, { name: 'gemma:2b' }] }),
  '/api/chat': (response, { tools }) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    const calls = [{ function: { name: 'add', arguments: { a: 1 } } }]
    const lines = tools
      ? [{ message: { role: 'assistant', content: '', tool_calls: calls }, done: false }]
      : ['Hola ', 'tú'].map((content) => ({ message: { role: 'assistant', content }, done: false }))
    const last = {
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: 'stop',
      prompt_eval_count: 6,
      eval_count: 2,
    }
    response.end([...lines, last].map((line) => `${JSON.stringify(line)}\n`).join(''))
  },
}
