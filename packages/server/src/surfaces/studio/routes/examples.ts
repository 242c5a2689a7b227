import { Type } from 'typebox'
import { getExample, listExamples } from '../../../domain/graphs/example-graphs.ts'
import { listPluginExamples, pluginExamples } from '../../../domain/graphs/plugins/plugin-content.ts'
import type { Routes } from '../../../http/surface.ts'

/** `/api/examples`: graphs to begin with. */
const examples: Routes = (app, { studio }) => {
  const config = { scope: 'graphs:run' as const }
  app.get(
    '/examples/list',
    {
      config,
      schema: {
        operationId: 'listExamples',
        summary: 'Example graphs',
        response: {
          200: Type.Array(
            Type.Object({
              name: Type.String(),
              description: Type.String(),
              category: Type.String(),
              path: Type.String({ description: 'What it is loaded by' }),
              source: Type.String({ description: '`builtin`, or `plugin:<id>`' }),
              node_count: Type.Integer(),
              edge_count: Type.Integer(),
            }),
          ),
        },
      },
    },
    async () =>
      [...(await listExamples()), ...listPluginExamples(studio.plugins)].map(
        ({ nodeCount, edgeCount, ...example }) => ({
          ...example,
          node_count: nodeCount,
          edge_count: edgeCount,
        }),
      ),
  )

  app.get(
    '/examples/load',
    {
      config,
      schema: {
        operationId: 'loadExample',
        summary: 'An example graph',
        querystring: Type.Object({ path: Type.String({ minLength: 1, maxLength: 500 }) }),
        response: { 200: Type.Object({}, { additionalProperties: true }) },
      },
    },
    ({ query: { path } }) => getExample(path, pluginExamples(studio.plugins)),
  )
}
export default examples
