import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { withoutNotes } from '../../../domain/graphs/graph.ts'
import { runToEnd } from '../../../domain/graphs/publish/run-to-end.ts'
import { savedName } from '../../../domain/graphs/saved-graphs.ts'
import { moduleKey } from '../../../domain/graphs/state/module-key.ts'
import type { Routes } from '../../../http/surface.ts'
import { readGraph } from '../read-graph.ts'
import { GraphData, Text } from '../schemas.ts'
import { withBase64 } from '../with-base64.ts'

const GraphId = Text({
  maxLength: 300,
  description: 'What the graph is called in runs: its weights are kept under it',
})
const Seed = Type.Integer({ minimum: 0, maximum: 2 ** 48 })
const WhichModel = Text({ maxLength: 200, description: 'The graph node whose model is meant' })

const GraphToExport = Type.Object(
  {
    ...GraphData.properties,
    graph_id: Type.Optional(GraphId),
    seed: Type.Optional(Seed),
    node_id: Type.Optional(WhichModel),
  },
  { additionalProperties: true },
)

const Script = Type.Object({
  script: Type.String(),
  filename: Type.String(),
  weights: Type.Union([Type.String(), Type.Null()], {
    description: 'The `.npz` beside the script, in base64',
  }),
  weights_filename: Type.String(),
  warnings: Type.Array(Type.String()),
})
const Onnx = Type.Object({
  onnx: Type.String({ description: 'The model, in base64' }),
  filename: Type.String(),
  inputs: Type.Array(Type.String()),
  outputs: Type.Array(Type.String()),
  dynamic_batch: Type.Boolean(),
})

/** What is sent as it is made has its shape already: no schema looks at it. */
const sendJson = (reply: FastifyReply, json: Readable) =>
  reply.type('application/json; charset=utf-8').send(json as never) as never

/** Graphs as scripts, as ONNX models, and as versions of the registry. */
const exports: Routes = (app, deps) => {
  const { studio } = deps
  app.post(
    '/graph/export',
    {
      config: { scope: 'graphs:run' as const },
      schema: {
        operationId: 'exportGraph',
        summary: 'A graph as a PyTorch script that needs no server, or as an ONNX model',
        querystring: Type.Object({
          format: Type.Union([Type.Literal('python'), Type.Literal('onnx')], { default: 'python' }),
        }),
        body: GraphToExport,
        response: { 200: Type.Union([Script, Onnx]) },
      },
    },
    async ({ body, query, caller }, reply) => {
      const graph = readGraph(body)
      const { graph_id: graphId = '', seed = 0, node_id: nodeId } = body
      if (query.format === 'onnx') {
        const { finding } = await runToEnd(studio, caller, { graph, graphId, seed })
        const { findTraceable } = await import('../../../domain/graphs/publish/find-traceable.ts')
        const { traced } = await findTraceable({ ...finding, nodeId })
        const name = savedName(graph.name ?? 'graph') || 'graph'
        const { writeTraced } = await import('../../../domain/graphs/export/trace-graph.ts')
        const { pieces, isDynamic } = await writeTraced(traced, name)
        const told = {
          filename: `${name}.onnx`,
          inputs: traced.inputNames,
          outputs: traced.outputNames,
          dynamic_batch: isDynamic,
        }
        return sendJson(reply, withBase64(told, 'onnx', pieces))
      }
      const accountId = caller.account.id
      const { exportScript } = await import('../../../domain/graphs/export/export-script.ts')
      const made = await exportScript(withoutNotes(graph), {
        catalogue: studio.catalogue,
        presets: await studio.presets(accountId, graph),
        seed,
        kept: (planned) => studio.modules.find(moduleKey(accountId, graphId, planned)),
      })
      const told = {
        script: made.script,
        filename: made.filename,
        weights_filename: made.weightsFilename,
        warnings: made.warnings,
      }
      if (!made.weights) return { ...told, weights: null }
      return sendJson(reply, withBase64(told, 'weights', [made.weights]))
    },
  )

  app.post(
    '/graph/publish',
    {
      // It may take long enough for who asked to ask again.
      config: { scope: 'graphs:run' as const, idempotent: true },
      schema: {
        operationId: 'publishGraph',
        summary:
          'Make a version of a model in the registry of a trained model, or of the graph as a function',
        description:
          'The graph runs first; what has not changed since its last run is not run again. The key needs ' +
          '`models:upload`, and `deploy:write` to deploy.',
        body: Type.Object({
          graph: GraphData,
          graph_id: Type.Optional(GraphId),
          seed: Type.Optional(Seed),
          node_id: Type.Optional(WhichModel),
          owner: Type.Optional(
            Type.String({ maxLength: 100, description: 'Yourself, unless said otherwise' }),
          ),
          name: Type.String({ minLength: 1, maxLength: 96 }),
          version: Type.Optional(
            Type.String({ maxLength: 60, description: 'The next patch unless said otherwise' }),
          ),
          summary: Type.Optional(Text({ minLength: 1, maxLength: 1000 })),
          license: Type.Optional(Text({ minLength: 1, maxLength: 200 })),
          deploy: Type.Optional(Type.Boolean({ description: 'Deploy it at once' })),
        }),
        response: {
          200: Type.Object({
            model_id: Type.String(),
            model: Type.String({ description: '`owner/name`' }),
            version: Type.String(),
            run_id: Type.String(),
            graph_digest: Type.String(),
            metrics: Type.Record(Type.String(), Type.Number()),
            inputs: Type.Array(Type.Object({}, { additionalProperties: true })),
            outputs: Type.Array(Type.String()),
            files: Type.Array(
              Type.Object({ path: Type.String(), sha256: Type.String(), size: Type.Integer() }),
            ),
            deployment_id: Type.Union([Type.String(), Type.Null()]),
          }),
        },
      },
    },
    async ({ body, caller }) => {
      const { graph, graph_id: graphId = '', seed = 0, node_id: nodeId, deploy = false, ...said } = body
      const { publishGraph } = await import('../../../domain/graphs/publish/publish-graph.ts')
      const made = await publishGraph(deps, caller, {
        ...said,
        graph: readGraph(graph),
        graphId,
        seed,
        nodeId,
        deploys: deploy,
      })
      return {
        model_id: made.modelId,
        model: `${made.owner}/${made.name}`,
        version: made.version,
        run_id: made.runId,
        graph_digest: made.graphDigest,
        metrics: made.metrics,
        inputs: made.inputs,
        outputs: made.outputs,
        files: made.files,
        deployment_id: made.deploymentId ?? null,
      }
    },
  )
}
export default exports
