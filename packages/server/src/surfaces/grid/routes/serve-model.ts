import { requireFreeId } from '../../../domain/partners/serve-model.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { hostModel } from '../host-model.ts'
import { readForm } from '../read-form.ts'
import { ServeBody, ServeForm, Success } from '../schemas.ts'
import { addSpelled } from '../spellings.ts'

/** `POST /serve-model`: a partner's model, hosted here. */
const serveModelRoute: Routes = (app, { config, blobs, grid }) => {
  withRawBodies(app, (scope) => {
    addSpelled(scope, {
      method: 'POST',
      url: '/serve-model',
      config: { auth: gridAuth(config), limit: 'upload' },
      schema: {
        operationId: 'serveModel',
        summary: 'Host a model',
        description:
          'ONNX, TorchScript or a syft plan. It becomes a version of a model of the registry and is deployed. ' +
          'Large models are sent as a multipart part `model`, which goes to disk as it comes.',
        body: {
          content: {
            'application/json': { schema: ServeBody },
            'multipart/form-data': { schema: ServeForm },
            'application/x-www-form-urlencoded': { schema: ServeBody },
          },
        },
        response: { 200: Success },
      },
      async handler(request, reply) {
        await using form = await readForm(request, reply.raw, blobs, async ({ model_id: id }) => {
          if (typeof id === 'string') await requireFreeId(grid, id)
        })
        // Waited for here: with the form its file goes.
        return await hostModel({ blobs, grid }, request.maybeCaller, form.fields, form.model)
      },
    })
  })
}
export default serveModelRoute
