import { Type } from 'typebox'
import { getEvent } from '../../../domain/events/events.ts'
import { listDeliveries, resendEvent, resendSince } from '../../../domain/events/replay-log.ts'
import { Fault } from '../../../fault.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { getOwnEndpoint } from '../own-endpoint.ts'
import { PageQuery, pageOf, Time } from '../schemas.ts'
import { DeliveredEvent, toDeliveredEvent } from '../webhook-schemas.ts'

const Id = Type.String({ minLength: 1, maxLength: 100 })

const webhookLog: Routes = (app, { database, signer }) => {
  const config = { scope: 'webhooks:write' } as const

  app.get(
    '/webhook_endpoints/:id/events',
    {
      config,
      schema: {
        operationId: 'listWebhookDeliveries',
        summary: 'What an endpoint was told, and how it answered',
        params: Type.Object({ id: Id }),
        querystring: Type.Object({
          state: Type.Optional(Type.Enum(['pending', 'delivered', 'failed'])),
          ...PageQuery,
        }),
        response: { 200: pageOf(DeliveredEvent) },
      },
    },
    async (request) => {
      const { caller, params, query } = request
      const endpoint = await getOwnEndpoint(database.read, caller, params.id)
      const { after, limit, answer } = openPage<string>(signer, request)
      const rows = await listDeliveries(database.read, endpoint.id, {
        state: query.state,
        after,
        limit: limit + 1,
      })
      return answer(
        rows,
        ({ event }) => event.id,
        (delivery) => toDeliveredEvent(delivery, caller.mode),
      )
    },
  )

  app.post(
    '/webhook_endpoints/:id/events/:event_id/resend',
    {
      config,
      schema: {
        operationId: 'resendWebhook',
        summary: 'Tell an endpoint of one event again',
        params: Type.Object({ id: Id, event_id: Id }),
        body: Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()]),
        response: { 202: Type.Object({ resent: Type.Integer() }) },
      },
    },
    async ({ caller, params }, reply) => {
      const endpoint = await getOwnEndpoint(database.read, caller, params.id)
      const event = await getEvent(database.read, params.event_id, caller.mode)
      if (event.owner_id !== endpoint.ownerId) throw new Fault('not_found', 'there is no such event')
      await resendEvent(database, event.id, [endpoint])
      return reply.code(202).send({ resent: 1 })
    },
  )

  app.post(
    '/webhook_endpoints/:id/resend',
    {
      config,
      schema: {
        operationId: 'resendWebhooksSince',
        summary: 'Tell an endpoint again of all events since a moment',
        params: Type.Object({ id: Id }),
        body: Type.Object(
          {
            since: Time,
            undelivered_only: Type.Optional(
              Type.Boolean({ default: false, description: 'Leaves out what it has taken already.' }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 202: Type.Object({ resent: Type.Integer({ description: 'How many events.' }) }) },
      },
    },
    async ({ caller, params, body }, reply) => {
      const endpoint = await getOwnEndpoint(database.read, caller, params.id)
      const resent = await resendSince(database, endpoint, {
        since: Date.parse(body.since),
        undeliveredOnly: body.undelivered_only ?? false,
      })
      return reply.code(202).send({ resent })
    },
  )
}
export default webhookLog
