import { Type } from 'typebox'
import { actFor } from '../../../domain/accounts/act-for.ts'
import {
  addEndpoint,
  changeEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
} from '../../../domain/events/webhook-endpoints.ts'
import { standardSecret } from '../../../domain/events/webhook-secret.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import { getOwnEndpoint } from '../own-endpoint.ts'
import { NoContent, PageQuery, pageOf } from '../schemas.ts'
import {
  Description,
  Endpoint,
  EndpointWithSecret,
  EventTypes,
  TargetUrl,
  toEndpoint,
} from '../webhook-schemas.ts'

const DAY = 24 * 3600

const Settings = { url: TargetUrl, events: EventTypes, description: Type.Optional(Description) }

const InPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) })

const webhookEndpoints: Routes = (app, deps) => {
  const { database, signer } = deps
  const config = { scope: 'webhooks:write' } as const
  const policy = { allowLoopback: deps.config.allowsLoopbackTargets }

  app.post(
    '/webhook_endpoints',
    {
      config: { ...config, answersSecret: true },
      schema: {
        operationId: 'createWebhookEndpoint',
        summary: 'Be told of events at an address of yours',
        description: 'The answer holds the secret that deliveries are signed with, this once.',
        body: Type.Object({ ...Settings, owner: Type.Optional(SlugInPath) }, { additionalProperties: false }),
        response: { 201: EndpointWithSecret },
      },
    },
    async ({ caller, body }, reply) => {
      const { owner, ...settings } = body
      const ownerId = await actFor(database.read, caller, owner)
      const world = { ownerId, mode: caller.mode, ...policy }
      const { endpoint, secret } = await addEndpoint(database, signer, world, settings)
      return reply
        .code(201)
        .send({ ...toEndpoint(endpoint), secret, standard_secret: standardSecret(secret) })
    },
  )

  app.get(
    '/webhook_endpoints',
    {
      config,
      schema: {
        operationId: 'listWebhookEndpoints',
        summary: 'Your endpoints in the mode of the key, the newest first',
        querystring: Type.Object({ owner: Type.Optional(SlugInPath), ...PageQuery }),
        response: { 200: pageOf(Endpoint) },
      },
    },
    async (request) => {
      const { caller, query } = request
      const { after, limit, answer } = openPage<string>(signer, request)
      const world = { ownerId: await actFor(database.read, caller, query.owner), mode: caller.mode }
      const rows = await listEndpoints(database.read, world, { after, limit: limit + 1 })
      return answer(rows, (endpoint) => endpoint.id, toEndpoint)
    },
  )

  app.get(
    '/webhook_endpoints/:id',
    {
      config,
      schema: {
        operationId: 'getWebhookEndpoint',
        summary: 'One of your endpoints',
        params: InPath,
        response: { 200: Endpoint },
      },
    },
    async ({ caller, params }) => toEndpoint(await getOwnEndpoint(database.read, caller, params.id)),
  )

  app.patch(
    '/webhook_endpoints/:id',
    {
      config,
      schema: {
        operationId: 'updateWebhookEndpoint',
        summary: 'Change an endpoint, disable it, or enable it again',
        description:
          'What happens while an endpoint is disabled is not sent to it later by itself: ' +
          '`POST /v1/webhook_endpoints/{id}/resend` does that.',
        params: InPath,
        body: Type.Object(
          {
            ...Type.Partial(Type.Object(Settings)).properties,
            status: Type.Optional(Type.Enum(['enabled', 'disabled'])),
          },
          { additionalProperties: false },
        ),
        response: { 200: Endpoint },
      },
    },
    async ({ caller, params, body }) => {
      const endpoint = await getOwnEndpoint(database.read, caller, params.id)
      return toEndpoint(await changeEndpoint(database, endpoint, body, policy))
    },
  )

  app.delete(
    '/webhook_endpoints/:id',
    {
      config,
      schema: {
        operationId: 'deleteWebhookEndpoint',
        summary: 'Remove an endpoint and its log',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      const { id } = await getOwnEndpoint(database.read, caller, params.id)
      await removeEndpoint(database, id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/webhook_endpoints/:id/rotate_secret',
    {
      config: { ...config, answersSecret: true },
      schema: {
        operationId: 'rotateWebhookSecret',
        summary: 'Replace the secret of an endpoint',
        description:
          'During the overlap deliveries carry a signature by each secret: the receiver accepts either, and ' +
          'can be given the new one in between.',
        params: InPath,
        body: Type.Union([
          Type.Object(
            {
              overlap_seconds: Type.Optional(
                Type.Integer({
                  minimum: 0,
                  maximum: 7 * DAY,
                  default: DAY,
                  description: 'How long the old secret signs too.',
                }),
              ),
            },
            { additionalProperties: false },
          ),
          Type.Null(),
        ]),
        response: { 200: EndpointWithSecret },
      },
    },
    async ({ caller, params, body }) => {
      const found = await getOwnEndpoint(database.read, caller, params.id)
      const { endpoint, secret } = await rotateSecret(database, signer, found, body?.overlap_seconds ?? DAY)
      return { ...toEndpoint(endpoint), secret, standard_secret: standardSecret(secret) }
    },
  )
}
export default webhookEndpoints
