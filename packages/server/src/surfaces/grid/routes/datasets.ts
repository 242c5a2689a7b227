import { Type } from 'typebox'
import { hasDataset, listDatasetTags } from '../../../domain/partners/grid-datasets.ts'
import { searchDatasets } from '../../../domain/partners/network.ts'
import { PARTNER_AGENT } from '../../../domain/partners/partner-client.ts'
import { Fault } from '../../../fault.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { INVALID_JSON, reportUnreachable } from '../network-answers.ts'
import { readTerms } from '../query-terms.ts'
import { answerBare, answerMessage } from '../render-fault.ts'
import { Pair } from '../schemas.ts'
import { addSpelled } from '../spellings.ts'

/** Networks that have joined each other, or themselves, would ask in circles. */
const NOT_ASKED_ON = 'this is a network: it does not ask its nodes for another one'

/** `GET /dataset-tags`, and `POST /search`, which a network asks its nodes. */
const datasets: Routes = (app, { config, database, grid }) => {
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
  withRawBodies(app, (scope) => {
    addSpelled(scope, {
      method: 'POST',
      url: '/search',
      config: { auth: gridAuth(config) },
      errorHandler: grid.role === 'network' ? answerMessage : answerBare,
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
        response: {
          200: Type.Union([Type.Object({ content: Type.Boolean() }), Type.Array(Pair)]),
        },
      },
      async handler(request, reply) {
        const isNetwork = grid.role === 'network'
        if (isNetwork && request.headers['user-agent'] === PARTNER_AGENT)
          throw new Fault('conflict', NOT_ASKED_ON)
        const terms = await readTerms(request, reply.raw).catch((error: unknown) => {
          if (!isNetwork) throw error
          throw new Fault('invalid_request', INVALID_JSON)
        })
        if (isNetwork) return reportUnreachable(reply, await searchDatasets(grid, terms))
        return { content: await hasDataset(database, request.maybeCaller, terms) }
      },
    })
  })
}
export default datasets
