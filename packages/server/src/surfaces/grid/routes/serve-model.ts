import { decodeModel, stageModel } from '../../../domain/partners/model-bytes.ts'
import { requireFreeId, serveModel } from '../../../domain/partners/serve-model.ts'
import { findCodec, type TextCodec } from '../../../domain/partners/text-codec.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { withRawBodies } from '../raw-bodies.ts'
import { type Fields, flagField, readForm, textField } from '../read-form.ts'
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
        const { fields } = form
        const codec = findCodec(textField(fields, 'encoding'))
        const id = textField(fields, 'model_id')
        const allowDownload = flagField(fields, 'allow_download')
        const allowInference = flagField(fields, 'allow_remote_inference')
        await using model = form.model ?? (await stageModel(blobs, textBytes(fields, codec)))
        // What came as a field of JSON is text that was read already.
        await using file = form.model ? await decodeModel(blobs, model, codec) : model
        if (file.file.size === 0) throw new Fault('invalid_request', 'model is empty', { field: 'model' })
        await serveModel(grid, request.maybeCaller, { id, allowDownload, allowInference, file: file.file })
        return { success: true as const, message: `Model saved with id: ${id}` }
      },
    })
  })
}
export default serveModelRoute

async function* textBytes(fields: Fields, codec: TextCodec): AsyncGenerator<Uint8Array> {
  yield codec.toBytes(textField(fields, 'model'))
}
