import type { Db } from '../../db/database.ts'
import type { ArtifactKind } from '../../db/tables.ts'
import { Fault } from '../../fault.ts'

export interface VersionTarget {
  kind: ArtifactKind
  ownerId: string
  name: string
  version: string
  bodyHash: string
}

/**
 * Looks whether a version is there already.
 *
 * @returns its id if it is the very one that is being registered, undefined if the number is free
 * @throws Fault `already_exists` when the number was used for something else
 */
export async function findSameVersion(db: Db, target: VersionTarget): Promise<string | undefined> {
  const taken = await db
    .selectFrom('version')
    .innerJoin('artifact', 'artifact.id', 'version.artifact_id')
    .select(['version.id', 'version.state', 'version.manifest_hash'])
    .where('artifact.owner_id', '=', target.ownerId)
    .where('artifact.kind', '=', target.kind)
    .where('artifact.name', '=', target.name)
    .where('version.version', '=', target.version)
    .executeTakeFirst()
  if (!taken) return undefined
  requireSameVersion(taken, target)
  return taken.id
}

/** @throws Fault `already_exists` unless a version is the very one that is being registered */
export function requireSameVersion(
  taken: { state: string; manifest_hash: string },
  { kind, name, version, bodyHash }: Omit<VersionTarget, 'ownerId'>,
): void {
  if (taken.state === 'deleted') {
    throw new Fault(
      'already_exists',
      `version ${version} of ${kind} "${name}" was deleted, and a number is never used twice: take another`,
    )
  }
  if (taken.manifest_hash !== bodyHash) {
    throw new Fault(
      'already_exists',
      `version ${version} of ${kind} "${name}" exists and holds something else: take another number`,
    )
  }
}
