import { whoAmI } from '../accounts/who-am-i.ts'
import { ApiError } from '../api-error.ts'
import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/registry.gen.ts'
import { type PreparedPush, type PrepareOptions, preparePush } from '../push/prepare-push.ts'
import { ManifestError } from '../push/read-manifest.ts'
import { type FileToSend, sendFiles } from '../push/send-files.ts'
import { findArtifact } from './get-artifact.ts'
import { type ArtifactDetail, pathFor } from './kinds.ts'
import { setVisibility } from './set-visibility.ts'

/** What a push is doing, and how far it is. */
export interface PushProgress {
  phase: 'hash' | 'send'
  /** Bytes, of those to be hashed, or of those the server lacked; what an earlier run sent is done already. */
  done: number
  total: number
}

export interface PushOptions extends Omit<PrepareOptions, 'onProgress'> {
  /** The owner, where the name has none. Default: the account behind the key. */
  org?: string | undefined
  /** Shows it to everybody who is signed in, once it is there. */
  isPublic?: boolean | undefined
  onProgress?: ((progress: PushProgress) => void) | undefined
}

export interface Pushed {
  /** `org/name` */
  name: string
  version: string
  /** `sha256:…` over all files. */
  artifacts_hash: string
  /** Whether it was there before, the same in every byte. */
  was_there: boolean
  files: number
  /** Bytes of all files. */
  size: number
  /** Bytes that were sent now: what the server lacked and no earlier push had begun to send. */
  sent: number
  is_public: boolean
}

/**
 * Pushes a folder as a new version of a model or dataset. Only files that the server lacks are sent, large
 * ones so that a push that was cut goes on where it was when it is run again. The version appears whole, when
 * everything has arrived and has been checked; pushing the same once more changes nothing.
 *
 * @throws ManifestError when the manifest is wrong, ApiError `already_exists_error` when the number is taken
 *
 * @example
 * const { name, version } = await pushArtifact(yard, { kind: 'model', folder: 'examples/digits/model' })
 */
export async function pushArtifact(server: Connection, options: PushOptions): Promise<Pushed> {
  const { onProgress } = options
  const prepared = await preparePush({
    ...options,
    onProgress: (progress) => onProgress?.({ phase: 'hash', ...progress }),
  })
  return sendPush(server, prepared, options)
}

/** The second half of a push: what needs the server. */
export async function sendPush(
  server: Connection,
  prepared: PreparedPush,
  { org: defaultOrg, isPublic = false, onProgress, signal }: Omit<PushOptions, 'kind' | 'folder'> = {},
): Promise<Pushed> {
  const { kind, name, version, files, size } = prepared
  const org = prepared.org ?? defaultOrg ?? (await whoAmI(server)).slug
  const { upload_id: uploadId, missing } = await begin(server, org, prepared)
  // With something missing it cannot be there yet.
  const before = missing.length === 0 ? await findArtifact(server, kind, { org, name, version }) : undefined

  const sources = new Map(files.map(({ oid, source }) => [oid, source]))
  const toSend: FileToSend[] = missing.map((blob) => ({ ...blob, source: sources.get(blob.oid)! }))
  const total = missing.reduce((sum, blob) => sum + blob.size, 0)
  await sendFiles(server, toSend, {
    signal,
    onBytes: (done) => onProgress?.({ phase: 'send', done, total }),
  })
  const path = { org, upload_id: uploadId }
  const detail: ArtifactDetail = await answerOf(
    server.registry.POST('/api/v1/org/{org}/uploads/{upload_id}/complete', { params: { path } }),
  )
  if (isPublic && !detail.is_public) await setVisibility(server, kind, { org, name }, true)
  return {
    name: detail.name,
    version: detail.version,
    artifacts_hash: detail.artifacts_hash,
    was_there: before !== undefined,
    files: files.length,
    size,
    sent: missing.reduce((sum, blob) => sum + blob.size - blob.offset, 0),
    is_public: isPublic || detail.is_public,
  }
}

type Body = NonNullable<operations['begin_model_upload']['requestBody']>['content']['application/json']

/** Tells the server what is to come; a fault it finds with the manifest is named with its line. */
async function begin(
  server: Connection,
  org: string,
  { kind, name, version, manifest, files, written }: PreparedPush,
) {
  // Its fields were checked by `readManifest`, and are again by the server.
  const body: Body = {
    artifacts: files.map(({ path, oid, size }) => ({ path, oid, size })),
    manifest: manifest as NonNullable<Body['manifest']>,
  }
  try {
    return await answerOf(
      server.registry.POST(pathFor(kind, '/api/v1/org/{org}/models/{name}/{version}/uploads'), {
        params: { path: { org, name, version } },
        body,
      }),
    )
  } catch (error) {
    if (!(error instanceof ApiError) || !error.field?.startsWith('manifest.')) throw error
    const field = error.field.slice('manifest.'.length)
    const line = written.lineOf(field.split('.')[0]!)
    throw new ManifestError(written.file, [{ line, field, message: error.message }])
  }
}
