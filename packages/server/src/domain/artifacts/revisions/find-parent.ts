import type { Db } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { VersionRow } from '../find-artifact.ts'
import { parseVersionNumber } from '../semver-number.ts'

/**
 * The version that another derives from: the one it names, else the highest below it.
 *
 * @throws Fault `validation_failed` for a parent that is not there
 */
export async function findParent(
  db: Db,
  artifactId: string,
  version: string,
  parent: string | undefined,
): Promise<VersionRow | undefined> {
  const versions = db
    .selectFrom('version')
    .selectAll()
    .where('artifact_id', '=', artifactId)
    .where('state', '!=', 'deleted')
  if (parent !== undefined) {
    const row = await versions.where('version', '=', parent).executeTakeFirst()
    if (row) return row
    throw new Fault('validation_failed', `there is no revision ${parent} to derive from`, { field: 'parent' })
  }
  const { major, minor, patch } = parseVersionNumber(version)
  return versions
    .where((where) => where(where.refTuple('major', 'minor', 'patch'), '<', where.tuple(major, minor, patch)))
    .orderBy('major', 'desc')
    .orderBy('minor', 'desc')
    .orderBy('patch', 'desc')
    .limit(1)
    .executeTakeFirst()
}
