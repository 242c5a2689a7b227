import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { getDeployment, listDeployments } from '../../../domain/runtimes/deployment-view.ts'
import { changeDeployment, createDeployment, deleteDeployment } from '../../../domain/runtimes/deployments.ts'
import { openPage } from '../../../http/cursor.ts'
import type { Routes } from '../../../http/surface.ts'
import { SlugInPath } from '../account-schemas.ts'
import {
  Deployment,
  ModelName,
  Revision,
  SettingFields,
  StatusName,
  toDeploymentBody,
  toSettings,
} from '../deployment-schemas.ts'
import { NoContent, PageQuery, pageOf } from '../schemas.ts'

const InPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) })

const NewDeployment = Type.Object(
  {
    model: ModelName,
    revision: Type.Optional(Revision),
    owner: Type.Optional(
      Type.String({
        ...SlugInPath,
        description: 'The slug of an organisation of yours to deploy for. Without it, you.',
      }),
    ),
    ...SettingFields,
  },
  { additionalProperties: false },
)

const Change = Type.Object(
  {
    model: Type.Optional(ModelName),
    revision: Type.Optional(Revision),
    status: Type.Optional(Type.Enum(['ready', 'stopped'], { description: 'Stop it, or start it again.' })),
    ...SettingFields,
  },
  { additionalProperties: false },
)

const deployments: Routes = (app, { config, serving, database, signer }) => {
  const urlOf = ({ protocol, host }: FastifyRequest) => config.publicUrl ?? `${protocol}://${host}`

  app.post(
    '/deployments',
    {
      config: { scope: 'deploy:write' },
      schema: {
        operationId: 'createDeployment',
        summary: 'Put a version of a model behind an endpoint',
        description: 'It can be invoked at once: the first invocation waits until the model is loaded.',
        body: NewDeployment,
        response: { 201: Deployment },
      },
    },
    async (request, reply) => {
      const { model, revision, owner, ...settings } = request.body
      const wanted = { model, revision, owner, settings: toSettings(settings) }
      const deployment = await createDeployment(serving, request.caller, wanted)
      return reply.code(201).send(toDeploymentBody(deployment, urlOf(request)))
    },
  )

  app.get(
    '/deployments',
    {
      config: { scope: 'deploy:invoke' },
      schema: {
        operationId: 'listDeployments',
        summary: 'Your deployments and those of your organisations, the newest first',
        querystring: Type.Object({
          owner: Type.Optional(SlugInPath),
          model: Type.Optional(
            Type.String({ minLength: 1, maxLength: 300, description: '`owner/name` of a model, or its id.' }),
          ),
          status: Type.Optional(StatusName),
          ...PageQuery,
        }),
        response: { 200: pageOf(Deployment) },
      },
    },
    async (request) => {
      const { after, limit, answer } = openPage<string>(signer, request)
      const { owner, model, status } = request.query
      const filter = { owner, model, status, after, limit: limit + 1 }
      const rows = await listDeployments(database.read, request.caller.account.id, filter)
      return answer(
        rows,
        ({ id }) => id,
        (row) => toDeploymentBody(row, urlOf(request)),
      )
    },
  )

  app.get(
    '/deployments/:id',
    {
      config: { scope: 'deploy:invoke' },
      schema: {
        operationId: 'getDeployment',
        summary: 'A deployment',
        params: InPath,
        response: { 200: Deployment },
      },
    },
    async (request) => {
      const { caller, params } = request
      return toDeploymentBody(
        await getDeployment(database.read, caller.account.id, params.id),
        urlOf(request),
      )
    },
  )

  app.patch(
    '/deployments/:id',
    {
      config: { scope: 'deploy:write' },
      schema: {
        operationId: 'updateDeployment',
        summary: 'Change settings, move to another version, stop or start',
        description:
          'Another version is loaded beside the one that answers and takes its place when it is ready: no ' +
          'invocation is dropped. If it cannot be loaded, the one before goes on and `error` says why.',
        params: InPath,
        body: Change,
        response: { 200: Deployment },
      },
    },
    async (request) => {
      const { model, revision, status, ...settings } = request.body
      const change = { model, revision, status, settings: toSettings(settings) }
      const deployment = await changeDeployment(serving, request.caller, request.params.id, change)
      return toDeploymentBody(deployment, urlOf(request))
    },
  )

  app.delete(
    '/deployments/:id',
    {
      config: { scope: 'deploy:write' },
      schema: {
        operationId: 'deleteDeployment',
        summary: 'Remove a deployment',
        description: 'Invocations in flight are answered; a second later there is nothing anywhere.',
        params: InPath,
        response: { 204: NoContent },
      },
    },
    async ({ caller, params }, reply) => {
      await deleteDeployment(serving, caller, params.id)
      return reply.code(204).send(null)
    },
  )
}
export default deployments
