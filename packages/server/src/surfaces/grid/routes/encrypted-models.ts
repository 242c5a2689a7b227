import { Type } from 'typebox'
import { findEncryptedModel } from '../../../domain/partners/encrypted-models.ts'
import { Fault } from '../../../fault.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { reportUnreachable } from '../network-answers.ts'
import { readFields } from '../read-form.ts'
import { answerBare } from '../render-fault.ts'
import { ModelIdBody, Pair } from '../schemas.ts'
import { addSpelled } from '../spellings.ts'

/** `POST /search-encrypted-models`: where the shares of a model are. */
const encryptedModels: Routes = (app, { config, grid }) => {
  withRawBodies(app, (scope) => {
    addSpelled(scope, {
      method: 'POST',
      url: '/search-encrypted-models',
      config: { auth: gridAuth(config) },
      errorHandler: answerBare,
      schema: {
        operationId: 'searchEncryptedModels',
        summary: 'Find the workers that hold the shares of an encrypted model',
        description: 'The workers are asked: a model whose shares are no longer there is not found.',
        body: { content: { 'application/json': { schema: ModelIdBody } } },
        response: { 200: Type.Object({ workers: Type.Array(Pair), crypto_provider: Pair }) },
      },
      async handler(request, reply) {
        const { model_id: id } = await readFields(request, reply.raw)
        const isId = (typeof id === 'string' && id !== '') || typeof id === 'number'
        if (!isId) throw new Fault('invalid_request', 'Invalid payload format')
        const { workers, provider, unreachable } = await findEncryptedModel(
          grid,
          request.maybeCaller,
          String(id),
        )
        const found = { workers, crypto_provider: provider }
        return reportUnreachable(reply, { found, unreachable })
      },
    })
  })
}
export default encryptedModels
