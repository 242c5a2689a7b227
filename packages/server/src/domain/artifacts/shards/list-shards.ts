import type { Database, Db } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import { isContributor } from '../assets/get-asset.ts'
import { type FoundArtifact, resolveVersion } from '../find-artifact.ts'
import { markUse } from '../grants/mark-downloaded.ts'
import { requireUse } from '../may-use.ts'
import { splitOf } from './split-of.ts'

/** A part of a dataset. */
export interface Shard {
  name: string
  split: string
  size: number
  /** Null while it arrives. */
  sha256: string | null
  rows: number | null
  uploadId: string | null
  createdAt: number
}

/**
 * The parts of a revision of a dataset; without one, for its contributors, of what will be the next revision.
 *
 * @throws Fault `not_found`
 */
export async function listShards(
  db: Db,
  found: FoundArtifact,
  { revision, split }: { revision?: string | undefined; split?: string | undefined } = {},
): Promise<Shard[]> {
  const all = await findShards(db, found, revision)
  const shards = split === undefined ? all : all.filter((shard) => shard.split === split)
  return shards.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.createdAt - b.createdAt))
}

async function findShards(db: Db, found: FoundArtifact, revision: string | undefined): Promise<Shard[]> {
  const { artifact } = found
  if (revision === undefined && isContributor(found)) {
    const rows = await db.selectFrom('shard').selectAll().where('artifact_id', '=', artifact.id).execute()
    if (rows.length > 0 || artifact.latest_version_id === null) {
      return rows.map((row) => ({ ...row, uploadId: row.upload_id, createdAt: row.created_at }))
    }
  }
  const version = await resolveVersion(db, artifact, revision ?? 'latest')
  const files = await db.selectFrom('version_file').selectAll().where('version_id', '=', version.id).execute()
  const splits = new Map(
    Object.entries((JSON.parse(version.manifest).splits ?? {}) as Record<string, string>).map(
      ([name, path]) => [path, name],
    ),
  )
  return files.map(({ path, split, size, sha256, rows }) => ({
    name: path,
    split: split ?? splits.get(path) ?? splitOf(path),
    size,
    sha256,
    rows,
    uploadId: null,
    createdAt: version.created_at,
  }))
}

/**
 * A shard whose bytes the caller may have.
 *
 * @throws Fault `not_found`, `licence_required`
 */
export async function getShard(
  database: Database,
  caller: Caller,
  found: FoundArtifact,
  name: string,
  revision: string | undefined,
): Promise<Shard & { sha256: string }> {
  const db = database.read
  await requireUse(db, caller.account.id, found.artifact, caller.mode)
  const shards = await listShards(db, found, { revision })
  const shard = shards.find((candidate) => candidate.name === name && candidate.sha256 !== null)
  if (shard) {
    if (found.role === undefined) await markUse(database, caller.account.id, found.artifact.id)
    return shard as Shard & { sha256: string }
  }
  throw new Fault('not_found', `there is no shard "${name.slice(0, 200).toWellFormed()}"`)
}
