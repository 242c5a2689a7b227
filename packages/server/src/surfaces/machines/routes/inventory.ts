import { hashOf } from '@nodeyard/tensor/proof'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { addMachine } from '../../../domain/machines/add-machine.ts'
import { deleteDevice } from '../../../domain/machines/delete-device.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { identify, SignatureHeaders } from '../identify.ts'
import { Added, Deleted, Details, JSON_TYPE, NewMachineBody, Summary, toAdded } from '../schemas.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it was sent, which is what was signed. */
    rawBody?: Buffer
  }
}

/** Ten devices take less than a tenth of it. It is read before anybody is asked who they are. */
const MOST_BODY_BYTES = 1024 * 1024

/** How clients write booleans. */
const BOOLEANS: Record<string, string> = {
  ...Object.fromEntries(['true', '1', 'yes', 'on', 't', 'y'].map((text) => [text, 'true'])),
  ...Object.fromEntries(['false', '0', 'no', 'off', 'f', 'n'].map((text) => [text, 'false'])),
}

async function foldBoolean(request: { query: unknown }): Promise<void> {
  const query = request.query as Record<string, unknown>
  if (typeof query.detailed === 'string') {
    query.detailed = BOOLEANS[query.detailed.toLowerCase()] ?? query.detailed
  }
}

const inventory: Routes = (app, deps) => {
  const { machines } = deps

  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer
    try {
      done(null, JSON.parse(body.toString()))
    } catch {
      done(new Fault('invalid_json', 'the body is not valid JSON'))
    }
  })

  // Both spellings are served; the document has the one with the slash.
  for (const path of ['/', '']) {
    const shown = { hide: path === '' }

    app.get(
      path,
      {
        config: { auth: 'none' },
        prefixTrailingSlash: path === '' ? 'no-slash' : 'slash',
        preValidation: foldBoolean,
        schema: {
          ...shown,
          operationId: 'listNodes',
          summary: 'Everything in the inventory',
          description:
            'By kind of device, how many are busy and idle; detailed, by hotkey, what each device does. What ' +
            'private models are called is not shown.',
          querystring: Type.Object({
            model: Type.Optional(
              Type.String({
                maxLength: 300,
                description:
                  'Only this kind of device, or only what serves this public model (`owner/name`).',
              }),
            ),
            detailed: Type.Boolean({ default: false }),
            hotkey: Type.Optional(
              Type.String({ maxLength: 300, description: 'When detailed: only what belongs to it.' }),
            ),
          }),
          response: { 200: Type.Union([Summary, Details]) },
        },
      },
      async ({ query }, reply) => {
        const { detailed, hotkey, model } = query
        const text = detailed
          ? await machines.list.details({ hotkey: hotkey || undefined, model: model || undefined })
          : await machines.list.summary({ model: model || undefined })
        return reply
          .type(JSON_TYPE)
          .serializer(String)
          .send(text as never)
      },
    )

    app.post(
      path,
      {
        config: { auth: 'optional' },
        bodyLimit: MOST_BODY_BYTES,
        prefixTrailingSlash: path === '' ? 'no-slash' : 'slash',
        preValidation: identify(deps, ({ rawBody }) => hashOf(rawBody ?? '')),
        schema: {
          ...shown,
          operationId: 'addNodes',
          summary: 'Add the devices of one machine',
          description:
            'All or none. What is signed is the SHA-256 of the body, in hex. The machine is verified then; ' +
            '`task_id` is what to ask for. Adding the same machine again is answered the same, and one that ' +
            'failed is verified anew.',
          headers: SignatureHeaders,
          querystring: Type.Object({
            owner: Type.Optional(
              Type.String({
                minLength: 1,
                maxLength: 100,
                description:
                  'With an API key: the organisation the machine is for, of which its holder is an admin. A ' +
                  'hotkey says itself whose its machines are.',
              }),
            ),
          }),
          body: NewMachineBody,
          response: { 202: Added },
        },
      },
      async ({ machineOwner, body }, reply) => {
        const added = await addMachine(machines, machineOwner, {
          serverId: body.server_id,
          serverName: body.server_name ?? undefined,
          devices: body.nodes,
        })
        return reply
          .code(202)
          .type(JSON_TYPE)
          .serializer(JSON.stringify)
          .send(toAdded(added, machines.verifies) as never)
      },
    )
  }

  app.delete(
    '/:node_id',
    {
      config: { auth: 'optional' },
      preValidation: identify(deps, () => 'nodes'),
      schema: {
        operationId: 'deleteNode',
        summary: 'Remove a device from the inventory',
        description:
          'The deployments on it are stopped first, and `machine.deleted` is sent. What is signed is `nodes`.',
        headers: SignatureHeaders,
        params: Type.Object({
          node_id: Type.String({ minLength: 1, maxLength: 300, description: 'Its uuid.' }),
        }),
        response: { 200: Deleted },
      },
    },
    async (request: FastifyRequest) => {
      const { node_id: uuid } = request.params as { node_id: string }
      await deleteDevice(machines, request.machineOwner, uuid)
      return { node_id: uuid, deleted: true }
    },
  )
}
export default inventory
