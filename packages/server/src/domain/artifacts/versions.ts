import type { Database, Db } from '../../db/database.ts'
import type { ArtifactRow, VersionRow } from './find-artifact.ts'

/** An artifact with more versions than this is read in the slow lane, so that the event loop goes on. */
const MANY_VERSIONS = 1000

/** The numbers of all versions that can be had, the highest first. Yanked ones are among them. */
export async function listVersionNumbers(database: Database, artifact: ArtifactRow): Promise<string[]> {
  const db = artifact.version_count > MANY_VERSIONS ? database.slow : database.read
  const rows = await db
    .selectFrom('version')
    .select('version')
    .where('artifact_id', '=', artifact.id)
    .where('state', '!=', 'deleted')
    .orderBy('major', 'desc')
    .orderBy('minor', 'desc')
    .orderBy('patch', 'desc')
    .execute()
  return rows.map(({ version }) => version)
}

/** The version that stands for an artifact: the highest published one. */
export async function findLatestVersion(db: Db, artifact: ArtifactRow): Promise<VersionRow | undefined> {
  if (artifact.latest_version_id === null) return undefined
  return db
    .selectFrom('version')
    .selectAll()
    .where('id', '=', artifact.latest_version_id)
    .where('state', '!=', 'deleted')
    .executeTakeFirst()
}

/** The aliases of some versions, by version id, each list in order. */
export async function listAliases(db: Db, versionIds: readonly string[]): Promise<Map<string, string[]>> {
  const aliases = new Map<string, string[]>(versionIds.map((id) => [id, []]))
  if (versionIds.length === 0) return aliases
  const rows = await db
    .selectFrom('version_alias')
    .select(['version_id', 'alias'])
    .where('version_id', 'in', versionIds)
    .execute()
  for (const { version_id: versionId, alias } of rows) aliases.get(versionId)?.push(alias)
  for (const list of aliases.values()) list.sort()
  return aliases
}

/** A file of a version. */
export interface VersionFile {
  path: string
  sha256: string
  size: number
}

/** A file of a version that may be a part of a dataset. */
export interface DatasetFile extends VersionFile {
  split?: string | null
  /** How many samples it holds, where that is known. */
  rows?: number | null
}

/** The files of a version, by path. */
export async function listFiles(db: Db, versionId: string): Promise<VersionFile[]> {
  const files = await db
    .selectFrom('version_file')
    .select(['path', 'sha256', 'size'])
    .where('version_id', '=', versionId)
    .execute()
  // Sorted here: the two databases may order text differently.
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The same with what is known of each as a part of a dataset. */
export async function listDatasetFiles(db: Db, versionId: string): Promise<DatasetFile[]> {
  const files = await db
    .selectFrom('version_file')
    .select(['path', 'sha256', 'size', 'split', 'rows'])
    .where('version_id', '=', versionId)
    .execute()
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The address of who registered a version; null for an account without one. */
export async function findCreatorEmail(db: Db, version: VersionRow): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('email')
    .where('id', '=', version.created_by)
    .executeTakeFirst()
  return row?.email ?? null
}
