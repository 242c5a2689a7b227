import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { getAsset, getAssetToChange } from '../../../domain/artifacts/assets/get-asset.ts'
import { completedUpload } from '../../../domain/artifacts/shards/completed-upload.ts'
import { getShard, listShards, type Shard } from '../../../domain/artifacts/shards/list-shards.ts'
import { type OpenedShard, openShard } from '../../../domain/artifacts/shards/open-shard.ts'
import { publishDataset } from '../../../domain/artifacts/shards/publish-dataset.ts'
import { removeShard } from '../../../domain/artifacts/shards/remove-shard.ts'
import { Fault } from '../../../fault.ts'
import { sendBlob } from '../../../http/blobs.ts'
import { openPage } from '../../../http/cursor.ts'
import type { App } from '../../../http/surface.ts'
import { iso } from '../iso.ts'
import { NoContent, nullable, PageQuery, pageOf, Time } from '../schemas.ts'
import { addAssetRoute } from './asset-route.ts'
import { hereOf } from './here-of.ts'
import { DATASETS } from './kinds.ts'
import { CHUNK_SIZE, presentRevision } from './present-revision.ts'
import { Revision } from './revision-schemas.ts'
import { readTusCreation, TUS_VERSION } from './tus-creation.ts'

const ShardShape = Type.Object({
  name: Type.String(),
  split: Type.String(),
  size: Type.Integer(),
  sha256: nullable(Type.String()),
  rows: nullable(Type.Integer()),
  status: Type.Enum(['arriving', 'present']),
  created_at: Time,
})

const name = Type.String({
  minLength: 1,
  maxLength: 1024,
  description: 'Its path in the dataset, with `/` between folders (`%2F` in addresses).',
})
const RevisionQuery = {
  revision: Type.Optional(Type.String({ minLength: 1, maxLength: 300, description: 'Of this revision.' })),
}

