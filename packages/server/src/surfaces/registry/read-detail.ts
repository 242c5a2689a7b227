import type { Db } from '../../db/database.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import {
  type ArtifactRef,
  type FoundArtifact,
  getArtifact,
  type VersionRow,
} from '../../domain/artifacts/find-artifact.ts'
import { findCreatorEmail, listAliases, listFiles } from '../../domain/artifacts/versions.ts'
import { Fault } from '../../fault.ts'
import { presentDetail } from './present.ts'

/** A ModelArtifactDetail or DatasetArtifactDetail of one version. Who made it only members learn. */
export async function readDetail(db: Db, found: FoundArtifact, version: VersionRow) {
  const [aliases, files, email] = await Promise.all([
    listAliases(db, [version.id]),
    listFiles(db, version.id),
    found.role === undefined ? null : findCreatorEmail(db, version),
  ])
  const parts = { ...found, version, aliases: aliases.get(version.id) ?? [] }
  return presentDetail({ ...parts, files, createdByEmail: email })
}

/** The same of the version with this id, as it is now: for the answer to a change. */
export async function readVersionDetail(db: Db, caller: Caller, ref: ArtifactRef, versionId: string) {
  const found = await getArtifact(db, caller, ref)
  const version = await db
    .selectFrom('version')
    .selectAll()
    .where('id', '=', versionId)
    .where('state', '!=', 'deleted')
    .executeTakeFirst()
  if (!version) throw new Fault('not_found', 'this version was deleted')
  return readDetail(db, found, version)
}
