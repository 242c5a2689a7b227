import type { Database } from '../../db/database.ts'
import type { Caller } from '../accounts/caller.ts'
import { changeArtifact } from './change-artifact.ts'
import type { ArtifactRef, FoundArtifact } from './find-artifact.ts'
import { indexArtifact } from './search/index-artifact.ts'
import { getArtifactToChange } from './write-access.ts'

/**
 * Shows an artifact, with all its versions, to everyone who is signed in, or to its owner's members alone.
 *
 * @throws Fault `forbidden`, `not_found`
 */
export async function setVisibility(
  database: Database,
  caller: Caller,
  ref: ArtifactRef,
  isPublic: boolean,
): Promise<FoundArtifact> {
  const found = await getArtifactToChange(database.read, caller, ref, 'admin')
  await database.write(async (trx) => {
    await changeArtifact(trx, found.artifact.id)
    await trx
      .updateTable('artifact')
      .set({ is_public: isPublic ? 1 : 0 })
      .where('id', '=', found.artifact.id)
      .execute()
    await indexArtifact(trx, found.artifact.id)
  })
  return found
}
