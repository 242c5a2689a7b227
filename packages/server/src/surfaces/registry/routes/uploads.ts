import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { completeRegistration } from '../../../domain/artifacts/complete-registration.ts'
import { MANIFESTS } from '../../../domain/artifacts/manifest.ts'
import { openRegistration } from '../../../domain/artifacts/registrations.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { KINDS, type Kind } from '../kinds.ts'
import { MissingUpload, presentUpload } from '../present-upload.ts'
import { readVersionDetail } from '../read-detail.ts'
import { DatasetArtifactDetail, ModelArtifactDetail, ref, VersionParams } from '../schemas.ts'

/** Ten thousand files with long paths, and a manifest. */
const BODY_LIMIT = 16 * 1024 * 1024

const NewArtifact = Type.Object(
  {
    path: Type.String({ description: 'Relative, with `/` between folders.' }),
    oid: Type.String({ pattern: '^sha256:[0-9a-f]{64}$' }),
    size: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Bytes.' }),
  },
  { additionalProperties: false },
)

const OpenedUpload = Type.Object({
  upload_id: Type.String(),
  expires_at: Type.String({ format: 'date-time' }),
  missing: Type.Array(MissingUpload, { description: 'What has to be sent before it can be completed.' }),
})

const CompleteParams = Type.Object({
  org: VersionParams.properties.org,
  upload_id: Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_]+$' }),
})

const uploads: Routes = (app, deps) => {
  for (const kind of KINDS) addBeginning(app, deps, kind)

  app.post(
    '/org/:org/uploads/:upload_id/complete',
    {
      // What is still missing may arrive: a first answer is not the answer for good.
      config: { idempotent: false },
      schema: {
        operationId: 'complete_upload',
        summary: 'Register the version whose files have all arrived',
        description:
          'Every file is looked at: one whose header lies is refused, pickles are judged and never run. The ' +
          'version appears whole, and published. Asking again gives the same answer.',
        params: CompleteParams,
        response: { 201: Type.Union([ref(ModelArtifactDetail), ref(DatasetArtifactDetail)]) },
      },
    },
    async ({ caller, params: { org: owner, upload_id: id } }, reply) => {
      const { kind, name, versionId } = await completeRegistration(deps, caller, { owner, id })
      const detail = await readVersionDetail(deps.database.read, caller, { owner, kind, name }, versionId)
      return reply.code(201).send(detail)
    },
  )
}
export default uploads

function addBeginning(app: App, deps: Deps, { kind, plural, writeScope }: Kind): void {
  app.post(
    `/org/:org/${plural}/:name/:version/uploads`,
    {
      bodyLimit: BODY_LIMIT,
      config: { scope: writeScope, limit: 'upload', idempotent: false },
      schema: {
        operationId: `begin_${kind}_upload`,
        summary: `Begin to register a version of a ${kind}`,
        description:
          'Answers which of the files have to be sent, and where; those that are here already are not sent ' +
          'again. Asking again for the same goes on with the same uploads. The number must be new, X.Y.Z.',
        params: VersionParams,
        body: Type.Object(
          {
            artifacts: Type.Array(NewArtifact, { minItems: 1, maxItems: 10_000 }),
            manifest: Type.Optional(MANIFESTS[kind]),
          },
          { additionalProperties: false },
        ),
        response: { 200: OpenedUpload },
      },
    },
    async (request) => {
      const { org: owner, name, version } = request.params
      const { artifacts, manifest = {} } = request.body
      const files = artifacts.map(({ path, oid, size }) => ({
        path,
        sha256: oid.slice('sha256:'.length),
        size,
      }))
      const wanted = { owner, kind, name, version, files, manifest }
      const { id, missing, expiresAt } = await openRegistration(deps.database, request.caller, wanted, {
        name: ['path', 'name'],
        version: ['path', 'version'],
        files: ['body', 'artifacts'],
        manifest: ['body', 'manifest'],
      })
      deps.inspector.warm()
      const publicUrl = deps.config.publicUrl ?? `${request.protocol}://${request.host}`
      const where = { blobs: deps.blobs, publicUrl }
      return {
        upload_id: id,
        expires_at: new Date(expiresAt).toISOString(),
        missing: await Promise.all(missing.map((blob) => presentUpload(blob, where))),
      }
    },
  )
}
