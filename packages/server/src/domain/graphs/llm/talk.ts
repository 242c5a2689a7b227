import { Fault } from '../../../fault.ts'
import { type Question, type Reply, ReplyWriter } from './conversation.ts'
import { type Frame, PROTOCOLS, type ProtocolName } from './protocols.ts'

/** Where a language model answers, what it speaks, and the key it wants. */
export interface Endpoint {
  protocol: ProtocolName
  baseUrl: string
  key: string | undefined
}

/** Characters of an error's body that are shown. */
const SHOWN = 300
/** Characters of one line of a stream at most. */
const LONGEST = 1_000_000
/** Characters of a whole answer, or of a list of models, at most. */
const MOST = 16_000_000

/**
 * Asks a language model; its words come as they are written, and at the end what the whole came to.
 *
 * @throws Fault `upstream_failed` when it cannot be reached, refuses, or ends in the middle. The key is in no message.
 */
export async function* talk(
  fetchIt: typeof fetch,
  endpoint: Endpoint,
  question: Question,
  signal: AbortSignal,
): AsyncGenerator<string, Reply> {
  const protocol = PROTOCOLS[endpoint.protocol]
  const { url, body } = protocol.ask(endpoint.baseUrl, question)
  const answer = await request(fetchIt, endpoint, url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream, application/x-ndjson' },
    body: JSON.stringify(body),
    signal,
  })
  const reply = new ReplyWriter()
  for await (const data of framesOf(answer.body!, protocol.stream)) {
    if (data === '[DONE]') break
    const frame = readFrame(data)
    const { error } = frame
    if (error) {
      throw failed(`stopped: ${hide(endpoint, JSON.stringify(error.message ?? error)).slice(0, SHOWN)}`)
    }
    const delta = protocol.read(frame, reply)
    if (delta === '') continue
    reply.text += delta
    if (reply.text.length > MOST) throw failed('wrote without end')
    yield delta
  }
  return reply.finish()
}

/**
 * The names of the models that an endpoint has, sorted.
 *
 * @throws Fault `upstream_failed`
 */
export async function listModels(
  fetchIt: typeof fetch,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<string[]> {
  const { models } = PROTOCOLS[endpoint.protocol]
  const answer = await request(fetchIt, endpoint, models.url(endpoint.baseUrl), { signal })
  let text = ''
  for await (const chunk of decode(answer.body!)) {
    text += chunk
    if (text.length > MOST) throw failed('sent a list without end')
  }
  return models.read(readFrame(text)).sort()
}

async function request(
  fetchIt: typeof fetch,
  endpoint: Endpoint,
  url: string,
  { headers = {}, ...rest }: RequestInit & { signal: AbortSignal },
): Promise<Response> {
  const answer = await fetchIt(url, {
    ...rest,
    headers: {
      ...(headers as Record<string, string>),
      ...PROTOCOLS[endpoint.protocol].headers(endpoint.key),
    },
    // The key goes to the address that was named and nowhere else.
    redirect: 'manual',
  }).catch((error: Error) => {
    rest.signal.throwIfAborted()
    const why = (error.cause as Error | undefined)?.message ?? error.message
    throw failed(`cannot be reached: ${hide(endpoint, why)}`)
  })
  if (!answer.ok || !answer.body) {
    throw failed(`answers ${answer.status}: ${hide(endpoint, await beginningOf(answer))}`)
  }
  return answer
}

async function beginningOf({ body }: Response): Promise<string> {
  let text = ''
  if (body) {
    for await (const chunk of decode(body)) {
      text += chunk
      if (text.length >= 10 * SHOWN) break
    }
  }
  return text.slice(0, SHOWN)
}

/** Some echo the key that they refuse. */
const hide = ({ key }: Endpoint, text: string) => (key ? text.replaceAll(key, '…') : text)

const failed = (what: string) => new Fault('upstream_failed', `the language model ${what}`)

function readFrame(data: string): Frame {
  try {
    return (JSON.parse(data) as Frame | null) ?? {}
  } catch {
    throw failed(`sent what is no JSON: ${data.slice(0, SHOWN)}`)
  }
}

const decode = (body: ReadableStream<Uint8Array>) =>
  body.pipeThrough(new TextDecoderStream() as never) as unknown as AsyncIterable<string>

/** The data of server-sent events, or the lines, one after the other. */
async function* framesOf(body: ReadableStream<Uint8Array>, kind: 'events' | 'lines'): AsyncGenerator<string> {
  let rest = ''
  const dataOf = (line: string) => {
    if (kind === 'lines') return line.trim()
    return line.startsWith('data:') ? line.slice(5).trim() : ''
  }
  for await (const chunk of decode(body)) {
    rest += chunk
    const lines = rest.split(/\r?\n/)
    rest = lines.pop()!
    if (rest.length > LONGEST) throw failed('sent a line without end')
    for (const line of lines) {
      const data = dataOf(line)
      if (data !== '') yield data
    }
  }
  const data = dataOf(rest)
  if (data !== '') yield data
}
