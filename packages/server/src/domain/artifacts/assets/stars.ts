import { sql } from 'kysely'
import type { Database } from '../../../db/database.ts'
import type { Caller } from '../../accounts/caller.ts'
import { changeArtifact } from '../change-artifact.ts'
import type { ArtifactRow } from '../find-artifact.ts'
import { updateScore } from '../search/popularity.ts'

/** Which of these artifacts have the caller's star. */
export async function findStarred(
  { read }: Database,
  caller: Caller,
  artifactIds: readonly string[],
): Promise<Set<string>> {
  if (artifactIds.length === 0) return new Set()
  const { rows } = await sql<{ artifact_id: string }>`
    select artifact_id from artifact_star
    where account_id = ${caller.account.id} and artifact_id in (${sql.join(artifactIds)})`.execute(read)
  return new Set(rows.map(({ artifact_id: id }) => id))
}

/** Gives the caller's star to an artifact, or takes it back. Done twice, it is done once. */
export async function setStar(
  database: Database,
  caller: Caller,
  { id }: ArtifactRow,
  isStarred: boolean,
): Promise<void> {
  await database.write(async (trx) => {
    await changeArtifact(trx, id)
    const star = { artifact_id: id, account_id: caller.account.id }
    const changed = isStarred
      ? (
          await trx
            .insertInto('artifact_star')
            .values({ ...star, created_at: Date.now() })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst()
        ).numInsertedOrUpdatedRows
      : (
          await trx
            .deleteFrom('artifact_star')
            .where('artifact_id', '=', star.artifact_id)
            .where('account_id', '=', star.account_id)
            .executeTakeFirst()
        ).numDeletedRows
    if (!changed) return
    await trx
      .updateTable('artifact')
      .set((artifact) => ({ star_count: artifact('star_count', '+', isStarred ? 1 : -1) }))
      .where('id', '=', id)
      .execute()
    await updateScore(trx, id)
  })
}
