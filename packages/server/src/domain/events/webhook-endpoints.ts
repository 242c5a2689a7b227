import type { Selectable } from 'kysely'
import type { Database, Db } from '../../db/database.ts'
import type { WebhookEndpointTable } from '../../db/tables/events.ts'
import type { KeyMode } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'
import { newId } from '../../ids.ts'
import type { Signer } from '../../signer.ts'
import type { EventType } from './event-types.ts'
import { checkTargetUrl } from './target.ts'
import { newSecretSeed, webhookSecret } from './webhook-secret.ts'

/** Each may keep some of our connections busy. */
const MOST_ENDPOINTS = 50

/** An address that is told of an owner's events in one mode. */
export interface WebhookEndpoint {
  id: string
  ownerId: string
  mode: KeyMode
  url: string
  description: string | null
  events: ('*' | EventType)[]
  status: 'enabled' | 'disabled'
  disabledReason: string | null
  /** The first failure since the last success, in the owner's time. */
  failingSince: number | null
  /** Until when the secret before the last rotation signs too. */
  previousSecretUntil: number | null
  createdAt: number
  updatedAt: number
}

export interface EndpointSettings {
  url: string
  events: readonly ('*' | EventType)[]
  description?: string | null | undefined
}

export interface EndpointWorld {
  ownerId: string
  mode: KeyMode
  allowLoopback: boolean
}

export interface EndpointWithSecret {
  endpoint: WebhookEndpoint
  secret: string
}

const eventsText = (events: readonly string[]) =>
  JSON.stringify(events.includes('*') ? ['*'] : [...new Set(events)].sort())

/**
 * Makes an endpoint. Its secret is answered here and by rotating it only.
 *
 * @throws Fault `validation_failed` for an address that may not be called, `conflict` when there are too many
 */
export async function addEndpoint(
  database: Database,
  signer: Signer,
  { ownerId, mode, allowLoopback }: EndpointWorld,
  { url, events, description = null }: EndpointSettings,
): Promise<EndpointWithSecret> {
  const target = checkTargetUrl(url, mode, { allowLoopback })
  const now = Date.now()
  const row = await database.write(async (trx) => {
    const { count } = await trx
      .selectFrom('webhook_endpoint')
      .select((of) => of.fn.countAll<number>().as('count'))
      .where('owner_id', '=', ownerId)
      .where('mode', '=', mode)
      .executeTakeFirstOrThrow()
    if (count >= MOST_ENDPOINTS) {
      throw new Fault('conflict', `there are ${MOST_ENDPOINTS} endpoints already: remove one first`)
    }
    const row = {
      id: newId('whe'),
      owner_id: ownerId,
      mode,
      url: target.href,
      description,
      events: eventsText(events),
      status: 'enabled',
      disabled_reason: null,
      secret_seed: newSecretSeed(),
      previous_seed: null,
      previous_until: null,
      failing_since: null,
      created_at: now,
      updated_at: now,
    } as const
    await trx.insertInto('webhook_endpoint').values(row).execute()
    return row
  })
  return { endpoint: toEndpoint(row), secret: webhookSecret(signer, mode, row.id, row.secret_seed) }
}

/** An owner's endpoints in one mode, the newest first. */
export async function listEndpoints(
  db: Db,
  { ownerId, mode }: Omit<EndpointWorld, 'allowLoopback'>,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<WebhookEndpoint[]> {
  const rows = await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('mode', '=', mode)
    .$if(after !== undefined, (query) => query.where('id', '<', after!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toEndpoint)
}

/** The enabled endpoints that want to hear of a type of event. */
export async function listSubscribed(
  db: Db,
  world: Omit<EndpointWorld, 'allowLoopback'>,
  type: string,
): Promise<WebhookEndpoint[]> {
  const all = await listEndpoints(db, world, { after: undefined, limit: MOST_ENDPOINTS })
  return all.filter(
    ({ status, events }) => status === 'enabled' && events.some((event) => event === '*' || event === type),
  )
}

/** @throws Fault `not_found` when there is none of this id in this mode */
export async function getEndpoint(db: Db, id: string, mode: KeyMode): Promise<WebhookEndpoint> {
  const row = await db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('id', '=', id)
    .where('mode', '=', mode)
    .executeTakeFirst()
  if (!row) throw new Fault('not_found', 'there is no such webhook endpoint')
  return toEndpoint(row)
}

/** Changes what is given. Enabling one again forgets how it failed; what it missed can be resent. */
export async function changeEndpoint(
  database: Database,
  { id, mode }: WebhookEndpoint,
  changes: Partial<EndpointSettings> & { status?: 'enabled' | 'disabled' | undefined },
  { allowLoopback }: { allowLoopback: boolean },
): Promise<WebhookEndpoint> {
  const { url, events, description, status } = changes
  const target = url === undefined ? undefined : checkTargetUrl(url, mode, { allowLoopback })
  const row = await database.write((trx) =>
    trx
      .updateTable('webhook_endpoint')
      .set({
        ...(target ? { url: target.href } : {}),
        ...(events ? { events: eventsText(events) } : {}),
        ...(description === undefined ? {} : { description }),
        ...(status === 'enabled' ? { status, disabled_reason: null, failing_since: null } : {}),
        ...(status === 'disabled' ? { status, disabled_reason: 'its owner disabled it' } : {}),
        updated_at: Date.now(),
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!row) throw new Fault('not_found', 'there is no such webhook endpoint')
  return toEndpoint(row)
}

/** Removes an endpoint with its log; what is under way to it may still arrive. */
export async function removeEndpoint(database: Database, id: string): Promise<void> {
  await database.write((trx) => trx.deleteFrom('webhook_endpoint').where('id', '=', id).execute())
}

/**
 * Gives an endpoint a new secret. Until the overlap is over, deliveries carry signatures by both, so that the
 * receiver can be given the new one in between.
 */
export async function rotateSecret(
  database: Database,
  signer: Signer,
  { id, mode }: WebhookEndpoint,
  overlapSeconds: number,
): Promise<EndpointWithSecret> {
  const now = Date.now()
  const row = await database.write((trx) =>
    trx
      .updateTable('webhook_endpoint')
      .set((of) => ({
        previous_seed: of.ref('secret_seed'),
        previous_until: now + overlapSeconds * 1000,
        secret_seed: newSecretSeed(),
        updated_at: now,
      }))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  )
  if (!row) throw new Fault('not_found', 'there is no such webhook endpoint')
  return { endpoint: toEndpoint(row), secret: webhookSecret(signer, mode, id, row.secret_seed) }
}

function toEndpoint(row: Selectable<WebhookEndpointTable>): WebhookEndpoint {
  return {
    id: row.id,
    ownerId: row.owner_id,
    mode: row.mode,
    url: row.url,
    description: row.description,
    events: JSON.parse(row.events),
    status: row.status,
    disabledReason: row.disabled_reason,
    failingSince: row.failing_since,
    previousSecretUntil: row.previous_until,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
