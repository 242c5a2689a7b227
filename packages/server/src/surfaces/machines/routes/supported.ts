import type { Routes } from '../../../http/surface.ts'
import { JSON_TYPE, SupportedTable } from '../schemas.ts'

const supported: Routes = (app, { machines }) => {
  app.get(
    '/supported',
    {
      config: { auth: 'none' },
      schema: {
        operationId: 'listSupportedGpus',
        summary: 'The kinds of device the inventory takes',
        description: 'A row of your own goes into `machines.json` in the data folder.',
        response: { 200: SupportedTable },
      },
    },
    async (_request, reply) => reply.type(JSON_TYPE).serializer(JSON.stringify).send(machines.gpus.rows),
  )
}
export default supported
