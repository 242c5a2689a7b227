import type { Db } from '../../db/database.ts'
import { requireRole } from '../../domain/accounts/access.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { getEndpoint, type WebhookEndpoint } from '../../domain/events/webhook-endpoints.ts'

/** An endpoint of the caller, or of an organisation they are an admin of, in the mode of their key. */
export async function getOwnEndpoint(db: Db, caller: Caller, id: string): Promise<WebhookEndpoint> {
  const endpoint = await getEndpoint(db, id, caller.mode)
  await requireRole(db, caller.account.id, endpoint.ownerId, 'admin')
  return endpoint
}
