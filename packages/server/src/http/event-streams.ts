import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '../fault.ts'
import type { App } from './surface.ts'

/** A stream ends after this long, so that a revoked key does not listen on; clients connect again. */
const LONGEST_MS = 10 * 60_000
/** Often enough that no proxy takes the connection for dead. */
const HEARTBEAT_MS = 15_000

export interface StreamedEvent {
  /** What a client sends as `Last-Event-ID` to go on from here. */
  id: string
  event: string
  /** One line. */
  data: string
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Kept alive, it would keep a stopping server alive.
  connection: 'close',
  // nginx would otherwise hold the lines back.
  'x-accel-buffering': 'no',
}

/**
 * Makes the function with which routes answer with server-sent events, until the client goes, the source
 * ends, or the server stops. A Fault that the source throws ends the stream quietly.
 *
 * @param most streams at a time
 */
export function eventStreams(app: App, { most }: { most: number }) {
  const followers = new Set<AbortController>()
  // The server stops when its connections are done, and these would never be.
  app.addHook('preClose', async () => {
    for (const follower of followers) follower.abort()
  })

  return async function streamTo(
    request: FastifyRequest,
    reply: FastifyReply,
    source: (signal: AbortSignal) => AsyncIterable<StreamedEvent[]>,
  ): Promise<void> {
    if (followers.size >= most) {
      throw new Fault('rate_limited', 'too many are following here', { retryAfter: 30 })
    }
    const follower = new AbortController()
    followers.add(follower)
    const ending = setTimeout(() => follower.abort(), LONGEST_MS)
    reply.hijack()
    const { raw } = reply
    raw.once('close', () => follower.abort())
    try {
      raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS })
      raw.flushHeaders()
      await write(raw, source(follower.signal))
    } catch (error) {
      if (!(error instanceof Fault)) request.log.error({ err: error }, 'a stream of events broke off')
    } finally {
      clearTimeout(ending)
      followers.delete(follower)
      raw.end()
    }
  }
}

async function write(response: ServerResponse, batches: AsyncIterable<StreamedEvent[]>): Promise<void> {
  let quietSince = Date.now()
  for await (const events of batches) {
    let text = ''
    for (const { id, event, data } of events) text += `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`
    if (text === '' && Date.now() - quietSince >= HEARTBEAT_MS) text = ': still here\n\n'
    if (text === '') continue
    quietSince = Date.now()
    // A client that does not read must not fill our memory.
    if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
}
