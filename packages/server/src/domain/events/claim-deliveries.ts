import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Db } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'

/** How long a server has for what it took; another takes it when that is over. */
export const CLAIM_MS = 60_000

/** A delivery that this server has taken upon itself. */
export interface Claimed {
  endpointId: string
  eventId: string
  claim: string
  dueAt: number
  /** How often it was tried since it was last asked for. */
  tries: number
  /** JSON array of earlier attempts. */
  attempts: string
}

/**
 * The endpoints for which something is due and free, each in its owner's time.
 *
 * Jumps from one endpoint with pending deliveries to the next in their index: its cost does not grow with
 * what waits, nor with the endpoints for which nothing does.
 */
export async function findDueEndpoints(db: Db, now: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive waiting (endpoint_id) as (
      select min(endpoint_id) from webhook_delivery where state = 'pending'
      union all
      select (select min(d.endpoint_id) from webhook_delivery d
              where d.state = 'pending' and d.endpoint_id > waiting.endpoint_id)
      from waiting where waiting.endpoint_id is not null
    )
    select e.id from waiting
    join webhook_endpoint e on e.id = waiting.endpoint_id
    left join test_clock c on c.owner_id = e.owner_id and e.mode = 'test'
    where e.status = 'enabled' and exists (
      select 1 from webhook_delivery d
      where d.endpoint_id = e.id and d.state = 'pending' and d.claimed_until < ${now}
        and d.due_at <= coalesce(c.frozen_at, cast(${now} as bigint)))`.execute(db)
  return rows.map(({ id }) => id)
}

/** An owner's endpoints with something due by `until`, whoever has taken it. */
export async function findEndpointsDueBy(
  db: Db,
  { ownerId, mode, until }: { ownerId: string; mode: KeyMode; until: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from webhook_endpoint e
    where e.owner_id = ${ownerId} and e.mode = ${mode} and e.status = 'enabled' and exists (
      select 1 from webhook_delivery d
      where d.endpoint_id = e.id and d.state = 'pending' and d.due_at <= ${until})`.execute(db)
  return rows.map(({ id }) => id)
}

/** Takes up to `limit` deliveries of an endpoint that are due by `until`, the oldest first: nobody else gets them. */
export async function claimDeliveries(
  database: Database,
  endpointId: string,
  { until, limit }: { until: number; limit: number },
): Promise<Claimed[]> {
  const now = Date.now()
  const claim = randomUUID()
  // By the place of the row: a join of the table with itself is planned badly until it was analyzed.
  const isPostgres = database.kind === 'postgres'
  const place = sql.raw(isPostgres ? 'ctid' : 'rowid')
  const due = sql`
    select ${place} from webhook_delivery
    where endpoint_id = ${endpointId} and state = 'pending' and due_at <= ${until} and claimed_until < ${now}
    order by due_at limit ${limit} ${sql.raw(isPostgres ? 'for update skip locked' : '')}`
  const { rows } = await database.write((trx) =>
    sql<{ event_id: string; due_at: number; try_count: number; attempts: string }>`
      update webhook_delivery set claim = ${claim}, claimed_until = ${now + CLAIM_MS}
      where ${place} ${isPostgres ? sql`= any (array(${due}))` : sql`in (${due})`}
      returning event_id, due_at, try_count, attempts`.execute(trx),
  )
  return rows
    .map((row) => ({
      endpointId,
      eventId: row.event_id,
      claim,
      dueAt: row.due_at,
      tries: row.try_count,
      attempts: row.attempts,
    }))
    .sort((a, b) => a.dueAt - b.dueAt)
}

/** Gives deliveries of one claim back untried: anybody may take them at once. */
export async function releaseDeliveries(database: Database, claimed: readonly Claimed[]): Promise<void> {
  const { endpointId, claim } = claimed[0]!
  await database.write((trx) =>
    trx
      .updateTable('webhook_delivery')
      .set({ claim: null, claimed_until: 0 })
      .where('endpoint_id', '=', endpointId)
      .where('claim', '=', claim)
      .where(
        'event_id',
        'in',
        claimed.map(({ eventId }) => eventId),
      )
      .execute(),
  )
}
