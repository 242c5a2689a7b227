import { Type } from 'typebox'
import { requireRole } from '../../../domain/accounts/access.ts'
import { actFor } from '../../../domain/accounts/act-for.ts'
import { envelopeText, toEnvelope } from '../../../domain/events/envelope.ts'
import type { EventType } from '../../../domain/events/event-types.ts'
import { followEvents, getEvent, listEvents, triggerEvent } from '../../../domain/events/events.ts'
import { resendEvent } from '../../../domain/events/replay-log.ts'
import { listSubscribed } from '../../../domain/events/webhook-endpoints.ts'
import { openPage } from '../../../http/cursor.ts'
import { eventStreams } from '../../../http/event-streams.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { PageQuery, pageOf, Time } from '../schemas.ts'
import { Event, EventTypeName } from '../webhook-schemas.ts'

const Id = Type.String({ minLength: 1, maxLength: 100 })

/** Each of them asks the database three times a second. */
const MOST_FOLLOWERS = 100

const Query = Type.Object({
  type: Type.Optional(EventTypeName),
  since: Type.Optional(Time),
  owner: Type.Optional(SlugInPath),
  follow: Type.Optional(
    Type.Boolean({
      description:
        'Answers with server-sent events instead: every event from now on, or after the one named by ' +
        '`Last-Event-ID`.',
    }),
  ),
  ...PageQuery,
})

const events: Routes = (app, { database, signer }) => {
  const config = { scope: 'webhooks:write' } as const
  const streamTo = eventStreams(app, { most: MOST_FOLLOWERS })

  app.get(
    '/events',
    {
      config,
      schema: {
        operationId: 'listEvents',
        summary: 'What happened, the newest first, or followed',
        headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 100 })) }),
        querystring: Query,
        response: {
          200: {
            description: 'Events',
            content: {
              'application/json': { schema: pageOf(Event) },
              'text/event-stream': { schema: Type.String() },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { caller, query, headers } = request
      const { mode } = caller
      const see = () => actFor(database.read, caller, query.owner)
      const world = { ownerId: await see(), mode }
      const types = query.type === undefined ? undefined : [query.type as EventType]
      if (!query.follow) {
        const { after, limit, answer } = openPage<string>(signer, request)
        const since = query.since === undefined ? undefined : Date.parse(query.since)
        const rows = await listEvents(database.read, world, { types, since, after, limit: limit + 1 })
        return answer(
          rows,
          ({ id }) => id,
          (event) => toEnvelope(event, mode),
        )
      }
      const afterId = headers['last-event-id']
      await streamTo(request, reply, async function* (signal) {
        const found = followEvents(
          database,
          world,
          { types, afterId },
          signal,
          async () => void (await see()),
        )
        for await (const events of found) {
          yield events.map((event) => ({ id: event.id, event: 'event', data: envelopeText(event, mode) }))
        }
      })
    },
  )

  app.get(
    '/events/:id',
    {
      config,
      schema: {
        operationId: 'getEvent',
        summary: 'One event',
        params: Type.Object({ id: Id }),
        response: { 200: Event },
      },
    },
    async ({ caller, params }) => {
      const event = await getEvent(database.read, params.id, caller.mode)
      await requireRole(database.read, caller.account.id, event.owner_id, 'admin')
      return toEnvelope(event, caller.mode)
    },
  )

  app.post(
    '/events/:id/resend',
    {
      config,
      schema: {
        operationId: 'resendEvent',
        summary: 'Tell every endpoint that wants it of an event again',
        params: Type.Object({ id: Id }),
        body: Type.Union([Type.Object({}, { additionalProperties: false }), Type.Null()]),
        response: { 202: Type.Object({ resent: Type.Integer({ description: 'How many endpoints.' }) }) },
      },
    },
    async ({ caller, params }, reply) => {
      const event = await getEvent(database.read, params.id, caller.mode)
      await requireRole(database.read, caller.account.id, event.owner_id, 'admin')
      const world = { ownerId: event.owner_id, mode: caller.mode }
      const endpoints = await listSubscribed(database.read, world, event.type)
      await resendEvent(database, event.id, endpoints)
      return reply.code(202).send({ resent: endpoints.length })
    },
  )

  app.post(
    '/events/trigger',
    {
      config,
      schema: {
        operationId: 'triggerEvent',
        summary: 'Make an event up, to try out your endpoints: in test mode only',
        body: Type.Object(
          {
            type: EventTypeName,
            object: Type.Optional(
              Type.Record(Type.String(), Type.Unknown(), { description: 'Its `data.object`.' }),
            ),
            owner: Type.Optional(SlugInPath),
          },
          { additionalProperties: false },
        ),
        response: { 201: Event },
      },
    },
    async ({ caller, body }, reply) => {
      const ownerId = await actFor(database.read, caller, body.owner)
      const event = await triggerEvent(
        database,
        { ownerId, mode: caller.mode },
        body.type as EventType,
        body.object,
      )
      return reply.code(201).send(toEnvelope(event, caller.mode))
    },
  )
}
export default events
