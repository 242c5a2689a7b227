import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { signBlobUrl } from '../../../domain/artifacts/blob-url.ts'
import { beginDownload, type Download, getDownload } from '../../../domain/artifacts/downloads.ts'
import { findGrantOfVersion } from '../../../domain/artifacts/revisions/find-grant.ts'
import { setGrantHeaders } from '../../../http/grant-headers.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { isoTime } from '../present.ts'
import { DownloadResponse, DownloadStatusResponse, ref, VersionParams } from '../schemas.ts'

/** How long an address can be used to begin fetching. Seconds. */
const URL_SECONDS = 15 * 60

/** A small archive is made while the asker waits, so that the first answer is the last. Milliseconds. */
const PATIENCE_MS = 2000
const LOOK_EVERY_MS = 25

const path = Type.Optional(
  Type.String({ minLength: 1, maxLength: 1024, description: 'One file, instead of all as a tar.' }),
)
const oid = Type.Optional(
  Type.String({ pattern: '^sha256:[0-9a-f]{64}$', description: 'The same, named by its bytes.' }),
)
const WISH = {
  model: Type.Object({ path, oid }),
  dataset: Type.Object({
    path,
    oid,
    format: Type.Unsafe<string>({
      type: 'string',
      enum: ['raw', 'parquet', 'csv', 'jsonl'],
      default: 'raw',
      description:
        '`raw`: the files as they are. In another format than their own, tables are converted: one file for each split.',
    }),
    split: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'One split only.' })),
  }),
}

const downloads: Routes = (app, deps) => {
  for (const kind of KINDS) addDownloads(app, deps, kind)
}
export default downloads

function addDownloads(app: App, deps: Deps, { kind, plural, readScope }: Kind): void {
  const config = { scope: readScope }

  app.post(
    `/org/:org/${plural}/:name/:version/download`,
    {
      // An absent body is an empty wish.
      preValidation: async (request) => {
        request.body ??= {}
      },
      config: { ...config, limit: 'read' },
      schema: {
        operationId: `initiate_${kind}_download`,
        summary: `Download a version of a ${kind}`,
        description:
          'All its files in one tar, or one of them. `preparing` means that the archive is being made: ask ' +
          'for the status until it is `ready`. The address needs no key and ends at `expires_at`. What was bought ' +
          'comes with its grant: `X-Nodedata-Grant`, and the signed document in Base64 as ' +
          '`X-Nodedata-Grant-Document`.',
        params: VersionParams,
        body: WISH[kind],
        response: { 200: ref(DownloadResponse) },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const artifact = { owner: params.org, kind, name: params.name, version: params.version }
      let download = await beginDownload(deps, caller, artifact, body)
      const until = Date.now() + PATIENCE_MS
      while (download.status === 'preparing' && Date.now() < until) {
        await sleep(LOOK_EVERY_MS)
        download = await getDownload(deps.database, caller, { owner: params.org, kind, id: download.id })
      }
      return present(request, reply, download)
    },
  )

  app.get(
    `/org/:org/downloads/${plural}/:download_id`,
    {
      config,
      schema: {
        operationId: `get_${kind}_download_status`,
        summary: `How far a download of a ${kind} is`,
        params: Type.Object({
          org: Type.String({ maxLength: 300 }),
          download_id: Type.String({ maxLength: 300 }),
        }),
        response: { 200: ref(DownloadStatusResponse) },
      },
    },
    async (request, reply) => {
      const { org: owner, download_id: id } = request.params
      return present(request, reply, await getDownload(deps.database, request.caller, { owner, kind, id }))
    },
  )

  async function present(request: FastifyRequest, reply: FastifyReply, download: Download) {
    const { id, status, filename, sha256, error } = download
    const answer = { download_id: id, status, filename, url: null, expires_at: null, error }
    if (status !== 'ready' || sha256 === null) return answer
    const expiresIn = Math.min(URL_SECONDS, Math.ceil((download.expires_at - Date.now()) / 1000))
    const url = await signBlobUrl(deps, { sha256, filename, expiresIn })
    const here = deps.config.publicUrl ?? `${request.protocol}://${request.host}`
    setGrantHeaders(reply, await findGrantOfVersion(deps.database, request.caller, download.version_id), here)
    return { ...answer, url: new URL(url, here).href, expires_at: isoTime(Date.now() + expiresIn * 1000) }
  }
}
