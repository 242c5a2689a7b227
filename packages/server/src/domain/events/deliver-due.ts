import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../../db/database.ts'
import type { KeyMode } from '../../db/tables.ts'
import { findEndpointsDueBy } from './claim-deliveries.ts'
import type { Webhooks } from './webhooks.ts'

/**
 * Delivers to an owner's endpoints everything that is due by `until` in their time, the retries that become
 * due on the way included, and returns when nothing is left: what advancing a test clock does to webhooks.
 */
export async function deliverDue(
  { database, webhooks }: { database: Database; webhooks: Webhooks },
  due: { ownerId: string; mode: KeyMode; until: number },
): Promise<void> {
  for (;;) {
    const endpoints = await findEndpointsDueBy(database.read, due)
    if (endpoints.length === 0) return
    await Promise.all(endpoints.map((id) => webhooks.deliverTo(id, due.until)))
    // What is left is under way elsewhere, and will be done or free within a minute.
    if ((await findEndpointsDueBy(database.read, due)).length > 0) await sleep(50)
  }
}
