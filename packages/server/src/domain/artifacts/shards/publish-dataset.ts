import type { BlobStore } from '../../../blobs/blob-store.ts'
import type { Database } from '../../../db/database.ts'
import { Fault } from '../../../fault.ts'
import type { Caller } from '../../accounts/caller.ts'
import { artifactsHash } from '../artifacts-hash.ts'
import { checkText } from '../assets/check-text.ts'
import { readDeclared } from '../assets/declared.ts'
import { readDocuments } from '../assets/documents.ts'
import { canonicalHash } from '../canonical-hash.ts'
import { checkFiles } from '../check-files.ts'
import { checkManifest } from '../check-manifest.ts'
import { fillManifest } from '../fill-manifest.ts'
import type { ArtifactRow, FoundArtifact, VersionRow } from '../find-artifact.ts'
import { inspectVersion } from '../inspect-version.ts'
import type { Inspection } from '../inspection.ts'
import type { Inspector } from '../inspector.ts'
import type { Manifest } from '../manifest.ts'
import { registerVersion } from '../register-version.ts'
import { listRevisions } from '../revisions/list-revisions.ts'
import { manifestOf } from '../revisions/open-revision.ts'
import { reviewCandidate } from '../revisions/publish-revision.ts'
import { findBreaks, promisesOf } from '../revisions/semver-rule.ts'
import { touchBlobs } from '../touch-blobs.ts'
import { describeField } from './check-fields.ts'
import { listShards, type Shard } from './list-shards.ts'

interface PublishDeps {
  database: Database
  blobs: BlobStore
  inspector: Inspector
}

type PresentShard = Shard & { sha256: string }

/**
 * Makes a revision of a dataset's shards as they are now. It is a list of names and hashes: what did not
 * change since the last one costs nothing. Where nothing changed at all it is the last one.
 *
 * @param wish.version default: the next MINOR, or the next MAJOR where the columns or the licence changed
 * @throws Fault `upload_incomplete` while shards arrive; `validation_failed` without any, for a number that
 * hides a breaking change, and for a public dataset whose checks fail; `already_exists`
 */
export async function publishDataset(
  deps: PublishDeps,
  caller: Caller,
  found: FoundArtifact,
  wish: { version?: string | undefined; changelog?: string | undefined; license?: string | undefined },
): Promise<VersionRow> {
  const { database, blobs } = deps
  const { artifact, ownerSlug: owner } = found
  checkText({ changelog: wish.changelog })
  const shards = requireWhole(await listShards(database.read, found))
  const files = checkFiles(
    shards.map(({ name, sha256, size }) => ({ path: name, sha256, size })),
    ['body'],
  ).map((file) => {
    const { split, rows } = shards.find(({ name }) => name === file.path)!
    return { ...file, split, rows }
  })
  const said = { ...(await manifestOf(database, artifact, wish)), ...describeShards(artifact, shards) }
  const [latest] = await listRevisions(database, artifact, { after: undefined, limit: 1 })
  if (latest && wish.version === undefined && isUnchanged(latest, artifactsHash(files), said)) return latest
  const version = wish.version ?? nextNumber(latest, said)
  const about = { kind: artifact.kind, owner, name: artifact.name, version, files }
  const manifest = fillManifest(checkManifest(said, about, ['body']), {
    kind: artifact.kind,
    name: artifact.name,
    paths: files.map(({ path }) => path),
    parameterCount: null,
  })
  const { inspection: read } = await inspectVersion(deps, files)
  const inspection: Inspection = { ...read, documents: await readDocuments(blobs, files) }
  const revision = {
    ...(wish.changelog === undefined ? {} : { changelog: wish.changelog }),
    ...(latest ? { parent: latest.version } : {}),
  }
  const target = { kind: artifact.kind, ownerId: artifact.owner_id, name: artifact.name, version }
  await reviewCandidate(database.read, artifact, { ...target, files, manifest, inspection, about: revision })
  const id = await database.write(async (trx) => {
    const sha256s = [...new Set(files.map(({ sha256 }) => sha256))]
    const present = await touchBlobs(trx, sha256s, Date.now())
    if (present.size < sha256s.length) throw new Fault('conflict', 'a shard was removed meanwhile: try again')
    return registerVersion(trx, {
      ...target,
      bodyHash: canonicalHash({
        files: files.map(({ path, sha256, size }) => ({ path, sha256, size })),
        manifest: said,
      }),
      files,
      manifest,
      inspection,
      tensors: [],
      accountId: caller.account.id,
      about: revision,
    })
  })
  return database.read.selectFrom('version').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

function requireWhole(shards: readonly Shard[]): PresentShard[] {
  const arriving = shards.filter(({ sha256 }) => sha256 === null).map(({ name }) => name)
  if (arriving.length > 0) {
    const names = arriving.slice(0, 5).join(', ')
    throw new Fault('upload_incomplete', `${arriving.length} shards have not arrived whole: ${names}`)
  }
  if (shards.length === 0)
    throw new Fault('validation_failed', 'the dataset has no shards yet', { field: 'shards' })
  return shards as PresentShard[]
}

/** What the shards say together, in the registry's words. */
function describeShards(artifact: ArtifactRow, shards: readonly PresentShard[]): Manifest {
  const { schema } = readDeclared(artifact)
  const data = shards.filter(({ split }) => split !== '')
  const counted = data.every(({ rows }) => rows !== null) && data.length > 0
  const bySplit = Map.groupBy(data, ({ split }) => split)
  const splits = [...bySplit].flatMap(([split, [first, ...more]]) =>
    first && more.length === 0 ? [[split, first.name] as const] : [],
  )
  return {
    ...(schema
      ? {
          data_schema: Object.fromEntries(
            Object.entries(schema.fields).map(([name, field]) => [name, describeField(field)]),
          ),
        }
      : {}),
    ...(counted ? { row_count: data.reduce((sum, { rows }) => sum + rows!, 0) } : {}),
    ...(splits.length > 0 ? { splits: Object.fromEntries(splits) } : {}),
  }
}

function isUnchanged(latest: VersionRow, hash: string, said: Manifest): boolean {
  const { license, data_schema: columns } = JSON.parse(latest.manifest) as Manifest
  return (
    latest.state === 'published' &&
    latest.artifacts_hash === hash &&
    license === said.license &&
    canonicalHash(columns ?? null) === canonicalHash(said.data_schema ?? null)
  )
}

function nextNumber(latest: VersionRow | undefined, said: Manifest): string {
  if (!latest) return '1.0.0'
  const { major, minor, version, manifest } = latest
  const [breaks] = findBreaks(promisesOf(version, JSON.parse(manifest)), promisesOf(version, said))
  return breaks !== undefined && major > 0 ? `${major + 1}.0.0` : `${major}.${minor + 1}.0`
}
