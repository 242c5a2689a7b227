import { Type } from 'typebox'
import { hasDataset, listDatasetTags } from '../../../domain/partners/grid-datasets.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { queryTerms } from '../query-terms.ts'
import { withRawBodies } from '../raw-bodies.ts'
import { readFields } from '../read-form.ts'
import { answerBare } from '../render-fault.ts'
import { addSpelled } from '../spellings.ts'

/** `GET /dataset-tags`, and a node's `POST /search`. */
const datasets: Routes = (app, { config, database }) => {
  addSpelled(app, {
    method: 'GET',
    url: '/dataset-tags',
    config: { auth: gridAuth(config) },
    errorHandler: answerBare,
    schema: {
      operationId: 'listDatasetTags',
      summary: 'List the tags of all datasets',
      response: { 200: Type.Array(Type.String()) },
    },
    handler: (request) => listDatasetTags(database, request.maybeCaller),
  })
  if (config.grid.role === 'network') return
  withRawBodies(app, (scope) => {
    addSpelled(scope, {
      method: 'POST',
      url: '/search',
      config: { auth: gridAuth(config) },
      errorHandler: answerBare,
      schema: {
        operationId: 'searchDatasets',
        summary: 'Whether there is a dataset that fits',
        description:
          'One that every term fits: its id, one of its tags, or a part of its description. On a network the ' +
          'answer is `[[id, address], …]` of the nodes that have one.',
        body: {
          content: {
            'application/json': {
              schema: Type.Object({ query: Type.Union([Type.Array(Type.String()), Type.String()]) }),
            },
          },
        },
        response: { 200: Type.Object({ content: Type.Boolean() }) },
      },
      async handler(request, reply) {
        const terms = queryTerms(await readFields(request, reply.raw))
        if (!terms) throw new Fault('invalid_request', 'Invalid payload format')
        return { content: await hasDataset(database, request.maybeCaller, terms) }
      },
    })
  })
}
export default datasets
