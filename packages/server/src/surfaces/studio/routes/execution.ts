import { Type } from 'typebox'
import type { Routes } from '../../../http/surface.ts'
import { Name, Text } from '../schemas.ts'

const Value = Type.Object({ run_id: Type.String(), node_id: Type.String() }, { additionalProperties: true })
const Run = Type.Object({ run_id: Name })
const InRun = Type.Object({ run_id: Name, node_id: Name })

/** Looking into what a run that recorded has given, and the weights that graphs keep. */
const execution: Routes = (app, { studio }) => {
  const config = { scope: 'graphs:run' as const }
  app.get(
    '/execution/outputs/:run_id',
    {
      config,
      schema: {
        operationId: 'listOutputs',
        summary: 'Every output of a run that recorded',
        params: Run,
        response: {
          200: Type.Array(
            Type.Object({
              node_id: Type.String(),
              port: Type.String(),
              type: Type.String(),
              full_shape: Type.Union([Type.Array(Type.Integer()), Type.Null()]),
            }),
          ),
        },
      },
    },
    ({ caller, params }) => studio.captured.list(params.run_id, caller.account.id),
  )

  app.delete(
    '/execution/outputs/:run_id',
    {
      config,
      schema: {
        operationId: 'deleteOutputs',
        summary: 'Forget what a run has recorded',
        params: Run,
        response: { 200: Type.Object({ run_id: Type.String(), deleted: Type.Literal(true) }) },
      },
    },
    ({ caller, params: { run_id } }) => {
      studio.captured.remove(run_id, caller.account.id)
      return { run_id, deleted: true as const }
    },
  )

  app.get(
    '/execution/outputs/:run_id/:node_id/__steps_index',
    {
      config,
      schema: {
        operationId: 'listSteps',
        summary: 'The steps of a computation, in a verbose run',
        params: InRun,
        response: {
          200: Type.Array(
            Type.Object({
              index: Type.Integer(),
              name: Type.String(),
              description: Type.String(),
              scalars: Type.Record(Type.String(), Type.Number()),
              tensor_keys: Type.Array(Type.String()),
            }),
          ),
        },
      },
    },
    ({ caller, params }) => studio.captured.steps(params.run_id, params.node_id, caller.account.id),
  )

  app.get(
    '/execution/outputs/:run_id/:node_id/__grad_index',
    {
      config,
      schema: {
        operationId: 'listGradients',
        summary: 'The gradients of a graph node, with their health',
        params: InRun,
        response: { 200: Type.Array(Type.Object({}, { additionalProperties: true })) },
      },
    },
    async ({ caller, params }) =>
      (await studio.captured.gradients(params.run_id, params.node_id, caller.account.id)) as object[],
  )

  app.get(
    '/execution/gradients/:run_id',
    {
      config,
      schema: {
        operationId: 'listRunGradients',
        summary: 'Every gradient of a run, with its health',
        params: Run,
        response: {
          200: Type.Array(Type.Object({ node_id: Type.String() }, { additionalProperties: true })),
        },
      },
    },
    async ({ caller, params }) =>
      (await studio.captured.allGradients(params.run_id, caller.account.id)).map(({ nodeId, gradient }) => ({
        node_id: nodeId,
        ...gradient,
      })),
  )

  app.get(
    '/execution/outputs/:run_id/:node_id/:port',
    {
      config,
      schema: {
        operationId: 'getOutput',
        summary: 'An output, a tensor by a slice of it',
        params: Type.Object({ run_id: Name, node_id: Name, port: Name }),
        querystring: Type.Object({
          slice: Type.String({ default: '', maxLength: 1000, description: '`0,:,1:10:2`' }),
          max_elements: Type.Integer({ default: 4096, minimum: 1, maximum: 1_000_000 }),
        }),
        response: { 200: Value },
      },
    },
    ({ caller, params, query }) => {
      const { run_id: runId, node_id: id, port } = params
      return studio.captured.get(
        { runId, nodeId: id, port, accountId: caller.account.id },
        { slice: query.slice, maxElements: query.max_elements },
      ) as Promise<{ run_id: string; node_id: string }>
    },
  )

  app.post(
    '/execution/state/reset',
    {
      config,
      schema: {
        operationId: 'resetWeights',
        summary: 'Forget the weights of a graph, or of some of its graph nodes',
        body: Type.Object({
          graph_id: Text({ maxLength: 300 }),
          node_ids: Type.Optional(Type.Union([Type.Array(Type.String(), { maxItems: 20_000 }), Type.Null()])),
        }),
        response: {
          200: Type.Object({
            graph_id: Type.String(),
            scope: Type.Union([Type.Literal('graph'), Type.Literal('nodes')]),
            evicted: Type.Integer(),
          }),
        },
      },
    },
    async ({ caller, body: { graph_id, node_ids } }) => ({
      graph_id,
      scope: node_ids && node_ids.length > 0 ? ('nodes' as const) : ('graph' as const),
      evicted: await studio.modules.reset(caller.account.id, graph_id, node_ids ?? undefined),
    }),
  )

  app.get(
    '/execution/state/list',
    {
      config,
      schema: {
        operationId: 'listWeights',
        summary: 'Which graph nodes have weights of their own',
        querystring: Type.Object({ graph_id: Type.Optional(Type.String({ maxLength: 300 })) }),
        response: {
          200: Type.Union([
            Type.Object({
              graph_id: Type.String(),
              count: Type.Integer(),
              node_ids: Type.Array(Type.String()),
            }),
            Type.Object({ total: Type.Integer() }),
          ]),
        },
      },
    },
    async ({ caller, query: { graph_id } }) => {
      if (graph_id === undefined) return { total: await studio.modules.count(caller.account.id) }
      const ids = await studio.modules.list(caller.account.id, graph_id)
      return { graph_id, count: ids.length, node_ids: ids }
    },
  )
}
export default execution
