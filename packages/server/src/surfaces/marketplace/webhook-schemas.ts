import { Type } from 'typebox'
import type { KeyMode } from '../../db/tables.ts'
import { toEnvelope } from '../../domain/events/envelope.ts'
import { EVENT_TYPES, type EventType } from '../../domain/events/event-types.ts'
import type { Delivery } from '../../domain/events/replay-log.ts'
import type { WebhookEndpoint } from '../../domain/events/webhook-endpoints.ts'
import { iso } from './iso.ts'
import { Mode, nullable, Time } from './schemas.ts'

export const EventTypeName = Type.Enum(Object.keys(EVENT_TYPES) as EventType[])

export const EventTypes = Type.Array(Type.Enum(['*', ...(Object.keys(EVENT_TYPES) as EventType[])]), {
  minItems: 1,
  maxItems: 100,
  description: 'What to hear of; `["*"]` is everything, also what is added to the list later.',
})

export const TargetUrl = Type.String({
  minLength: 1,
  maxLength: 2000,
  pattern: '^[^\\u0000-\\u0020\\u007f]+$',
  description:
    'Where events are posted. It must lead to the public internet, and begin with `https://` in live mode. ' +
    'Redirects are not followed.',
})

export const Description = nullable(Type.String({ maxLength: 500, pattern: '^[^\\u0000]*$' }))

export const Endpoint = Type.Object({
  id: Type.String(),
  url: Type.String(),
  description: nullable(Type.String()),
  events: Type.Array(Type.String()),
  mode: Mode,
  owner_id: Type.String(),
  status: Type.Enum(['enabled', 'disabled']),
  disabled_reason: nullable(Type.String()),
  failing_since: Type.Union([Time, Type.Null()], {
    description: 'The first failure since the last success. After three days the endpoint is disabled.',
  }),
  previous_secret_until: Type.Union([Time, Type.Null()], {
    description: 'Until when deliveries are also signed with the secret before the last rotation.',
  }),
  created_at: Time,
  updated_at: Time,
})

/** An endpoint whose secret was just made: the only answers that hold it. */
export const EndpointWithSecret = Type.Object({
  ...Endpoint.properties,
  secret: Type.String({ description: 'For `nd-signature` and `verifyWebhook`. It is shown this once.' }),
  standard_secret: Type.String({
    description:
      'The same secret as libraries of Standard Webhooks take it: without `test_` or `live_` in its prefix.',
  }),
})

export const Event = Type.Object({
  id: Type.String(),
  type: Type.String(),
  api_version: Type.String(),
  mode: Mode,
  created_at: Time,
  data: Type.Object({ object: Type.Unknown() }),
})

const Attempt = Type.Object({
  at: Time,
  status: Type.Union([Type.Integer(), Type.Null()], { description: 'The HTTP status it answered with.' }),
  duration_ms: Type.Integer(),
  error: Type.Union([Type.String(), Type.Null()], { description: 'Why there was no answer.' }),
  response: Type.Union([Type.String(), Type.Null()], { description: 'How its answer began.' }),
})

/** An event with how one endpoint was told of it. */
export const DeliveredEvent = Type.Object({
  ...Event.properties,
  delivery: Type.Object({
    state: Type.Enum(['pending', 'delivered', 'failed']),
    next_attempt_at: nullable(Time),
    attempts: Type.Array(Attempt, { description: 'The oldest first; the last 25.' }),
  }),
})

const maybeIso = (ms: number | null) => (ms === null ? null : iso(ms))

export const toEndpoint = (endpoint: WebhookEndpoint) => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description,
  events: endpoint.events,
  mode: endpoint.mode,
  owner_id: endpoint.ownerId,
  status: endpoint.status,
  disabled_reason: endpoint.disabledReason,
  failing_since: maybeIso(endpoint.failingSince),
  previous_secret_until: maybeIso(endpoint.previousSecretUntil),
  created_at: iso(endpoint.createdAt),
  updated_at: iso(endpoint.updatedAt),
})

export const toDeliveredEvent = ({ event, state, nextTryAt, attempts }: Delivery, mode: KeyMode) => ({
  ...toEnvelope(event, mode),
  delivery: {
    state,
    next_attempt_at: maybeIso(nextTryAt),
    attempts: attempts.map((attempt) => ({ ...attempt, at: iso(attempt.at) })),
  },
})
