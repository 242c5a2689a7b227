import { Type } from 'typebox'
import type { Routes } from '../../../http/surface.ts'
import { pageOf } from '../schemas.ts'

const Hardware = Type.Object({
  name: Type.String({ description: 'What `hardware` of a deployment is to say.' }),
  description: Type.String(),
  region: Type.String(),
  workers: Type.Integer({ description: 'Runs at the same time, of all deployments on one server.' }),
  threads: Type.Integer({ description: 'Threads of one run.' }),
  memory_bytes: Type.Integer({ description: 'Memory for loaded models on one server.' }),
  runtimes: Type.Array(Type.String(), { description: 'What can run on it.' }),
})

const hardware: Routes = (app, { serving }) => {
  app.get(
    '/hardware',
    {
      schema: {
        operationId: 'listHardware',
        summary: 'What models can run on here',
        response: { 200: pageOf(Hardware) },
      },
    },
    async () => ({
      items: [
        {
          name: 'cpu',
          description: 'The processor of the server that is asked',
          region: 'local',
          workers: serving.workers,
          threads: serving.threads,
          memory_bytes: serving.memoryBytes,
          runtimes: [...serving.kinds.keys()],
        },
      ],
      next_cursor: null,
      has_more: false,
    }),
  )
}
export default hardware
