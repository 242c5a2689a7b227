import { Type } from 'typebox'
import { CallError } from '../../../domain/graphs/function/call-error.ts'
import { callGraph } from '../../../domain/graphs/function/call-graph.ts'
import { readContract } from '../../../domain/graphs/function/contract.ts'
import { findGraph, savedDocuments, savedName } from '../../../domain/graphs/saved-graphs.ts'
import { Fault } from '../../../fault.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { answerCall, Envelope } from '../call-envelope.ts'
import { CallBody, readCallBody } from '../read-call-body.ts'
import { Name } from '../schemas.ts'

const Contract = Type.Object({
  graph: Type.String(),
  inputs: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String(),
      required: Type.Boolean(),
      default: Type.Unknown(),
      description: Type.String(),
    }),
  ),
  outputs: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), description: Type.String() })),
  problems: Type.Array(Type.String()),
})

/** A graph as a function: what it takes and gives, and calling it. */
const graphFunctions: Routes = (app, deps) => {
  const { database, studio } = deps
  const config = { scope: 'graphs:run' as const }
  const findDocument = savedDocuments(database)
  const find = async (accountId: string, name: string) =>
    savedName(name) === name ? findGraph(database.read, accountId, name) : undefined

  app.get(
    '/graph/contract/:name',
    {
      config,
      schema: {
        operationId: 'getGraphContract',
        summary: 'What a saved graph takes and gives as a function',
        params: Type.Object({ name: Name }),
        response: { 200: Contract },
      },
    },
    async ({ caller, params: { name } }) => {
      const graph = await find(caller.account.id, name)
      if (!graph) throw new Fault('not_found', `Graph '${name}' not found`)
      const presets = await studio.presets(caller.account.id, graph)
      const { inputs, outputs, problems } = await readContract(graph, studio.catalogue, presets)
      return { graph: name, inputs, outputs, problems }
    },
  )

  withRawBodies(app, (scope) => {
    scope.post(
      '/graph/run/:name',
      {
        config,
        schema: {
          operationId: 'runGraphFunction',
          summary: 'Call a saved graph as a function',
          description:
            'The run goes on when who asked has gone. The content type of the body does not matter.',
          // An empty one is a graph that there is not: callers are told so as of any other.
          params: Type.Object({ name: Type.String() }),
          body: { content: { 'application/json': { schema: CallBody } } },
          response: {
            200: Envelope,
            404: Envelope,
            409: Envelope,
            413: Envelope,
            422: Envelope,
            500: Envelope,
          },
        },
      },
      (request, reply) => {
        const { name } = request.params
        return answerCall(reply, { graph: name, app: null, version: null }, async (runId) => {
          const body = await readCallBody(request.raw, reply.raw)
          const saved =
            savedName(name) === name ? await findDocument(request.caller.account.id, name) : undefined
          if (!saved) throw new CallError('graph_not_found', `Graph '${name}' not found`)
          return callGraph(studio, request.caller, {
            ...body,
            ...saved,
            runId,
            graphId: name,
            origin: 'function',
          })
        })
      },
    )
  })
}
export default graphFunctions
