import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { hasScope } from '../../../domain/accounts/scopes.ts'
import {
  appendToUpload,
  cancelUpload,
  findProgress,
  putUpload,
  type UploadProgress,
} from '../../../domain/artifacts/uploads.ts'
import { Fault } from '../../../fault.ts'
import { dropUnreadBody, incomingBody } from '../../../http/incoming-body.ts'
import type { Routes } from '../../../http/surface.ts'
import { NoContent } from '../schemas.ts'
import { checksumOf } from '../upload-checksum.ts'

const VERSION = '1.0.0'
const PATCH_TYPE = 'application/offset+octet-stream'

const Params = Type.Object({ id: Type.String({ pattern: '^upl_[0-9A-Z]{26}$' }) })
const TusResumable = Type.Optional(
  Type.String({ description: 'The version of tus the client speaks: 1.0.0.' }),
)
const Checksum = Type.Optional(
  Type.String({ description: '`sha256 <base64>` of this body: it is then taken whole or not at all.' }),
)

/**
 * `/v1/uploads/{id}`: one blob coming in, whatever route asked for it. Large ones by tus 1.0, which resumes
 * after a cut; small ones by one PUT. The bytes count when their SHA-256 is the announced one.
 */
const uploads: Routes = (app, deps) => {
  const config = { limit: 'none', idempotent: false } as const
  const common = { params: Params, headers: Type.Object({ 'tus-resumable': TusResumable }) }
  const requestOf = ({ caller, params }: { caller: FastifyRequest['caller']; params: { id: string } }) => {
    if (!hasScope(caller.scopes, 'models:upload') && !hasScope(caller.scopes, 'datasets:upload')) {
      const message = 'this key has neither the scope models:upload nor datasets:upload'
      throw new Fault('insufficient_scope', message, { field: 'models:upload' })
    }
    return { accountId: caller.account.id, id: params.id }
  }

  // In a scope of its own: only here a body of any type is a stream that the handler reads.
  app.register(async (plain) => {
    const scope = plain.withTypeProvider<TypeBoxTypeProvider>()
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.addHook('onResponse', async ({ raw }) => dropUnreadBody(raw))
    scope.addHook('onRequest', async ({ headers }, reply) => {
      reply.header('tus-resumable', VERSION).header('cache-control', 'no-store')
      const spoken = headers['tus-resumable']
      if (spoken === undefined || spoken === VERSION) return
      reply.header('tus-version', VERSION)
      throw new Fault('precondition_failed', `this server speaks tus ${VERSION}, not ${spoken}`)
    })

    scope.head(
      '/uploads/:id',
      {
        config,
        schema: {
          operationId: 'getUploadProgress',
          summary: 'How much of an upload has arrived',
          description: 'In the headers `Upload-Offset`, `Upload-Length` and `Upload-Expires`.',
          ...common,
          response: { 200: NoContent },
        },
      },
      async (request, reply) => {
        const progress = await findProgress(deps, requestOf(request))
        tell(reply, progress).header('upload-length', progress.size).code(200).send()
        return reply
      },
    )

    scope.patch(
      '/uploads/:id',
      {
        config,
        schema: {
          operationId: 'appendToUpload',
          summary: 'Send the next bytes of an upload',
          description: `Bytes of any number as \`${PATCH_TYPE}\`, from where \`Upload-Offset\` says. What had come before a connection broke is kept.`,
          ...common,
          body: bytesAs(PATCH_TYPE),
          headers: Type.Object({
            'tus-resumable': TusResumable,
            'upload-offset': Type.Integer({ minimum: 0 }),
            'upload-checksum': Checksum,
          }),
          response: { 204: NoContent },
        },
      },
      async (request, reply) => {
        const { 'content-type': type, 'upload-offset': offset, 'upload-checksum': checksum } = request.headers
        if (type !== PATCH_TYPE) {
          throw new Fault('unsupported_media_type', `the bytes must be sent as ${PATCH_TYPE}`)
        }
        const part = { offset, sha256: checksumOf(checksum), ...incomingBody(request) }
        const progress = await appendToUpload(deps, requestOf(request), part)
        return tell(reply, progress).code(204).send(null)
      },
    )

    scope.put(
      '/uploads/:id',
      {
        config,
        schema: {
          operationId: 'putUpload',
          summary: 'Send all bytes of an upload',
          description: 'The body, of whatever type, is the blob. For large ones prefer PATCH, which resumes.',
          ...common,
          body: bytesAs('*/*'),
          response: { 204: NoContent },
        },
      },
      async (request, reply) => {
        const progress = await putUpload(deps, requestOf(request), incomingBody(request))
        return tell(reply, progress).code(204).send(null)
      },
    )

    scope.delete(
      '/uploads/:id',
      {
        config,
        schema: {
          operationId: 'cancelUpload',
          summary: 'End an upload and drop what has arrived',
          ...common,
          response: { 204: NoContent },
        },
      },
      async (request, reply) => {
        await cancelUpload(deps, requestOf(request))
        return reply.code(204).send(null)
      },
    )

    scope.options(
      '/uploads/:id',
      {
        config: { ...config, auth: 'none' },
        schema: {
          operationId: 'describeUploads',
          summary: 'What of tus this server can do',
          params: Params,
          response: { 204: NoContent },
        },
      },
      async (_request, reply) =>
        reply
          .header('tus-version', VERSION)
          .header('tus-extension', 'checksum,expiration,termination')
          .header('tus-checksum-algorithm', 'sha256')
          .code(204)
          .send(null),
    )
  })
}
export default uploads

/** A body that the handler reads as a stream, and that is therefore not validated. */
function bytesAs(type: string) {
  return { content: { [type]: { schema: Type.Unsafe<unknown>({ format: 'binary' }) } } }
}

function tell(reply: FastifyReply, { received, isComplete, expiresAt }: UploadProgress): FastifyReply {
  reply.header('upload-offset', received)
  return isComplete ? reply : reply.header('upload-expires', new Date(expiresAt).toUTCString())
}
