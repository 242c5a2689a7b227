import { Type } from 'typebox'
import { addShare, getShare, removeShare } from '../../../domain/partners/shares.ts'
import { incomingBody } from '../../../http/incoming-body.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { Pair } from '../schemas.ts'

const Params = Type.Object({ share: Type.String({ pattern: '^[A-Za-z0-9_-]{16,80}$' }) })
const Token = Type.Object({
  'x-share-token': Type.String({
    pattern: '^[A-Za-z0-9_-]{32,100}$',
    description: 'The secret of this share',
  }),
})
const About = Type.Object({
  model_id: Type.String({ minLength: 1, maxLength: 200 }),
  part: Type.Integer({ minimum: 0, maximum: 15 }),
  parts: Type.Integer({ minimum: 2, maximum: 16 }),
  provider_id: Type.String({ minLength: 1, maxLength: 200 }),
  provider_address: Type.String({ minLength: 1, maxLength: 500 }),
})
const ShareAnswer = Type.Object({
  model_id: Type.String(),
  part: Type.Integer(),
  parts: Type.Integer(),
  size: Type.Integer(),
  tensors: Type.Array(Type.Tuple([Type.String(), Type.Array(Type.Integer())])),
  crypto_provider: Pair,
})
const Done = Type.Object({ success: Type.Literal(true) })

/** `/grid/shares`: the part of a worker in encrypted models. */
const shares: Routes = (app, { config, blobs, grid }) => {
  withRawBodies(app, (scope) => {
    scope.put(
      '/grid/shares/:share',
      {
        config: { auth: gridAuth(config), limit: 'upload' },
        schema: {
          operationId: 'putShare',
          summary: 'Keep a share of an encrypted model here',
          description: 'Safetensors of uint64, each element uniform by itself. Nothing answers with it.',
          params: Params,
          headers: Token,
          querystring: About,
          body: {
            content: {
              'application/vnd.safetensors': {
                schema: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }),
              },
            },
          },
          response: { 200: Done },
        },
      },
      async (request) => {
        const { bytes, length } = incomingBody(request)
        if (length !== undefined) await blobs.staging.requireRoom(length)
        const file = await blobs.staging.stage(bytes)
        const { model_id: modelId, part, parts, provider_id, provider_address } = request.query
        const token = request.headers['x-share-token']
        const provider: [string, string] = [provider_id, provider_address]
        const share = { id: request.params.share, modelId, part, parts, provider, token, file }
        await addShare(grid, request.maybeCaller, share)
        return { success: true as const }
      },
    )
  })

  // The token says who may: the host of the model has no account here.
  const settings = { config: { auth: 'none' as const } }
  app.get(
    '/grid/shares/:share',
    {
      ...settings,
      schema: {
        operationId: 'getShare',
        summary: 'Whether a share is here, and what it is a share of',
        params: Params,
        headers: Token,
        response: { 200: ShareAnswer },
      },
    },
    async ({ params, headers }) => {
      const share = await getShare(grid, params.share, headers['x-share-token'])
      const { modelId: model_id, part, parts, size, tensors, provider: crypto_provider } = share
      return { model_id, part, parts, size, tensors, crypto_provider }
    },
  )
  app.delete(
    '/grid/shares/:share',
    {
      ...settings,
      schema: {
        operationId: 'deleteShare',
        summary: 'Delete a share',
        params: Params,
        headers: Token,
        response: { 200: Done },
      },
    },
    async ({ params, headers }) => {
      await removeShare(grid, params.share, headers['x-share-token'])
      return { success: true as const }
    },
  )
}
export default shares
