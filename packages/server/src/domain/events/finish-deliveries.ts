import { sql } from 'kysely'
import type { Database, Trx } from '../../db/database.ts'
import type { Attempt } from './call-endpoint.ts'
import type { Claimed } from './claim-deliveries.ts'
import { recordEvent } from './record-event.ts'
import { DISABLE_AFTER_MS, nextTryAt } from './retry-schedule.ts'

/** How many attempts of a delivery are kept to be looked at. */
const MOST_ATTEMPTS = 25

export interface Outcome {
  delivery: Claimed
  attempt: Attempt
}

export const isDelivered = ({ status }: { status: number | null }) =>
  status !== null && status >= 200 && status < 300

/** Writes down how deliveries went, when the ones that failed are due again, and what that says of endpoints. */
export async function finishDeliveries(
  trx: Trx,
  kind: Database['kind'],
  outcomes: readonly Outcome[],
): Promise<void> {
  const rows = sql.raw(kind === 'postgres' ? 'jsonb_array_elements' : 'json_each')
  const given = JSON.stringify(outcomes.map(toRow))
  // One statement for all of them: a round trip for each would take longer than calling the endpoints. By the
  // claim: whoever took a delivery over, or asked for it again, has the say.
  await sql`
    update webhook_delivery set
      state = done.value ->> 'state',
      due_at = cast(done.value ->> 'due_at' as bigint),
      try_count = cast(done.value ->> 'tries' as bigint),
      attempts = done.value ->> 'attempts',
      claim = null,
      claimed_until = 0,
      updated_at = cast(done.value ->> 'at' as bigint)
    from ${rows}(${kind === 'postgres' ? sql`cast(${given} as jsonb)` : given}) as done
    where endpoint_id = done.value ->> 'endpoint'
      and event_id = done.value ->> 'event'
      and claim = done.value ->> 'claim'`.execute(trx)
  for (const [endpointId, own] of Map.groupBy(outcomes, ({ delivery }) => delivery.endpointId)) {
    await judgeEndpoint(trx, endpointId, own)
  }
}

function toRow({ delivery, attempt }: Outcome) {
  const tries = delivery.tries + 1
  const next = isDelivered(attempt) ? undefined : nextTryAt(attempt.at, tries)
  return {
    endpoint: delivery.endpointId,
    event: delivery.eventId,
    claim: delivery.claim,
    state: isDelivered(attempt) ? 'delivered' : next === undefined ? 'failed' : 'pending',
    due_at: next ?? delivery.dueAt,
    tries,
    attempts: addAttempt(delivery.attempts, attempt),
    at: attempt.at,
  }
}

function addAttempt(before: string, attempt: Attempt): string {
  const attempts = before === '[]' ? [] : (JSON.parse(before) as Attempt[])
  return JSON.stringify([...attempts, attempt].slice(-MOST_ATTEMPTS))
}

/** Notes since when an endpoint has only failed, and ends it when that is too long. */
async function judgeEndpoint(trx: Trx, endpointId: string, outcomes: readonly Outcome[]): Promise<void> {
  const attempts = outcomes.map(({ attempt }) => attempt).sort((a, b) => a.at - b.at)
  const lastSuccess = attempts.findLastIndex(isDelivered)
  const failures = attempts.slice(lastSuccess + 1)
  const failingSince = failures[0]?.at ?? null
  await trx
    .updateTable('webhook_endpoint')
    .set({ failing_since: failingSince })
    .where('id', '=', endpointId)
    // A failure after other failures changes nothing, and most of the time neither does a success.
    .$if(lastSuccess < 0, (query) => query.where('failing_since', 'is', null))
    .$if(lastSuccess >= 0 && failingSince === null, (query) => query.where('failing_since', 'is not', null))
    .execute()
  const at = failures.at(-1)?.at
  if (at !== undefined) await disableHopeless(trx, endpointId, at)
}

async function disableHopeless(trx: Trx, endpointId: string, at: number): Promise<void> {
  const endpoint = await trx
    .updateTable('webhook_endpoint')
    .set({ status: 'disabled', disabled_reason: 'it failed for three days', updated_at: Date.now() })
    .where('id', '=', endpointId)
    .where('status', '=', 'enabled')
    .where('failing_since', '<=', at - DISABLE_AFTER_MS)
    .returning(['owner_id', 'mode', 'url', 'failing_since'])
    .executeTakeFirst()
  if (!endpoint) return
  await trx
    .updateTable('webhook_delivery')
    .set({ state: 'failed', claim: null, claimed_until: 0, updated_at: at })
    .where('endpoint_id', '=', endpointId)
    .where('state', '=', 'pending')
    .execute()
  await recordEvent(trx, {
    ownerId: endpoint.owner_id,
    mode: endpoint.mode,
    type: 'webhook_endpoint.disabled',
    data: {
      id: endpointId,
      url: endpoint.url,
      status: 'disabled',
      disabled_reason: 'it failed for three days',
      failing_since: new Date(endpoint.failing_since!).toISOString(),
    },
    now: at,
  })
}
