import { Type } from 'typebox'
import { getActiveApp, requireAppSlug } from '../../../domain/graphs/apps/apps.ts'
import { invokeApp } from '../../../domain/graphs/apps/invoke-app.ts'
import { readContract } from '../../../domain/graphs/function/contract.ts'
import type { Graph } from '../../../domain/graphs/graph.ts'
import { Fault } from '../../../fault.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { toFault } from '../../../http/to-fault.ts'
import { describeApp } from '../app-document.ts'
import { AppPath, iso, Nullable } from '../app-schemas.ts'
import { answerCall, type Called, Envelope, refusal } from '../call-envelope.ts'
import { withManagement } from '../managed.ts'
import { Before, readPlace } from '../place.ts'
import { CallBody, readCallBody } from '../read-call-body.ts'
import { Name } from '../schemas.ts'

const tags = ['apps']

const RUN = {
  run_id: Type.String(),
  version: Type.Integer(),
  status: Type.Enum(['ok', 'error']),
  error_code: Nullable(Type.String()),
  device: Type.String(),
  total_s: Type.Number(),
  key_id: Type.String(),
  created_at: Type.String({ format: 'date-time' }),
}

const presentRun = (row: {
  run_id: string
  version: number
  status: 'ok' | 'error'
  error_code: string | null
  device: string
  total_ms: number
  key_id: string
  created_at: number
}) => ({
  run_id: row.run_id,
  version: row.version,
  status: row.status,
  error_code: row.error_code,
  device: row.device,
  total_s: Number(row.total_ms) / 1000,
  key_id: row.key_id,
  created_at: iso(row.created_at),
})

/** Calling an app, and what is known of its calls. */
const appCalls: Routes = (app, deps) => {
  const { database, studio } = deps
  const config = { scope: 'graphs:run' as const }

  withRawBodies(app, (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const fault = toFault(error)
      if (fault.code === 'internal') request.log.error({ err: error }, 'unexpected error')
      // Not to have a key and to hold this start's token instead is the same mistake here.
      const isKeyless = fault.status === 401 || fault.code === 'forbidden'
      const slug = (request.params as { slug?: string } | undefined)?.slug ?? null
      const code = isKeyless ? 'invalid_key' : String(fault.detail.as ?? fault.code)
      const message = isKeyless
        ? 'this endpoint takes an API key: "Authorization: Bearer <key>"'
        : fault.message
      if (isKeyless) reply.header('www-authenticate', 'Bearer')
      return reply
        .code(isKeyless ? 401 : fault.status)
        .send(refusal({ graph: slug, app: slug, version: null }, code, message))
    })
    scope.post(
      '/apps/:slug/invoke',
      {
        config,
        schema: {
          operationId: 'invokeApp',
          summary: 'Call an app',
          description:
            'The calls of one app follow one another, and waiting counts. The content type of the body does not matter.',
          tags,
          params: AppPath,
          body: { content: { 'application/json': { schema: CallBody } } },
          response: {
            200: Envelope,
            401: Envelope,
            403: Envelope,
            404: Envelope,
            409: Envelope,
            413: Envelope,
            422: Envelope,
            429: Envelope,
            500: Envelope,
          },
        },
      },
      (request, reply) => {
        const { caller, params } = request
        const { slug } = params
        if (caller.keyId === 'studio') throw new Fault('unauthorized', 'the token of the studio is no key')
        requireAppSlug(slug)
        const called: Called = { graph: slug, app: slug, version: null }
        return answerCall(reply, called, async (runId) => {
          const active = await getActiveApp(database.read, caller.account.id, slug)
          called.version = active.version
          const { inputs, timeoutMs } = await readCallBody(request.raw, reply.raw)
          return invokeApp(studio, caller, { slug, app: active, runId, inputs, timeoutMs })
        })
      },
    )
  })

  withManagement(app, deps, (scope) => {
    scope.get(
      '/apps/:slug/openapi.json',
      {
        config,
        schema: {
          operationId: 'describeApp',
          summary: 'An OpenAPI document of the version that answers',
          tags,
          params: AppPath,
          response: { 200: Type.Object({}, { additionalProperties: true }) },
        },
      },
      async ({ caller, params: { slug }, protocol, host }) => {
        const active = await getActiveApp(database.read, caller.account.id, slug)
        const graph = JSON.parse(active.document) as Graph
        const contract = await readContract(graph, studio.catalogue, new Map())
        return describeApp({
          slug,
          active,
          graph,
          contract,
          url: deps.config.publicUrl ?? `${protocol}://${host}`,
        })
      },
    )

    scope.get(
      '/apps/:slug/runs',
      {
        config,
        schema: {
          operationId: 'listAppRuns',
          summary: 'The calls of an app, the newest first',
          tags,
          params: AppPath,
          querystring: Type.Object({
            limit: Type.Integer({ default: 50, minimum: 1, maximum: 500 }),
            before: Before,
          }),
          response: { 200: Type.Array(Type.Object(RUN)) },
        },
      },
      async ({ caller, params: { slug }, query: { limit, before } }) => {
        const rows = await studio.appRuns.list(caller.account.id, slug, { limit, before: readPlace(before) })
        return rows.map(presentRun)
      },
    )

    scope.get(
      '/apps/:slug/runs/:call_id',
      {
        config,
        schema: {
          operationId: 'getAppRun',
          summary: 'A call of an app, with what went in and came out',
          tags,
          params: Type.Object({ ...AppPath.properties, call_id: Name }),
          response: {
            200: Type.Object({
              ...RUN,
              error: Nullable(Type.String()),
              inputs: Type.Unknown(),
              outputs: Type.Unknown(),
            }),
          },
        },
      },
      async ({ caller, params: { slug, call_id: id } }) => {
        const row = await studio.appRuns.get(caller.account.id, slug, id)
        return {
          ...presentRun(row),
          error: row.error,
          inputs: JSON.parse(row.inputs),
          outputs: JSON.parse(row.outputs),
        }
      },
    )
  })
}
export default appCalls
