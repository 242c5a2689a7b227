import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileStore } from '../../src/blobs/file-store.ts'
import { openDatabase } from '../../src/db/open-database.ts'
import type { BlobDeps } from '../../src/domain/artifacts/keep-blob.ts'
import { newId } from '../../src/ids.ts'
import { addAccount, addArtifact, addVersion } from '../artifacts/rows.ts'
import { makeTestDatabase } from '../test-database.ts'

/** A database and a blob folder, as two servers see them, without the servers. */
export async function openBlobWorld() {
  const place = await makeTestDatabase()
  const root = await mkdtemp(join(tmpdir(), 'nodeyard-blobs-'))
  await mkdir(root, { recursive: true })
  const options = { dataFolder: place.dataFolder, url: place.databaseUrl }
  const open = async (): Promise<BlobDeps> => ({
    database: await openDatabase(options),
    blobs: await FileStore.open(root),
  })
  const [one, two] = [await open(), await open()]
  return {
    one,
    two,
    root,
    async [Symbol.asyncDispose]() {
      await one.database.close()
      await two.database.close()
      await place.remove()
      await rm(root, { recursive: true })
    },
  }
}

/** Bytes as a stream. */
export async function* streamOf(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

export async function findBlobRow({ database }: BlobDeps, sha256: string) {
  return database.read.selectFrom('blob').selectAll().where('sha256', '=', sha256).executeTakeFirst()
}

/** Sets back the time of a blob's last use. */
export async function age({ database }: BlobDeps, sha256: string, milliseconds: number): Promise<void> {
  const touched_at = Date.now() - milliseconds
  await database.write((trx) =>
    trx.updateTable('blob').set({ touched_at }).where('sha256', '=', sha256).execute(),
  )
}

/** Puts a blob into a new version of a new model. */
export async function addVersionWith({ database }: BlobDeps, sha256: string, size: number, name: string) {
  const owner = await addAccount(database, `owner-${name}`)
  const artifactId = await addArtifact(database, { ownerId: owner.id, name })
  const versionId = await addVersion(database, { artifactId, version: '1.0.0', by: owner.id })
  const file = { version_id: versionId, path: 'model.onnx', sha256, size }
  await database.write((trx) => trx.insertInto('version_file').values(file).execute())
  return { owner, versionId, name: `${owner.slug}/${name}@1.0.0` }
}

/** A registration that waits for a blob. */
export async function addRegistrationFor({ database }: BlobDeps, sha256: string, expiresAt: number) {
  const owner = await addAccount(database, `pusher-${expiresAt}`)
  const id = newId('reg')
  const row = {
    id,
    account_id: owner.id,
    artifact_kind: 'model',
    owner_id: owner.id,
    name: 'm',
    version: '1.0.0',
    body_hash: '',
    manifest: '{}',
    files: '[]',
    version_id: null,
    created_at: 1,
    expires_at: expiresAt,
  } as const
  await database.write(async (trx) => {
    await trx.insertInto('registration').values(row).execute()
    await trx.insertInto('registration_blob').values({ registration_id: id, sha256 }).execute()
  })
}
