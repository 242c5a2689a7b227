import { Type } from 'typebox'
import { validateGraph } from '../../../domain/graphs/plan/plan-run.ts'
import { deleteGraph, getGraph, listGraphs, saveGraph } from '../../../domain/graphs/saved-graphs.ts'
import type { Routes } from '../../../http/surface.ts'
import { readGraph } from '../read-graph.ts'
import { GraphData, Issue, Name } from '../schemas.ts'

const graphs: Routes = (app, { database, studio }) => {
  const config = { scope: 'graphs:run' as const }
  app.post(
    '/graph/validate',
    {
      config,
      schema: {
        operationId: 'validateGraph',
        summary: 'Everything that is wrong with a graph',
        body: GraphData,
        response: {
          200: Type.Object({
            valid: Type.Boolean(),
            errors: Type.Array(Type.String()),
            issues: Type.Array(Issue),
          }),
        },
      },
    },
    async ({ body, caller }) => {
      const presets = await studio.presets(caller.account.id)
      const issues = validateGraph(readGraph(body), studio.catalogue, presets)
      return {
        valid: issues.length === 0,
        errors: issues.map(({ message }) => message),
        issues: issues.map(({ message, code, nodeId = null }) => ({ message, code, node_id: nodeId })),
      }
    },
  )

  app.post(
    '/graph/save',
    {
      config,
      schema: {
        operationId: 'saveGraph',
        summary: 'Save a graph under its name; one of the same name is replaced',
        body: GraphData,
        response: { 200: Type.Object({ message: Type.String(), path: Type.String(), file: Type.String() }) },
      },
    },
    async ({ body, caller }) => {
      const file = await saveGraph(database, caller.account.id, readGraph(body), studio.catalogue)
      return { message: 'Graph saved', path: `graphs/${file}.json`, file }
    },
  )

  app.get(
    '/graph/list',
    {
      config,
      schema: {
        operationId: 'listGraphs',
        summary: 'Saved graphs',
        response: {
          200: Type.Array(
            Type.Object({ name: Type.String(), file: Type.String(), modified: Type.Integer() }),
          ),
        },
      },
    },
    ({ caller }) => listGraphs(database.read, caller.account.id),
  )

  app.get(
    '/graph/load/:name',
    {
      config,
      schema: {
        operationId: 'loadGraph',
        summary: 'A saved graph',
        params: Type.Object({ name: Name }),
        response: { 200: Type.Object({}, { additionalProperties: true }) },
      },
    },
    ({ params, caller }) => getGraph(database.read, caller.account.id, params.name),
  )

  app.delete(
    '/graph/:name',
    {
      config,
      schema: {
        operationId: 'deleteGraph',
        summary: 'Delete a saved graph',
        params: Type.Object({ name: Name }),
        response: { 200: Type.Object({ message: Type.String() }) },
      },
    },
    async ({ params, caller }) => {
      await deleteGraph(database, caller.account.id, params.name)
      return { message: `Deleted ${params.name}` }
    },
  )
}
export default graphs
