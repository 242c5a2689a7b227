import { sql } from 'kysely'
import type { Db, Trx } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'
import { type Insert, insertOf, insertTogether, template } from '../../db/template.ts'
import { newId } from '../../ids.ts'
import { clockNow } from './clock.ts'
import type { EventType } from './event-types.ts'

export interface NewEvent {
  /** Whose endpoints hear of it. */
  ownerId: string
  /** Null for a fact of both worlds: endpoints of both modes hear of it. */
  mode: KeyMode | null
  type: EventType
  /** The event's `data.object`, as JSON. */
  data: unknown
  /** Milliseconds since 1970 in the owner's time; its present when not given. */
  now?: number
}

/**
 * Records what happened inside the transaction that makes it happen, and for which endpoints it waits: no
 * event without its commit, and none lost after it. Whoever delivers looks by itself, within a second.
 *
 * @returns the event's id, `evt_…`
 */
export async function recordEvent(trx: Trx, event: NewEvent): Promise<string> {
  return recordEventWith(trx, [], event)
}

/** The same, with rows that are written down together with it, before it: what made it happen. */
export async function recordEventWith(
  trx: Trx,
  causes: readonly Insert[],
  { ownerId, mode, type, data, now }: NewEvent,
): Promise<string> {
  const id = newId('evt')
  const createdAt = now ?? (mode === 'test' ? await clockNow(trx, ownerId, mode) : Date.now())
  const row = { id, owner_id: ownerId, mode, type, data: JSON.stringify(data ?? null), created_at: createdAt }
  await insertTogether(trx, [...causes, insertOf('event', [row])])
  const wanted = { eventId: id, createdAt, ownerId, pattern: `%"${type}"%` }
  if (mode === null) await addDeliveriesOfBoth(trx, wanted)
  else await addDeliveries(trx, { ...wanted, mode })
  return id
}

interface Wanted {
  eventId: string
  createdAt: number
  ownerId: string
  /** What the endpoint's list of types holds. */
  pattern: string
}

/** One delivery for each endpoint that wants the type, of one mode or of both. */
const deliveriesOf = (
  db: Db,
  { eventId, createdAt, ownerId, pattern, mode }: Wanted & { mode: KeyMode | null },
) =>
  db
    .insertInto('webhook_delivery')
    .columns(['endpoint_id', 'event_id', 'state', 'due_at', 'created_at', 'updated_at'])
    .expression((from) =>
      from
        .selectFrom('webhook_endpoint')
        .leftJoin('test_clock', (join) =>
          join
            .onRef('test_clock.owner_id', '=', 'webhook_endpoint.owner_id')
            .on('webhook_endpoint.mode', '=', 'test'),
        )
        .select([
          'webhook_endpoint.id',
          sql<string>`cast(${eventId} as text)`.as('event_id'),
          sql<'pending'>`'pending'`.as('state'),
          // A fact of both worlds is told in each world's own time.
          mode === null
            ? sql<number>`coalesce(test_clock.frozen_at, cast(${createdAt} as bigint))`.as('due_at')
            : sql<number>`cast(${createdAt} as bigint)`.as('due_at'),
          sql<number>`cast(${createdAt} as bigint)`.as('created_at'),
          sql<number>`cast(${createdAt} as bigint)`.as('updated_at'),
        ])
        .where('webhook_endpoint.owner_id', '=', ownerId)
        .where('webhook_endpoint.status', '=', 'enabled')
        .$if(mode !== null, (query) => query.where('webhook_endpoint.mode', '=', mode!))
        .where((where) =>
          where.or([
            where('webhook_endpoint.events', 'like', '%"*"%'),
            where('webhook_endpoint.events', 'like', pattern),
          ]),
        ),
    )

const addDeliveries = template<Wanted & { mode: KeyMode }>(deliveriesOf)
const addDeliveriesOfBoth = template<Wanted>((db, wanted) =>
  // Spelled out: what is handed here are stand-ins.
  deliveriesOf(db, {
    eventId: wanted.eventId,
    createdAt: wanted.createdAt,
    ownerId: wanted.ownerId,
    pattern: wanted.pattern,
    mode: null,
  }),
)
