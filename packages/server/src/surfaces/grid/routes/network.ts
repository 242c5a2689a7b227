import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import * as network from '../../../domain/partners/network.ts'
import { addPartner, listPartners, removePartner } from '../../../domain/partners/partners.ts'
import { Fault } from '../../../fault.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { INVALID_JSON, reportUnreachable, requireNetwork } from '../network-answers.ts'
import { readFields, textField } from '../read-form.ts'
import { answerMessage } from '../render-fault.ts'
import { ModelIdBody, Pair } from '../schemas.ts'
import { addSpelled } from '../spellings.ts'

const Place = { 'node-id': Type.String(), 'node-address': Type.String() }
const Leaving = Type.Object(Place)
const Joining = Type.Object({
  ...Place,
  'node-key': Type.Optional(
    Type.String({ description: 'Where the node wants keys (`GRID_AUTH=key`): the one to ask it with' }),
  ),
})
const Message = Type.Object({ message: Type.String() })
const Hosts = Type.Array(Pair)
const EncryptedHost = Type.Object({
  address: Type.String(),
  nodes: Type.Object({ workers: Type.Array(Pair), crypto_provider: Pair }),
})

const json = (schema: ReturnType<typeof Type.Object>) => ({ content: { 'application/json': { schema } } })

/** What only a network answers: who is in it, and who has what. */
const networkRoutes: Routes = (app, { config, database, grid }) => {
  const settings = {
    config: { auth: gridAuth(config) },
    errorHandler: answerMessage,
    preHandler: async () => requireNetwork(grid),
  }
  /** A body that is no JSON and one that lacks a field are refused alike. */
  const read = async <Names extends string>(
    request: FastifyRequest,
    reply: FastifyReply,
    names: readonly Names[],
    optional: readonly string[] = [],
  ) => {
    try {
      const fields = await readFields(request, reply.raw)
      const given = [...names, ...optional.filter((name) => fields[name] !== undefined)]
      return Object.fromEntries(given.map((name) => [name, textField(fields, name)])) as Record<
        Names,
        string
      > &
        Record<string, string | undefined>
    } catch (error) {
      if (error instanceof Fault && error.status === 400) throw new Fault('invalid_request', INVALID_JSON)
      throw error
    }
  }

  withRawBodies(app, (scope) => {
    addSpelled(scope, {
      ...settings,
      method: 'POST',
      url: '/join',
      schema: {
        operationId: 'joinNetwork',
        summary: 'Add a grid node to this network',
        body: json(Joining),
        response: { 200: Message },
      },
      async handler(request, reply) {
        const fields = await read(request, reply, ['node-id', 'node-address'], ['node-key'])
        await addPartner(grid, request.maybeCaller, {
          kind: 'joined',
          id: fields['node-id'],
          address: fields['node-address'],
          node_key: fields['node-key'] ?? null,
        })
        return { message: 'Successfully Connected!' }
      },
    })
    addSpelled(scope, {
      ...settings,
      method: 'DELETE',
      url: '/delete-node',
      schema: {
        operationId: 'leaveNetwork',
        summary: 'Remove a grid node from this network',
        body: json(Leaving),
        response: { 200: Message },
      },
      async handler(request, reply) {
        const fields = await read(request, reply, ['node-id', 'node-address'])
        const leaving = { id: fields['node-id'], address: fields['node-address'] }
        await removePartner(grid, request.maybeCaller, leaving)
        return { message: 'Successfully Deleted!' }
      },
    })
    addSpelled(scope, {
      ...settings,
      method: 'POST',
      url: '/search-model',
      schema: {
        operationId: 'searchNetworkModel',
        summary: 'Find the nodes that host a model',
        body: json(ModelIdBody),
        response: { 200: Hosts },
      },
      async handler(request, reply) {
        const { model_id: id } = await read(request, reply, ['model_id'])
        return reportUnreachable(reply, await network.searchModel(grid, id))
      },
    })
    addSpelled(scope, {
      ...settings,
      method: 'POST',
      url: '/search-encrypted-model',
      schema: {
        operationId: 'searchNetworkEncryptedModel',
        summary: 'Find the nodes that host an encrypted model',
        body: json(ModelIdBody),
        response: { 200: Type.Record(Type.String(), EncryptedHost) },
      },
      async handler(request, reply) {
        const { model_id: id } = await read(request, reply, ['model_id'])
        return reportUnreachable(reply, await network.searchEncryptedModel(grid, id))
      },
    })
  })

  app.get(
    '/grid/hosts',
    {
      ...settings,
      schema: {
        operationId: 'listGridHosts',
        summary: 'What each node of this network hosts, as it says now',
        description: 'Who does not answer is left out, and named in the header `x-grid-unreachable`.',
        response: {
          200: Type.Array(
            Type.Object({ id: Type.String(), address: Type.String(), models: Type.Array(Type.String()) }),
          ),
        },
      },
    },
    async (_request, reply) => reportUnreachable(reply, await network.listHosts(grid)),
  )
  addSpelled(app, {
    ...settings,
    method: 'GET',
    url: '/connected-nodes',
    schema: {
      operationId: 'listNetworkNodes',
      summary: 'List the nodes of this network',
      response: { 200: Type.Object({ 'grid-nodes': Type.Array(Type.String()) }) },
    },
    async handler() {
      const partners = await listPartners(database.read, 'joined')
      return { 'grid-nodes': partners.map(({ id }) => id) }
    },
  })
  addSpelled(app, {
    ...settings,
    method: 'GET',
    url: '/choose-model-host',
    schema: {
      operationId: 'chooseModelHost',
      summary: 'Choose a node to host a model',
      description: 'With `model_id`, the nodes that host it already, if there are any.',
      querystring: Type.Object({ model_id: Type.Optional(Type.String()) }),
      response: { 200: Hosts },
    },
    async handler(request: FastifyRequest, reply: FastifyReply) {
      const { model_id: id } = request.query as { model_id?: string }
      return reportUnreachable(reply, await network.chooseModelHost(grid, id))
    },
  })
  addSpelled(app, {
    ...settings,
    method: 'GET',
    url: '/choose-encrypted-model-host',
    schema: {
      operationId: 'chooseEncryptedModelHost',
      summary: 'Choose four nodes for an encrypted model',
      description: 'Two to hold shares, a crypto provider and a host; empty when there are fewer than four.',
      response: { 200: Hosts },
    },
    async handler(_request, reply) {
      return reportUnreachable(reply, await network.chooseEncryptedModelHost(grid))
    },
  })
  addSpelled(app, {
    ...settings,
    method: 'GET',
    url: '/search-available-models',
    schema: {
      operationId: 'listNetworkModels',
      summary: "List every node's models",
      response: { 200: Type.Array(Type.String()) },
    },
    async handler(_request, reply) {
      return reportUnreachable(reply, await network.searchAvailableModels(grid))
    },
  })
  addSpelled(app, {
    ...settings,
    method: 'GET',
    url: '/search-available-tags',
    schema: {
      operationId: 'listNetworkTags',
      summary: "List every node's dataset tags",
      response: { 200: Type.Array(Type.String()) },
    },
    async handler(_request, reply) {
      return reportUnreachable(reply, await network.searchAvailableTags(grid))
    },
  })
}
export default networkRoutes
