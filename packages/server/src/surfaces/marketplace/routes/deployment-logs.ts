import { Type } from 'typebox'
import { LOG_LEVELS, type LogLine, listLogLines } from '../../../domain/runtimes/deployment-logs.ts'
import { getDeployment } from '../../../domain/runtimes/deployment-view.ts'
import { followLogs } from '../../../domain/runtimes/follow-logs.ts'
import { openPage } from '../../../http/cursor.ts'
import { eventStreams } from '../../../http/event-streams.ts'
import type { Routes } from '../../../http/surface.ts'
import { nullable, PageQuery, pageOf, Time } from '../schemas.ts'

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
  const streamTo = eventStreams(app, { most: MOST_FOLLOWERS })

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

      const filter = { level, since: since || undefined, afterId: headers['last-event-id'] }
      await streamTo(request, reply, async function* (signal) {
        // The deployment went, or the caller may not see it any more: then the stream ends.
        for await (const lines of followLogs(database, id, filter, signal, async () => void (await see()))) {
          yield lines.map((line) => ({ id: line.id, event: 'log', data: JSON.stringify(toBody(line)) }))
        }
      })
    },
  )
}
export default logs

const toBody = (line: LogLine) => ({
  id: line.id,
  ts: new Date(line.at).toISOString(),
  level: line.level,
  replica: line.replica,
  invocation_id: line.invocationId,
  message: line.message,
})
