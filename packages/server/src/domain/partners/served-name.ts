import type { Db } from '../../db/database.ts'
import { distinctSlugOf, slugOf } from './grid-id.ts'

/**
 * The name in the registry for what is served under an id: the one it had when the same owner served it before,
 * else the id's slug. A model of that name which the grid did not make stays what it is.
 */
export async function findServedName(db: Db, ownerId: string, gridId: string): Promise<string> {
  const before = await db
    .selectFrom('grid_model')
    .innerJoin('artifact', 'artifact.id', 'grid_model.artifact_id')
    .select('artifact.name')
    .where('grid_model.owner_id', '=', ownerId)
    .where('grid_model.grid_id', '=', gridId)
    .orderBy('grid_model.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (before) return before.name
  const slug = slugOf(gridId)
  const taken = await db
    .selectFrom('artifact')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('kind', '=', 'model')
    .where('name', '=', slug)
    .executeTakeFirst()
  return taken ? distinctSlugOf(gridId, slug) : slug
}
