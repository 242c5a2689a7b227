import type { Database } from '../../db/database.ts'
import { Fault } from '../../fault.ts'
import { addKey, getKeyRow, type MadeKey, toApiKey } from './keys.ts'

/**
 * Replaces a key by a new one of the same name, mode, scopes, limits and lifetime. The old one goes on for
 * the overlap (never longer than it would have), so that whoever uses it can be given the new one.
 *
 * @param overlapSeconds 0 revokes the old key at once
 * @throws Fault `conflict` for a key that has ended, or was rotated already
 */
export async function rotateKey(
  database: Database,
  accountId: string,
  name: string,
  overlapSeconds: number,
): Promise<MadeKey> {
  return database.write(async (trx) => {
    const old = toApiKey(await getKeyRow(trx, accountId, name))
    const now = Date.now()
    const hasEnded = old.revokedAt !== null || (old.expiresAt ?? now + 1) <= now
    if (hasEnded) throw new Fault('conflict', 'this key has ended: make a new one')
    const expiresIn = old.expiresAt === null ? undefined : (old.expiresAt - old.createdAt) / 1000
    const made = await addKey(trx, accountId, { ...old, expiresIn })
    const endsAt = Math.min(old.expiresAt ?? Number.POSITIVE_INFINITY, now + overlapSeconds * 1000)
    const { numUpdatedRows } = await trx
      .updateTable('api_key')
      .set({
        replaced_by: made.key.id,
        ...(overlapSeconds === 0 ? { revoked_at: now } : { expires_at: endsAt }),
      })
      .where('id', '=', old.id)
      .where('replaced_by', 'is', null)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    // Holds for one of two rotations at once: without it, one old key would give two new ones.
    if (numUpdatedRows === 0n) {
      throw new Fault('conflict', 'this key was rotated already: rotate the one that replaced it')
    }
    return made
  })
}
