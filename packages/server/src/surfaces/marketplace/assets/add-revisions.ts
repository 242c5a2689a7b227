import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { getAsset, getAssetToChange } from '../../../domain/artifacts/assets/get-asset.ts'
import { listRevisions, type RevisionPlace } from '../../../domain/artifacts/revisions/list-revisions.ts'
import { openRevision } from '../../../domain/artifacts/revisions/open-revision.ts'
import { publishRevision } from '../../../domain/artifacts/revisions/publish-revision.ts'
import { checksOf, readRevision } from '../../../domain/artifacts/revisions/read-revision.ts'
import { setYanked } from '../../../domain/artifacts/revisions/yank-revision.ts'
import { openPage } from '../../../http/cursor.ts'
import type { App } from '../../../http/surface.ts'
import { iso } from '../iso.ts'
import { PageQuery, pageOf } from '../schemas.ts'
import { addAssetRoute } from './asset-route.ts'
import { hereOf } from './here-of.ts'
import type { Kind } from './kinds.ts'
import { presentDraft, presentFile, presentMissing, presentRevision } from './present-revision.ts'
import {
  Check,
  NewFile,
  NumberParam,
  OpenedRevision,
  Revision,
  RevisionParam,
  WholeRevision,
} from './revision-schemas.ts'

/** The revisions of an asset: to list, to see, to make, to yank. */
export function addRevisions(app: App, deps: Deps, kind: Kind): void {
  const { database, signer } = deps
  const of = `of a ${kind.kind}`

  addAssetRoute(app, kind, {
    method: 'get',
    path: '/revisions',
    schema: {
      operationId: `list${kind.Name}Revisions`,
      summary: `The revisions ${of}, the highest first`,
      querystring: Type.Object(PageQuery),
      response: { 200: pageOf(Revision) },
    },
    async handler({ ref, request }) {
      const { artifact } = await getAsset(database.read, request.caller, kind.kind, ref)
      const { after, limit, answer } = openPage<RevisionPlace>(signer, request)
      const rows = await listRevisions(database, artifact, { after, limit: limit + 1 })
      return answer(rows, ({ major, minor, patch }) => [major, minor, patch], presentRevision)
    },
  })

  addAssetRoute(app, kind, {
    method: 'get',
    path: '/revisions/:revision',
    schema: {
      operationId: `get${kind.Name}Revision`,
      summary: `One revision ${of}, with its files`,
      description: "A number that was begun and is not published yet is shown to the owner's contributors.",
      params: RevisionParam,
      response: { 200: WholeRevision },
    },
    async handler({ ref, params, request }) {
      const found = await getAsset(database.read, request.caller, kind.kind, ref)
      const { version, draft, files, isComplete } = await readRevision(database.read, found, params.revision)
      if (draft) return presentDraft(draft, isComplete)
      return { ...presentRevision(version), files: files.map(presentFile) }
    },
  })

  addAssetRoute(app, kind, {
    method: 'post',
    path: '/revisions',
    config: { limit: 'upload', idempotent: false },
    schema: {
      operationId: `open${kind.Name}Revision`,
      summary: `Begin a revision ${of}`,
      description:
        'Answers which of the files have to be sent, and where; those that are here already are not sent again. ' +
        'Asking again for the same goes on with the same uploads. A change of the licence, of inputs or outputs ' +
        'needs the next MAJOR.',
      body: Type.Object(
        {
          version: Type.String({ maxLength: 60, description: '`X.Y.Z`, higher than its parent.' }),
          parent: Type.Optional(
            Type.String({
              maxLength: 60,
              description: 'The revision it derives from. Default: the one below.',
            }),
          ),
          changelog: Type.Optional(Type.String({ minLength: 1, maxLength: 50_000 })),
          license: Type.Optional(Type.String({ maxLength: 200 })),
          summary: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
          dataset_refs: Type.Optional(
            Type.Array(Type.String({ minLength: 1, maxLength: 500 }), {
              maxItems: 200,
              description: 'What it was trained on: `owner/name`, or `owner/name@1.0.0`.',
            }),
          ),
          base_model: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
          files: Type.Array(NewFile, { minItems: 1, maxItems: 10_000 }),
        },
        { additionalProperties: false },
      ),
      response: { 201: OpenedRevision },
    },
    async handler({ ref, body, request, reply }) {
      const found = await getAssetToChange(database.read, request.caller, kind.kind, ref)
      const { dataset_refs: datasetRefs, base_model: baseModel, ...wanted } = body
      const opened = await openRevision(database, request.caller, found, {
        ...wanted,
        datasetRefs,
        baseModel,
      })
      deps.inspector.warm()
      const where = { blobs: deps.blobs, here: hereOf(deps, request) }
      return reply.code(201).send({
        version: body.version,
        status: opened.missing.length > 0 ? 'uploading' : 'ready',
        parent: opened.parent,
        missing: await presentMissing(opened.missing, body.files, where),
        expires_at: iso(opened.expiresAt),
      })
    },
  })

  addAssetRoute(app, kind, {
    method: 'post',
    path: '/revisions/:revision/publish',
    config: { idempotent: false },
    schema: {
      operationId: `publish${kind.Name}Revision`,
      summary: `Publish a revision ${of} whose files have all arrived`,
      description:
        'Every file is looked at: one that lies is refused. It can never be changed after this. Where the ' +
        `${kind.kind} is public, its checks must pass. Asking again gives the same answer.`,
      params: NumberParam,
      response: { 200: Revision },
    },
    async handler({ ref, params, request }) {
      const found = await getAssetToChange(database.read, request.caller, kind.kind, ref)
      return presentRevision(await publishRevision(deps, request.caller, found, params.revision))
    },
  })

  addAssetRoute(app, kind, {
    method: 'post',
    path: '/revisions/:revision/yank',
    schema: {
      operationId: `yank${kind.Name}Revision`,
      summary: `Advise against a revision ${of}`,
      description: 'Its files stay, and downloads of it carry a warning; `latest` and ranges pass it by.',
      params: NumberParam,
      body: Type.Object(
        { reason: Type.String({ minLength: 1, maxLength: 1000 }) },
        { additionalProperties: false },
      ),
      response: { 200: Revision },
    },
    async handler({ ref, params, body, request }) {
      const found = await getAssetToChange(database.read, request.caller, kind.kind, ref)
      return presentRevision(await setYanked(database, found, params.revision, body.reason))
    },
  })

  addAssetRoute(app, kind, {
    method: 'delete',
    path: '/revisions/:revision/yank',
    schema: {
      operationId: `unyank${kind.Name}Revision`,
      summary: `Take back that a revision ${of} was yanked`,
      params: NumberParam,
      response: { 200: Revision },
    },
    async handler({ ref, params, request }) {
      const found = await getAssetToChange(database.read, request.caller, kind.kind, ref)
      return presentRevision(await setYanked(database, found, params.revision, undefined))
    },
  })

  addAssetRoute(app, kind, {
    method: 'get',
    path: '/revisions/:revision/checks',
    schema: {
      operationId: `list${kind.Name}Checks`,
      summary: `What stands between a revision ${of} and the public`,
      description: 'It can be made public or listed when nothing has `failed`.',
      params: RevisionParam,
      response: { 200: pageOf(Check) },
    },
    async handler({ ref, params, request }) {
      const found = await getAssetToChange(database.read, request.caller, kind.kind, ref, 'reader')
      const items = await checksOf(deps, found, params.revision)
      return { items, next_cursor: null, has_more: false }
    },
  })
}
