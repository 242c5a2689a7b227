import { setTimeout as sleep } from 'node:timers/promises'
import { encodeTime } from 'ulid'
import type { Database, Db } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import type { EventRow } from './envelope.ts'
import type { EventType } from './event-types.ts'
import { recordEvent } from './record-event.ts'

/** Whose events, in which world. */
export interface EventWorld {
  ownerId: string
  mode: KeyMode
}

export interface EventFilter {
  types?: readonly EventType[] | undefined
  /** Only those of this moment or later, in the owner's time. */
  since?: number | undefined
}

const select = (db: Db, { ownerId, mode }: EventWorld) =>
  db
    .selectFrom('event')
    .select(['id', 'type', 'data', 'created_at'])
    .where('owner_id', '=', ownerId)
    .where((where) => where.or([where('mode', 'is', null), where('mode', '=', mode)]))

/** What happened to an owner, the newest first. */
export async function listEvents(
  db: Db,
  world: EventWorld,
  { types, since, after, limit }: EventFilter & { after: string | undefined; limit: number },
): Promise<EventRow[]> {
  return select(db, world)
    .$if(types !== undefined, (query) => query.where('type', 'in', types!))
    .$if(since !== undefined, (query) => query.where('created_at', '>=', since!))
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** An event and whose it is. */
export async function getEvent(
  db: Db,
  id: string,
  mode: KeyMode,
): Promise<EventRow & { owner_id: string; mode: KeyMode | null }> {
  const row = await db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (row.mode !== null && row.mode !== mode)) throw new Fault('not_found', 'there is no such event')
  return row
}

const POLL_MS = 300
const MOST = 500
/** Ids are made before their transactions commit, on servers whose clocks differ: older ones may still appear. */
const OVERLAP_MS = 10_000

/**
 * An owner's events as they happen, the oldest first: those after `afterId`, or from now on. Ends when the
 * signal aborts; what `check` throws ends it too.
 */
export async function* followEvents(
  database: Database,
  world: EventWorld,
  { types, afterId }: { types?: readonly EventType[] | undefined; afterId?: string | undefined },
  signal: AbortSignal,
  check: () => Promise<void>,
): AsyncGenerator<EventRow[]> {
  const seen = new Set<string>()
  const start = Date.now()
  let from = afterId ?? idAt(start)
  while (!signal.aborted) {
    const rows = await select(database.read, world)
      .where('id', '>', from)
      .$if(types !== undefined, (query) => query.where('type', 'in', types!))
      .orderBy('id')
      .limit(MOST)
      .execute()
    const fresh = rows.filter(({ id }) => !seen.has(id))
    for (const { id } of fresh) seen.add(id)
    yield fresh
    const last = rows.at(-1)
    // A whole page is gone through; else the last moments are looked at again.
    const next = rows.length === MOST ? last!.id : idAt(Date.now() - OVERLAP_MS)
    if (next > from) from = next
    for (const id of seen) if (id < from) seen.delete(id)
    if (rows.length < MOST) await sleep(POLL_MS, undefined, { signal }).catch(() => {})
    if (!signal.aborted) await check()
  }
}

/** An id before all of a moment. */
export const idAt = (ms: number): string => `evt_${encodeTime(ms, 10)}`

/**
 * Makes an event up, so that endpoints can be tried out.
 *
 * @throws Fault `mode_mismatch` in live mode, where what is told has happened
 */
export async function triggerEvent(
  database: Database,
  { ownerId, mode }: EventWorld,
  type: EventType,
  object: unknown = { sample: true },
): Promise<EventRow> {
  if (mode !== 'test') throw new Fault('mode_mismatch', 'events can be made up in test mode only')
  return database.write(async (trx) => {
    const id = await recordEvent(trx, { ownerId, mode, type, data: object })
    return getEvent(trx, id, mode)
  })
}

/** How long events are kept to be listed and resent. */
const KEPT_MS = 30 * 24 * 3600_000
/** Rows removed in one transaction. */
const CHUNK = 1000

/** Removes the events of long ago, in real time, with how endpoints were told of them. */
export async function removeOldEvents(database: Database, now = Date.now()): Promise<void> {
  for (;;) {
    const removed = await database.write(async (trx) => {
      const { numDeletedRows } = await trx
        .deleteFrom('event')
        .where('id', 'in', (from) =>
          from
            .selectFrom('event')
            .select('id')
            .where('id', '<', idAt(now - KEPT_MS))
            .orderBy('id')
            .limit(CHUNK),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    })
    if (removed < CHUNK) return
  }
}
