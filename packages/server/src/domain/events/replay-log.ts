import { sql } from 'kysely'
import type { Database, Db } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import type { Attempt } from './call-endpoint.ts'
import { clockNow } from './clock.ts'
import type { EventRow } from './envelope.ts'
import type { WebhookEndpoint } from './webhook-endpoints.ts'

/** An event as one endpoint was, or is to be, told of it. */
export interface Delivery {
  event: EventRow
  state: 'pending' | 'delivered' | 'failed'
  /** When it is tried next, while it is pending; in the owner's time. */
  nextTryAt: number | null
  attempts: Attempt[]
}

/** What an endpoint was told and how it answered, the newest events first. */
export async function listDeliveries(
  db: Db,
  endpointId: string,
  {
    state,
    after,
    limit,
  }: { state?: Delivery['state'] | undefined; after: string | undefined; limit: number },
): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('webhook_delivery as delivery')
    .innerJoin('event', 'event.id', 'delivery.event_id')
    .select(['event.id', 'event.type', 'event.data', 'event.created_at', 'state', 'due_at', 'attempts'])
    .where('endpoint_id', '=', endpointId)
    .$if(state !== undefined, (query) => query.where('state', '=', state!))
    .$if(after !== undefined, (query) => query.where('event_id', '<', after!))
    .orderBy('event_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ state, due_at, attempts, ...event }) => ({
    event,
    state,
    nextTryAt: state === 'pending' ? due_at : null,
    attempts: JSON.parse(attempts) as Attempt[],
  }))
}

/**
 * Tells endpoints of an event once more, from the first try on: it need not be one they have asked for.
 *
 * @param endpoints of the event's owner
 * @throws Fault `conflict` for an endpoint that is disabled
 */
export async function resendEvent(
  database: Database,
  eventId: string,
  endpoints: readonly WebhookEndpoint[],
): Promise<void> {
  for (const endpoint of endpoints) requireEnabled(endpoint)
  await database.write(async (trx) => {
    for (const { id, ownerId, mode } of endpoints) {
      const now = await clockNow(trx, ownerId, mode)
      const fresh = { state: 'pending', due_at: now, try_count: 0, updated_at: now } as const
      await trx
        .insertInto('webhook_delivery')
        .values({ endpoint_id: id, event_id: eventId, created_at: now, ...fresh })
        .onConflict((conflict) =>
          conflict
            .columns(['endpoint_id', 'event_id'])
            .doUpdateSet({ ...fresh, claim: null, claimed_until: 0 }),
        )
        .execute()
    }
  })
}

/**
 * Tells an endpoint once more of every event since a moment that it wants to hear of.
 *
 * @param since in the owner's time
 * @returns how many there are
 */
export async function resendSince(
  database: Database,
  endpoint: WebhookEndpoint,
  { since, undeliveredOnly }: { since: number; undeliveredOnly: boolean },
): Promise<number> {
  requireEnabled(endpoint)
  const { id, ownerId, mode, events } = endpoint
  return database.write(async (trx) => {
    const now = await clockNow(trx, ownerId, mode)
    const { rows } = await sql<{ event_id: string }>`
      insert into webhook_delivery (endpoint_id, event_id, state, due_at, created_at, updated_at)
      select cast(${id} as text), id, 'pending', cast(${now} as bigint), cast(${now} as bigint), cast(${now} as bigint)
      from event
      where owner_id = ${ownerId} and (mode is null or mode = ${mode}) and created_at >= ${since}
        ${events.includes('*' as never) ? sql`` : sql`and type in (${sql.join(events)})`}
      on conflict (endpoint_id, event_id) do update
      set state = 'pending', due_at = ${now}, try_count = 0, updated_at = ${now}, claim = null, claimed_until = 0
      ${undeliveredOnly ? sql`where webhook_delivery.state <> 'delivered'` : sql``}
      returning event_id`.execute(trx)
    return rows.length
  })
}

function requireEnabled({ status }: WebhookEndpoint): void {
  if (status === 'enabled') return
  throw new Fault('conflict', 'this endpoint is disabled: enable it first', { field: 'status' })
}