/** The parts of a dataset: to send, to list, to fetch; and to make a revision of. */
export function addShards(app: App, deps: Deps): void {
  const { database, signer } = deps

  addAssetRoute(app, DATASETS, {
    method: 'post',
    path: '/shards',
    config: { limit: 'upload', idempotent: false },
    // A creation by tus says in headers what the JSON form says in its body.
    preValidation: async (request) => {
      if (request.headers['tus-resumable'] !== undefined) request.body = readTusCreation(request.headers)
    },
    schema: {
      operationId: 'createShard',
      summary: 'Add a shard to a dataset',
      description:
        'By JSON, or by the creation of tus 1.0 (`Upload-Length`, and `Upload-Metadata` with `filename`, and if ' +
        'known `split` and `sha256`), so that any tus client can be pointed here. The bytes go to `upload_url`, ' +
        'and can be resumed there. A table must have the columns of the schema; the first one gives it to a ' +
        'dataset without one. 200 `exists` means that identical bytes are here already: there is nothing to send.',
      body: Type.Object(
        {
          name,
          size: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Bytes.' }),
          sha256: Type.Optional(
            Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Needed unless it comes by tus.' }),
          ),
          split: Type.Optional(
            Type.String({ maxLength: 100, description: 'Default: by its folder, or how its name begins.' }),
          ),
        },
        { additionalProperties: false },
      ),
      response: {
        200: Type.Object({ status: Type.Literal('exists'), shard: ShardShape }),
        201: Type.Object({
          upload_id: Type.String(),
          upload_url: Type.String({ description: 'Takes one PUT with all bytes, or tus 1.0.' }),
          chunk_size: Type.Integer({ description: 'How many bytes to send in one request at most.' }),
          offset: Type.Integer({ description: 'How many bytes are here already.' }),
          expires_at: Time,
        }),
      },
    },
    async handler({ ref, body, request, reply }) {
      const isTus = request.headers['tus-resumable'] !== undefined
      if (isTus) reply.header('tus-resumable', TUS_VERSION)
      if (!isTus && body.sha256 === undefined) {
        throw new Fault('validation_failed', 'sha256 is required', { field: 'sha256' })
      }
      const found = await getAssetToChange(database.read, request.caller, 'dataset', ref)
      const opened = await openShard(deps, request.caller, found, body)
      if (opened.isThere && !isTus)
        return reply.code(200).send({ status: 'exists', shard: presentThere(opened) })
      // A tus client expects an upload: where there is nothing to send it is one that is complete.
      const { uploadId, expiresAt } = opened.isThere
        ? await completedUpload(database, request.caller, found, opened)
        : opened
      const url = `${hereOf(deps, request)}/v1/uploads/${uploadId}`
      const offset = opened.isThere ? opened.size : await deps.blobs.staging.received(uploadId)
      reply.header('location', url)
      return reply.code(201).send({
        upload_id: uploadId,
        upload_url: url,
        chunk_size: CHUNK_SIZE,
        offset,
        expires_at: iso(expiresAt),
      })
    },
  })

  addAssetRoute(app, DATASETS, {
    method: 'get',
    path: '/shards',
    schema: {
      operationId: 'listShards',
      summary: 'The shards of a dataset, by name',
      description:
        'Of the latest revision, or of the one that is named; contributors see what will be the next revision.',
      querystring: Type.Object({
        ...RevisionQuery,
        split: Type.Optional(Type.String({ maxLength: 100 })),
        ...PageQuery,
      }),
      response: { 200: pageOf(ShardShape) },
    },
    async handler({ ref, query, request }) {
      const found = await getAsset(database.read, request.caller, 'dataset', ref)
      const { after, limit, answer } = openPage<[string, number]>(signer, request)
      const shards = await listShards(database.read, found, query)
      const isLater = (shard: Shard) =>
        after === undefined ||
        shard.name > after[0] ||
        (shard.name === after[0] && shard.createdAt > after[1])
      const rows = shards.filter(isLater).slice(0, limit + 1)
      return answer(rows, (shard) => [shard.name, shard.createdAt], present)
    },
  })

  for (const [path, isHidden] of [
    ['/shards/:shard', false],
    ['/shards/*', true],
  ] as const) {
    const nameOf = (params: unknown) => {
      const { shard: given, '*': rest } = params as { shard?: string; '*'?: string }
      return (isHidden ? rest : given) ?? ''
    }
    const params = isHidden ? { '*': name } : { shard: name }

    addAssetRoute(app, DATASETS, {
      method: 'get',
      path,
      isHidden,
      config: { limit: 'read' },
      schema: {
        operationId: 'getShard',
        summary: 'The bytes of a shard',
        description: 'Honours `Range`.',
        params,
        querystring: Type.Object(RevisionQuery),
        response: {
          200: { content: { 'application/octet-stream': { schema: Bytes } } },
          206: { content: { 'application/octet-stream': { schema: Bytes } } },
          304: NoContent,
        },
      },
      async handler({ ref, params, query, request, reply }) {
        const found = await getAsset(database.read, request.caller, 'dataset', ref)
        const name = nameOf(params)
        const { sha256 } = await getShard(database, request.caller, found, name, query.revision)
        return sendBlob(deps, request, reply, {
          sha256,
          filename: name.split('/').at(-1)!,
          disposition: 'attachment',
        })
      },
    })

    addAssetRoute(app, DATASETS, {
      method: 'delete',
      path,
      isHidden,
      schema: {
        operationId: 'deleteShard',
        summary: 'Take a shard out of what will be the next revision',
        params,
        response: { 204: NoContent },
      },
      async handler({ ref, params, request, reply }) {
        const found = await getAssetToChange(database.read, request.caller, 'dataset', ref)
        await removeShard(database, found, nameOf(params))
        return reply.code(204).send(null)
      },
    })
  }

  addAssetRoute(app, DATASETS, {
    method: 'post',
    path: '/publish',
    config: { idempotent: false },
    preValidation: async (request) => {
      request.body ??= {}
    },
    schema: {
      operationId: 'publishDataset',
      summary: 'Make a revision of the shards as they are now',
      description:
        'It is a list of names and hashes: what did not change since the last revision costs nothing, and where ' +
        'nothing changed it is the last one. Of a public dataset it is public at once, so its checks must pass.',
      body: Type.Object(
        {
          version: Type.Optional(
            Type.String({
              maxLength: 60,
              description: 'Default: the next MINOR; the next MAJOR where columns or the licence changed.',
            }),
          ),
          changelog: Type.Optional(Type.String({ minLength: 1, maxLength: 50_000 })),
          license: Type.Optional(Type.String({ maxLength: 200 })),
        },
        { additionalProperties: false },
      ),
      response: { 200: Revision },
    },
    async handler({ ref, body, request }) {
      const found = await getAssetToChange(database.read, request.caller, 'dataset', ref)
      return presentRevision(await publishDataset(deps, request.caller, found, body))
    },
  })
}

const Bytes = Type.Unsafe<unknown>({ format: 'binary' })

const present = ({ name, split, size, sha256, rows, createdAt }: Shard) => ({
  name,
  split,
  size,
  sha256,
  rows,
  status: sha256 === null ? ('arriving' as const) : ('present' as const),
  created_at: iso(createdAt),
})

const presentThere = ({ name, split, size, sha256 }: Extract<OpenedShard, { isThere: true }>) =>
  present({ name, split, size, sha256, rows: null, uploadId: null, createdAt: Date.now() })
