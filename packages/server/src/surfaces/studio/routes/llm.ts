import { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { Caller } from '../../../domain/accounts/caller.ts'
import type { Message, Tool } from '../../../domain/graphs/llm/conversation.ts'
import { endpointOf, PROVIDERS, type Provider } from '../../../domain/graphs/llm/providers.ts'
import { type Endpoint, listModels, talk } from '../../../domain/graphs/llm/talk.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'

/** Of one request: conversations carry pictures. */
const MOST_BYTES = 32 * 1024 * 1024
/** An answer that is still being written after so long is cut off. */
const LONGEST_MS = 15 * 60_000
const MODELS_MS = 30_000

const Text = (maxLength: number) => Type.String({ maxLength })

const Asked = {
  provider: Type.Enum([...PROVIDERS]),
  api_key: Type.Optional(
    Type.Union([Text(1000), Type.Null()], { description: "The server's own where none is given" }),
  ),
  base_url: Type.Optional(Type.Union([Text(2000), Type.Null()])),
}

const Content = Type.Union([
  Type.String(),
  Type.Null(),
  Type.Array(
    Type.Object({
      type: Type.Enum(['text', 'image_url']),
      text: Type.Optional(Type.String()),
      image_url: Type.Optional(Type.Object({ url: Type.String() })),
    }),
  ),
])

const MessageBody = Type.Object({
  role: Type.Enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: Type.Optional(Content),
  tool_calls: Type.Optional(
    Type.Array(
      Type.Object({
        id: Text(200),
        type: Type.Literal('function'),
        function: Type.Object({ name: Text(200), arguments: Type.String() }),
      }),
    ),
  ),
  tool_call_id: Type.Optional(Text(200)),
})

const ToolBody = Type.Object({
  type: Type.Literal('function'),
  function: Type.Object({
    name: Text(200),
    description: Type.Optional(Text(20_000)),
    parameters: Type.Optional(Type.Object({}, { additionalProperties: true })),
  }),
})

/** Language models through the server: their keys need not be in the browser, and pages cannot call them directly. */
const llm: Routes = (app, { studio }) => {
  const config = { scope: 'graphs:run' as const }
  const going = new Set<AbortController>()
  // The server stops when its connections are done, and an answer may take long.
  app.addHook('preClose', async () => {
    for (const each of going) each.abort()
  })

  const find = (caller: Caller, asked: Asked): { endpoint: Endpoint; fetch: typeof fetch } => {
    const outside = studio.outside.of(caller)
    const wanted = {
      provider: asked.provider,
      key: asked.api_key ?? undefined,
      baseUrl: asked.base_url ?? undefined,
    }
    const endpoint = endpointOf(wanted, outside.secret)
    const url = URL.parse(endpoint.baseUrl)
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
      throw new Fault('validation_failed', 'base_url is no http or https address')
    }
    return { endpoint, fetch: outside.fetch }
  }

  app.post(
    '/llm/chat',
    {
      config,
      bodyLimit: MOST_BYTES,
      schema: {
        operationId: 'chatWithModel',
        summary: 'Ask a language model; the answer comes as it is written',
        description:
          'Lines of `data:`: `{"type":"text_delta","text"}` as often as there is text, then one ' +
          '`{"type":"done","message","stop_reason","usage"}` or `{"type":"error","message"}`. Messages and tools ' +
          "are written as OpenAI's chat completions have them, whatever the provider speaks.",
        body: Type.Object({
          ...Asked,
          model: Type.String({ minLength: 1, maxLength: 300 }),
          messages: Type.Array(MessageBody, { minItems: 1, maxItems: 10_000 }),
          tools: Type.Optional(Type.Array(ToolBody, { maxItems: 1000 })),
          max_tokens: Type.Optional(Type.Integer({ minimum: 1, maximum: 200_000 })),
          temperature: Type.Optional(Type.Union([Type.Number({ minimum: 0, maximum: 2 }), Type.Null()])),
          reasoning_effort: Type.Optional(
            Type.Union([Type.String({ pattern: '^[a-z][a-z0-9_-]{0,63}$' }), Type.Null()]),
          ),
        }),
        response: {
          200: {
            description: 'The answer',
            content: { 'text/event-stream': { schema: Type.String() } },
          },
        },
      },
    },
    (request, reply) => {
      const { body, caller } = request
      const { endpoint, fetch } = find(caller, body)
      const stopper = new AbortController()
      going.add(stopper)
      const signal = AbortSignal.any([stopper.signal, AbortSignal.timeout(LONGEST_MS)])
      const question = {
        model: body.model,
        messages: body.messages as Message[],
        tools: (body.tools ?? []) as Tool[],
        maxTokens: body.max_tokens ?? 4096,
        temperature: body.temperature ?? undefined,
        effort: body.provider === 'openai' ? (body.reasoning_effort ?? undefined) : undefined,
      }
      const frame = (data: object) => `data: ${JSON.stringify(data)}\n\n`
      async function* frames() {
        try {
          const talking = talk(fetch, endpoint, question, signal)
          for (;;) {
            const { done, value } = await talking.next()
            if (!done) {
              yield frame({ type: 'text_delta', text: value })
              continue
            }
            const { message, stopReason, usage } = value
            yield frame({ type: 'done', message, stop_reason: stopReason, usage })
            return
          }
        } catch (error) {
          if (!(error instanceof Fault) && !signal.aborted) {
            request.log.error({ err: error }, 'a question to a language model failed')
          }
          const message = error instanceof Fault ? error.message : 'the answer was cut off'
          yield frame({ type: 'error', message })
        } finally {
          going.delete(stopper)
        }
      }
      reply.raw.once('close', () => stopper.abort())
      reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('connection', 'close')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(frames()) as never)
    },
  )

  app.post(
    '/llm/models',
    {
      config,
      schema: {
        operationId: 'listLanguageModels',
        summary: 'The models that a provider has',
        body: Type.Object(Asked),
        response: { 200: Type.Object({ models: Type.Array(Type.String()) }) },
      },
    },
    async ({ body, caller }) => {
      const { endpoint, fetch } = find(caller, body)
      const signal = AbortSignal.timeout(MODELS_MS)
      const models = await listModels(fetch, endpoint, signal).catch((error: unknown) => {
        throw signal.aborted ? new Fault('timeout', 'the language model does not answer') : error
      })
      return { models }
    },
  )

  const Codex = Type.Object({ signed_in: Type.Literal(false), available: Type.Literal(false) })
  app.get(
    '/llm/codex/status',
    {
      config,
      schema: {
        operationId: 'getCodexStatus',
        summary: 'Whether somebody is signed in to Codex: never, here',
        response: { 200: Codex },
      },
    },
    () => ({ signed_in: false as const, available: false as const }),
  )
  app.post(
    '/llm/codex/login',
    {
      config,
      schema: {
        operationId: 'signInToCodex',
        summary: 'Refused: a key does what a sign-in to Codex would',
        response: { 200: Codex },
      },
    },
    () => {
      throw new Fault('validation_failed', "Codex's sign-in is not offered here: use openai with a key")
    },
  )
  app.post(
    '/llm/codex/logout',
    {
      config,
      schema: {
        operationId: 'signOutOfCodex',
        summary: 'Nobody is signed in to Codex',
        response: { 200: Codex },
      },
    },
    () => ({ signed_in: false as const, available: false as const }),
  )
}
export default llm

interface Asked {
  provider: Provider
  api_key?: string | null
  base_url?: string | null
}
