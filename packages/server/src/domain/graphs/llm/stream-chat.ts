import { Fault } from '../../../fault.ts'

/** One question to a language model. */
export interface ChatRequest {
  /** Whose language the endpoint speaks: OpenAI's (Ollama and many others do) or Anthropic's. */
  protocol: 'openai' | 'anthropic'
  baseUrl: string
  key: string | undefined
  model: string
  system: string
  text: string
  /** A picture in base64. */
  png: string | undefined
  maxTokens: number
  temperature: number
}

/** Characters of an error's body that are shown. */
const SHOWN = 300
/** Characters of one line of a stream at most. */
const LONGEST = 1_000_000

/**
 * The answer of a language model, piece by piece as it is written.
 *
 * @throws Fault `upstream_failed` when it cannot be reached, refuses, or ends in the middle
 */
export async function* streamChat(
  fetchIt: typeof fetch,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { url, headers, body } = FORM[request.protocol](request)
  const answer = await fetchIt(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(body),
    signal,
  }).catch((error: Error) => {
    signal.throwIfAborted()
    throw failed(`cannot be reached: ${(error.cause as Error | undefined)?.message ?? error.message}`)
  })
  if (!answer.ok || !answer.body) {
    const text = (await answer.text()).slice(0, SHOWN)
    // Some echo the key that they refuse.
    const shown = request.key ? text.replaceAll(request.key, '…') : text
    throw failed(`answers ${answer.status}: ${shown}`)
  }
  for await (const data of eventsOf(answer.body)) {
    if (data === '[DONE]') return
    const frame = readFrame(data)
    const error = frame.error
    if (error) throw failed(`stopped: ${JSON.stringify(error.message ?? error).slice(0, SHOWN)}`)
    const delta =
      frame.choices?.[0]?.delta?.content ?? (frame.type === 'content_block_delta' ? frame.delta?.text : '')
    if (typeof delta === 'string' && delta !== '') yield delta
  }
}

const failed = (what: string) => new Fault('upstream_failed', `the language model ${what}`)

interface Frame {
  type?: string
  delta?: { text?: string }
  choices?: { delta?: { content?: string | null } }[]
  error?: { message?: string }
}

function readFrame(data: string): Frame {
  try {
    return (JSON.parse(data) as Frame | null) ?? {}
  } catch {
    throw failed(`sent what is no JSON: ${data.slice(0, SHOWN)}`)
  }
}

/** The data of server-sent events, one after the other. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of body.pipeThrough(
    new TextDecoderStream() as never,
  ) as unknown as AsyncIterable<string>) {
    rest += chunk
    const lines = rest.split(/\r?\n/)
    rest = lines.pop()!
    if (rest.length > LONGEST) throw failed('sent a line without end')
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim()
  }
  if (rest.startsWith('data:')) yield rest.slice(5).trim()
}

/** How each protocol asks. */
const FORM = {
  openai({ baseUrl, key, model, system, text, png, maxTokens, temperature }: ChatRequest) {
    const picture = { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } }
    return {
      url: `${withoutSlash(baseUrl)}/chat/completions`,
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
      body: {
        model,
        stream: true,
        // Newer models of OpenAI know only this name, others only the old one.
        ...(/^(gpt-[5-9]|o\d)/.test(model)
          ? { max_completion_tokens: maxTokens }
          : { max_tokens: maxTokens }),
        temperature,
        messages: [
          ...(system === '' ? [] : [{ role: 'system', content: system }]),
          { role: 'user', content: png === undefined ? text : [{ type: 'text', text }, picture] },
        ],
      },
    }
  },
  anthropic({ baseUrl, key, model, system, text, png, maxTokens, temperature }: ChatRequest) {
    const picture = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } }
    return {
      url: `${withoutSlash(baseUrl).replace(/\/v1$/, '')}/v1/messages`,
      headers: { 'anthropic-version': '2023-06-01', ...(key !== undefined && { 'x-api-key': key }) },
      body: {
        model,
        stream: true,
        max_tokens: maxTokens,
        // Its scale ends at 1.
        temperature: Math.min(temperature, 1),
        ...(system !== '' && { system }),
        messages: [{ role: 'user', content: png === undefined ? text : [picture, { type: 'text', text }] }],
      },
    }
  },
}

const withoutSlash = (url: string) => url.replace(/\/+$/, '')
