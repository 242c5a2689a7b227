import type { Database } from '../../../db/database.ts'
import type { ArtifactRow, VersionRow } from '../find-artifact.ts'

/** Where a revision stands in the list: its number. */
export type RevisionPlace = [major: number, minor: number, patch: number]

/** The revisions of an artifact, the highest number first. Yanked ones are among them. */
export async function listRevisions(
  { read }: Database,
  { id }: ArtifactRow,
  { after, limit }: { after: RevisionPlace | undefined; limit: number },
): Promise<VersionRow[]> {
  return read
    .selectFrom('version')
    .selectAll()
    .where('artifact_id', '=', id)
    .where('state', '!=', 'deleted')
    .$if(after !== undefined, (query) =>
      query.where((where) => where(where.refTuple('major', 'minor', 'patch'), '<', where.tuple(...after!))),
    )
    .orderBy('major', 'desc')
    .orderBy('minor', 'desc')
    .orderBy('patch', 'desc')
    .limit(limit)
    .execute()
}
