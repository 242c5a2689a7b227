import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { runModel } from '../../../domain/partners/run-model.ts'
import { Fault } from '../../../fault.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { readForm, textField } from '../read-form.ts'
import { Encoding } from '../schemas.ts'
import { addSpelled, idOf, withId } from '../spellings.ts'

const CLIENT_GONE = new Fault('invalid_request', 'the client went away before it was answered')

const DESCRIPTION = `\`data\` is text in the \`encoding\` and stands for one of:

- a tensor as JSON: nested arrays, \`{"shape", "dtype", "data"}\`, or an object of those by input name
- the bytes of an .npy file
- a tensor as syft serializes it

\`prediction\` comes back in the same form and encoding.`

/** `POST /model/<id>`: data in, prediction out. */
const runModelRoute: Routes = (app, { config, blobs, grid }) => {
  withRawBodies(app, (scope) => {
    const handler = async (request: FastifyRequest, reply: FastifyReply) => {
      await using form = await readForm(request, reply.raw, blobs)
      const nobodyWaits = new AbortController()
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) nobodyWaits.abort(CLIENT_GONE)
      })
      const { fields } = form
      const prediction = await runModel(grid, request.maybeCaller, idOf(request), {
        id: request.id.replace('req_', 'inv_'),
        data: typeof fields.data === 'object' ? JSON.stringify(fields.data) : textField(fields, 'data'),
        encoding: textField(fields, 'encoding'),
        signal: nobodyWaits.signal,
      })
      return { success: true as const, status: true as const, prediction }
    }
    const { url, aliases } = withId('/model')
    const models = withId('/models')
    addSpelled(
      scope,
      {
        method: 'POST',
        url,
        config: { auth: gridAuth(config), limit: 'none' },
        schema: {
          operationId: 'runGridModel',
          summary: 'Run a model',
          description: DESCRIPTION,
          params: Type.Object({ id: Type.String({ minLength: 1 }), name: Type.Optional(Type.String()) }),
          body: {
            content: {
              'application/json': { schema: Type.Object({ encoding: Encoding, data: Type.String() }) },
              'application/x-www-form-urlencoded': {
                schema: Type.Object({ encoding: Encoding, data: Type.String() }),
              },
            },
          },
          response: {
            200: Type.Object({
              success: Type.Literal(true),
              status: Type.Literal(true),
              prediction: Type.String(),
            }),
          },
        },
        handler,
      },
      [...aliases, models.url, ...models.aliases],
    )
  })
}
export default runModelRoute
