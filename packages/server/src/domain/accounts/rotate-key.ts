import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { addKey, getKeyRow, type MadeKey, toApiKey } from './keys.ts'

/**
 * Replaces a key by a new one of the same name, mode, scopes, limits and lifetime. The old one goes on for
 * the overlap (never longer than it would have), so that whoever uses it can be given the new one.
 *
 * @param overlapSeconds 0 revokes the old key at once
 * @throws Fault `conflict` for a key that is revoked or expired, or was rotated at the same moment
 */
export async function rotateKey(
  database: Database,
  accountId: string,
  name: string,
  overlapSeconds: number,
): Promise<MadeKey> {
  return database.write(async (trx) => {
    const row = await getKeyRow(trx, accountId, name)
    const old = toApiKey(row)
    const now = Date.now()
    const endsAt = Math.min(old.expiresAt ?? Number.POSITIVE_INFINITY, now + overlapSeconds * 1000)
    // The condition holds for one of two rotations at once: without it, one old key would give two new.
    const { numUpdatedRows } = await trx
      .updateTable('api_key')
      .set(overlapSeconds === 0 ? { revoked_at: now } : { expires_at: endsAt })
      .where('id', '=', old.id)
      .where('revoked_at', 'is', null)
      .where('expires_at', 'is not distinct from', old.expiresAt)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
      .executeTakeFirst()
    if (numUpdatedRows === 0n) {
      throw new Fault('conflict', 'this key is revoked, expired or was just rotated: make a new one')
    }
    const lifetime = old.expiresAt === null ? undefined : (old.expiresAt - old.createdAt) / 1000
    return addKey(trx, accountId, { ...old, expiresIn: lifetime })
  })
}
