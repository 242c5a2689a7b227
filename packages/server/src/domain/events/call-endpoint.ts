import type { Dispatcher } from 'undici'
import { type PublicAgent, RefusedAddress } from './public-agent.ts'

/** How long an endpoint may take, from connecting to the end of its answer. */
export const CALL_MS = 10_000
/** How much of an answer is read, and how much of that is kept to be looked at. */
const MOST_READ = 16 * 1024
const MOST_KEPT = 1024

/** One try of a delivery, as it is kept and shown. */
export interface Attempt {
  /** Milliseconds since 1970, in the owner's time. */
  at: number
  /** The HTTP status, null when there was no answer. */
  status: number | null
  duration_ms: number
  /** Why there was no answer. */
  error: string | null
  /** The beginning of the answer. */
  response: string | null
}

/** Posts one body and says how it went; nothing is thrown. Only a 2xx within the time counts as delivered. */
export async function callEndpoint(
  agent: PublicAgent,
  url: URL,
  { headers, body }: { headers: Record<string, string>; body: string },
  callMs = CALL_MS,
): Promise<Omit<Attempt, 'at'>> {
  const start = performance.now()
  const duration = () => Math.round(performance.now() - start)
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Nodeyard-Webhooks/1',
      },
      body,
      signal: AbortSignal.timeout(callMs),
      headersTimeout: callMs,
      bodyTimeout: callMs,
    })
    const response = await readSome(answer.body)
    return { status: answer.statusCode, duration_ms: duration(), error: null, response }
  } catch (error) {
    return { status: null, duration_ms: duration(), error: reasonOf(error, callMs), response: null }
  }
}

async function readSome(body: Dispatcher.ResponseData['body']): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    // Leaving the loop ends the connection.
    if (size > MOST_READ) break
  }
  // NUL is text that PostgreSQL cannot keep.
  const text = Buffer.concat(chunks).subarray(0, MOST_KEPT).toString('utf8').replaceAll('\0', '\uFFFD')
  return text === '' ? null : text
}

/** Words for what our side saw, and never an address inside our network. */
function reasonOf(error: unknown, callMs: number): string {
  if (error instanceof RefusedAddress) return error.message
  const { code, name } = error as { code?: string; name?: string }
  if (name === 'TimeoutError' || /TIMEOUT/.test(code ?? ''))
    return `no answer within ${callMs / 1000} seconds`
  if (code === 'ECONNREFUSED') return 'the connection was refused'
  if (code === 'ENOTFOUND' || code === 'ENODATA' || code === 'ESERVFAIL') return 'the name was not found'
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET') return 'the connection broke off'
  return `the request failed${code ? ` (${code})` : ''}`
}
