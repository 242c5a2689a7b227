import { Type } from 'typebox'
import { validateGraph } from '../../../domain/graphs/plan/plan-run.ts'
import {
  deleteGraph,
  type Expected,
  getGraph,
  listGraphs,
  saveGraph,
} from '../../../domain/graphs/saved-graphs.ts'
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
      const graph = readGraph(body)
      const presets = await studio.presets(caller.account.id, graph)
      const issues = validateGraph(graph, studio.catalogue, presets)
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
        description:
          'With `If-Match` only the state of that tag is replaced, with `If-None-Match: *` nothing is; otherwise the answer is 412.',
        headers: Type.Object({
          'if-match': Type.Optional(
            Type.String({ maxLength: 200, description: 'The `ETag` it was loaded with' }),
          ),
          'if-none-match': Type.Optional(Type.String({ maxLength: 200, description: '`*`: it must be new' })),
        }),
        body: GraphData,
        response: {
          200: Type.Object({
            message: Type.String(),
            path: Type.String(),
            file: Type.String(),
            modified: Type.Integer(),
          }),
        },
      },
    },
    async ({ body, caller, headers }, reply) => {
      const expected = readExpected(headers)
      const graph = readGraph(body)
      const { name, modified } = await saveGraph(
        database,
        caller.account.id,
        graph,
        studio.catalogue,
        expected,
      )
      reply.header('etag', tagOf(modified))
      return { message: 'Graph saved', path: `graphs/${name}.json`, file: name, modified }
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
    async ({ params, caller }, reply) => {
      const { graph, modified } = await getGraph(database.read, caller.account.id, params.name)
      reply.header('etag', tagOf(modified))
      return graph
    },
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

/** Which state of a graph this is, for who changes it later. */
const tagOf = (modified: number) => `"${modified}"`

/** What a save asks to be there; a tag that is none of ours matches no state. */
function readExpected(headers: { 'if-match'?: string; 'if-none-match'?: string }): Expected | undefined {
  const { 'if-match': tag, 'if-none-match': none } = headers
  if (tag !== undefined) {
    const [, digits] = /^"(\d{1,15})"$/.exec(tag) ?? []
    return { modified: digits === undefined ? -1 : Number(digits) }
  }
  return none === '*' ? 'nothing' : undefined
}
