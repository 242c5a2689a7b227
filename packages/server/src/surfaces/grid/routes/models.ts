import { Type } from 'typebox'
import { listGridModels } from '../../../domain/partners/list-grid-models.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { addSpelled } from '../spellings.ts'

const Detailed = Type.Object({
  id: Type.String(),
  model_size: Type.String({ description: 'Thousands of bytes: `12.3KB`' }),
  allow_download: Type.Boolean(),
  allow_remote_inference: Type.Boolean(),
  mpc: Type.Boolean({ description: 'Whether its weights are shares on other nodes' }),
})

/** `GET /models`, `GET /detailed_models_list`: what can be asked for here. */
const models: Routes = (app, { config, database }) => {
  const settings = { method: 'GET' as const, config: { auth: gridAuth(config) } }
  addSpelled(app, {
    ...settings,
    url: '/models',
    schema: {
      operationId: 'listGridModels',
      summary: 'List the ids of all models',
      response: {
        200: Type.Object({ success: Type.Literal(true), models: Type.Array(Type.String()) }),
      },
    },
    async handler(request) {
      const models = await listGridModels(database, request.maybeCaller)
      return { success: true as const, models: models.map(({ id }) => id) }
    },
  })
  addSpelled(
    app,
    {
      ...settings,
      url: '/detailed_models_list',
      schema: {
        operationId: 'describeGridModels',
        summary: 'List all models with what may be done with them',
        response: { 200: Type.Object({ success: Type.Literal(true), models: Type.Array(Detailed) }) },
      },
      async handler(request) {
        const models = await listGridModels(database, request.maybeCaller)
        return {
          success: true as const,
          models: models.map((model) => ({
            id: model.id,
            model_size: `${model.size / 1000}KB`,
            allow_download: model.allowDownload,
            allow_remote_inference: model.allowInference,
            mpc: model.isEncrypted,
          })),
        }
      },
    },
    ['/detailed-models-list'],
  )
}
export default models
