import { Type } from 'typebox'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { presentDefinition } from '../present-definition.ts'
import { Definition, Name } from '../schemas.ts'

const definitions: Routes = (app, { studio }) => {
  app.get(
    '/nodes',
    {
      config: { scope: 'graphs:run' },
      schema: {
        operationId: 'listGraphNodeKinds',
        summary: 'Every kind of graph node',
        response: { 200: Type.Array(Definition) },
      },
    },
    () => [...studio.catalogue].map(([name, kind]) => presentDefinition(name, kind)),
  )

  app.get(
    '/nodes/:node_name',
    {
      config: { scope: 'graphs:run' },
      schema: {
        operationId: 'getGraphNodeKind',
        summary: "One kind of graph node; a pack's also by its bare name",
        params: Type.Object({ node_name: Name }),
        response: { 200: Definition },
      },
    },
    ({ params: { node_name: wanted } }) => {
      const names = [...studio.catalogue.keys()]
      const name = studio.catalogue.has(wanted)
        ? wanted
        : names.filter((each) => each.endsWith(`:${wanted}`)).sort()[0]
      if (name === undefined) throw new Fault('not_found', `Node '${wanted}' not found`)
      return presentDefinition(name, studio.catalogue.get(name)!)
    },
  )
}
export default definitions
