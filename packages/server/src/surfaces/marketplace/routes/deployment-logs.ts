import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { Type } from 'typebox'
import { LOG_LEVELS, type LogLine, listLogLines } from '../../../domain/runtimes/deployment-logs.ts'
import { getDeployment } from '../../../domain/runtimes/deployment-view.ts'
import { followLogs } from '../../../domain/runtimes/follow-logs.ts'
import { Fault } from '../../../fault.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { nullable, PageQuery, pageOf, Time } from '../schemas.ts'

/** A stream ends after this long, so that a revoked key does not listen on; clients connect again. */
const LONGEST_MS = 10 * 60_000
/** Often enough that no proxy takes the connection for dead. */
const HEARTBEAT_MS = 15_000
/** Each of them asks the database twice a second. */
const MOST_FOLLOWERS = 100

const Line = Type.Object({
  id: Type.String(),
  ts: Type.String({ format: 'date-time', description: 'With milliseconds.' }),
  level: Type.Enum(['debug', 'info', 'warn', 'error']),
  replica: nullable(Type.String({ description: 'The server it happened on.' })),
  invocation_id: nullable(Type.String()),
  message: Type.String(),
})

const Query = Type.Object({
  level: Type.Optional(Type.Enum([...LOG_LEVELS], { description: 'The least of them.' })),
  since: Type.Optional(Time),
  until: Type.Optional(Time),
  follow: Type.Optional(
    Type.Boolean({
      description:
        'Answers with server-sent events instead: the last hundred lines, then every new one. Each has ' +
        'its id, so that `Last-Event-ID` goes on where a stream ended.',
    }),
  ),
  ...PageQuery,
})

const logs: Routes = (app, { database, serving, signer }) => {
  const followers = new Set<AbortController>()
  // The server stops when its connections are done, and these would never be.
  app.addHook('preClose', async () => {
    for (const follower of followers) follower.abort()
  })

  app.get(
    '/deployments/:id/logs',
    {
      config: { scope: 'deploy:invoke' },
      schema: {
        operationId: 'listDeploymentLogs',
        summary: "A deployment's log, the newest lines first, or followed",
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }),
        headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 100 })) }),
        querystring: Query,
        response: {
          200: {
            description: 'Lines',
            content: {
              'application/json': { schema: pageOf(Line) },
              'text/event-stream': { schema: Type.String() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { caller, params, query, headers } = request
      const see = () => getDeployment(database.read, caller.account.id, params.id)
      const { id } = await see()
      const { level } = query
      const [since, until] = [query.since, query.until].map((time) => time && Date.parse(time))
      if (!query.follow) {
        const { after, limit, answer } = openPage<string>(signer, request)
        const filter = { level, since: since || undefined, until: until || undefined }
        // What was logged here a moment ago is among the lines.
        await serving.logs.flush()
        const rows = await listLogLines(database.read, id, { ...filter, after, limit: limit + 1 })
        return answer(rows, (line) => line.id, toBody)
      }

      if (followers.size >= MOST_FOLLOWERS) {
        throw new Fault('rate_limited', 'too many logs are being followed here', { retryAfter: 30 })
      }
      const follower = new AbortController()
      followers.add(follower)
      const ending = setTimeout(() => follower.abort(), LONGEST_MS)
      reply.hijack()
      const { raw } = reply
      raw.once('close', () => follower.abort())
      try {
        raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...STREAM_HEADERS })
        raw.flushHeaders()
        const filter = { level, since: since || undefined, afterId: headers['last-event-id'] }
        const lines = followLogs(database, id, filter, follower.signal, async () => void (await see()))
        await writeLines(raw, lines)
      } catch (error) {
        // The deployment went, or the caller may not see it any more: the stream ends, that is all.
        if (!(error instanceof Fault)) request.log.error({ err: error }, 'a followed log broke off')
      } finally {
        clearTimeout(ending)
        followers.delete(follower)
        raw.end()
      }
    },
  )
}
export default logs

const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Kept alive, it would keep a stopping server alive.
  connection: 'close',
  // nginx would otherwise hold the lines back.
  'x-accel-buffering': 'no',
}

async function writeLines(response: ServerResponse, batches: AsyncIterable<LogLine[]>): Promise<void> {
  let quietSince = Date.now()
  for await (const lines of batches) {
    let text = ''
    for (const line of lines) text += `id: ${line.id}\nevent: log\ndata: ${JSON.stringify(toBody(line))}\n\n`
    if (text === '' && Date.now() - quietSince >= HEARTBEAT_MS) text = ': still here\n\n'
    if (text === '') continue
    quietSince = Date.now()
    // A client that does not read must not fill our memory.
    if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
}

const toBody = (line: LogLine) => ({
  id: line.id,
  ts: new Date(line.at).toISOString(),
  level: line.level,
  replica: line.replica,
  invocation_id: line.invocationId,
  message: line.message,
})
