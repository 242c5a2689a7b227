import { deleteModel } from '../../../domain/partners/delete-model.ts'
import { forgetAdmissions } from '../../../domain/partners/run-model.ts'
import { Fault } from '../../../fault.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { readForm, textField } from '../read-form.ts'
import { ModelIdBody, Success } from '../schemas.ts'
import { addSpelled } from '../spellings.ts'

/** `POST /delete-model`: the id is free again. */
const deleteModelRoute: Routes = (app, { config, blobs, grid }) => {
  withRawBodies(app, (scope) => {
    addSpelled(
      scope,
      {
        method: 'POST',
        url: '/delete-model',
        config: { auth: gridAuth(config) },
        schema: {
          operationId: 'deleteGridModel',
          summary: 'Stop hosting a model',
          description: 'Frees its id and yanks its version in the registry.',
          body: { content: { 'application/json': { schema: ModelIdBody } } },
          response: { 200: Success },
        },
        async handler(request, reply) {
          await using form = await readForm(request, reply.raw, blobs)
          const id = textField(form.fields, 'model_id')
          await deleteModel(grid, request.maybeCaller, id).catch((error: unknown) => {
            const isUnknown = error instanceof Fault && error.code === 'not_found'
            throw isUnknown ? new Fault('not_found', 'Model not found!') : error
          })
          forgetAdmissions(grid)
          return { success: true as const, message: 'Model deleted with success!' }
        },
      },
      ['/delete_model'],
    )
  })
}
export default deleteModelRoute
