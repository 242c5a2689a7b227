import { Type } from 'typebox'
import type { GraphRunTable } from '../../../db/tables/graphs.ts'
import type { Routes } from '../../../http/surface.ts'
import { Before, readPlace } from '../place.ts'
import { Name } from '../schemas.ts'

const Run = Type.Object({
  id: Type.String(),
  graph_id: Type.String(),
  graph_name: Type.String(),
  origin: Type.String(),
  status: Type.String({ description: 'queued, running, succeeded, failed, cancelled or interrupted' }),
  error: Type.Union([Type.String(), Type.Null()]),
  summary: Type.Unknown({ description: 'Counts and series of figures, once it has ended; else null' }),
  created_at: Type.String({ format: 'date-time' }),
  started_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  ended_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
})

const iso = (ms: number | null) => (ms === null ? null : new Date(Number(ms)).toISOString())

const presentRun = (row: GraphRunTable) => ({
  id: row.id,
  graph_id: row.graph_id,
  graph_name: row.graph_name,
  origin: row.origin,
  status: row.status,
  error: row.error,
  summary: row.summary === null ? null : JSON.parse(row.summary),
  created_at: iso(row.created_at)!,
  started_at: iso(row.started_at),
  ended_at: iso(row.ended_at),
})

const Params = Type.Object({ id: Name })

const runs: Routes = (app, { studio }) => {
  const config = { scope: 'graphs:run' as const }
  app.get(
    '/runs',
    {
      config,
      schema: {
        operationId: 'listRuns',
        summary: 'Runs of graphs, the newest first',
        querystring: Type.Object({
          limit: Type.Integer({ default: 50, minimum: 1, maximum: 200 }),
          before: Before,
        }),
        response: { 200: Type.Array(Run) },
      },
    },
    async ({ caller, query: { limit, before } }) =>
      (await studio.runs.list(caller.account.id, { limit, before: readPlace(before) })).map(presentRun),
  )

  app.get(
    '/runs/:id',
    {
      config,
      schema: {
        operationId: 'getRun',
        summary: 'How a run stands',
        params: Params,
        response: { 200: Run },
      },
    },
    async ({ caller, params }) => presentRun(await studio.runs.get(caller.account.id, params.id)),
  )

  app.get(
    '/runs/:id/events',
    {
      config,
      schema: {
        operationId: 'listRunEvents',
        summary: 'What happened in a run, from a place on',
        params: Params,
        querystring: Type.Object({
          cursor: Type.Integer({ default: 0, minimum: 0, description: 'The last event that is known' }),
          limit: Type.Integer({ default: 500, minimum: 1, maximum: 2000 }),
        }),
        response: {
          200: Type.Object({
            events: Type.Array(Type.Object({}, { additionalProperties: true })),
            cursor: Type.Integer({ description: 'Where to go on' }),
          }),
        },
      },
    },
    async ({ caller, params, query }) => {
      const events = await studio.runs.events(caller.account.id, params.id, query)
      return { events, cursor: events.at(-1)?.cursor ?? query.cursor }
    },
  )

  app.post(
    '/runs/:id/cancel',
    {
      config,
      schema: {
        operationId: 'cancelRun',
        summary: 'Stop a run, or take it out of the line',
        params: Params,
        response: { 200: Type.Object({ run_id: Type.String(), cancelled: Type.Boolean() }) },
      },
    },
    async ({ caller, params: { id } }) => {
      await studio.runs.get(caller.account.id, id)
      return { run_id: id, cancelled: studio.runs.cancel(caller.account.id, id) }
    },
  )

  app.delete(
    '/runs/:id',
    {
      config,
      schema: {
        operationId: 'deleteRun',
        summary: 'Forget a run that has ended',
        params: Params,
        response: { 200: Type.Object({ run_id: Type.String(), deleted: Type.Literal(true) }) },
      },
    },
    async ({ caller, params: { id } }) => {
      await studio.runs.remove(caller.account.id, id)
      return { run_id: id, deleted: true as const }
    },
  )
}
export default runs
