import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { requireCopyAllowed, takeModelFile } from '../../../domain/partners/download-model.ts'
import { Fault } from '../../../fault.ts'
import type { Routes } from '../../../http/surface.ts'
import { gridAuth } from '../grid-auth.ts'
import { answerBare } from '../render-fault.ts'
import { addSpelled, idOf, withId } from '../spellings.ts'

/** A model larger than this, in bytes, comes as multipart, as clients expect. */
const MOST_JSON_BYTES = 100 * 1024 * 1024

const Params = Type.Object({ id: Type.String({ minLength: 1 }), name: Type.Optional(Type.String()) })

/** `GET /is_model_copy_allowed/<id>`, `GET /get_model/<id>` */
const getModel: Routes = (app, { config, blobs, grid }) => {
  const settings = { method: 'GET' as const, config: { auth: gridAuth(config) } }
  const allowed = withId('/is_model_copy_allowed')
  addSpelled(
    app,
    {
      ...settings,
      url: allowed.url,
      schema: {
        operationId: 'isModelCopyAllowed',
        summary: 'Whether a model may be downloaded',
        description: 'Always 200; `success` says whether.',
        params: Params,
        response: { 200: Type.Object({ success: Type.Boolean(), error: Type.Optional(Type.String()) }) },
      },
      async handler(request) {
        try {
          await requireCopyAllowed(grid, request.maybeCaller, idOf(request))
          return { success: true }
        } catch (error) {
          if (error instanceof Fault && (error.code === 'not_found' || error.code === 'forbidden')) {
            return { success: false, error: error.message }
          }
          throw error
        }
      },
    },
    allowed.aliases,
  )

  const get = withId('/get_model')
  addSpelled(
    app,
    {
      ...settings,
      url: get.url,
      errorHandler: answerBare,
      schema: {
        operationId: 'getGridModel',
        summary: 'Download a model',
        description:
          'The bytes that were served, as ISO-8859-1 text. Beyond 100 MiB as multipart/form-data with one part, ' +
          '`serialized_model`.',
        params: Params,
        response: {
          200: {
            description: 'The model',
            content: {
              'application/json': { schema: Type.Object({ serialized_model: Type.String() }) },
              'multipart/form-data': { schema: Type.Unsafe<unknown>({ type: 'string' }) },
            },
          },
        },
      },
      async handler(request, reply) {
        const file = await takeModelFile(grid, request.maybeCaller, idOf(request))
        const chunks = blobs.read(file.sha256)
        if (file.size < MOST_JSON_BYTES) {
          reply.type('application/json; charset=utf-8')
          return Readable.from(asJson(chunks))
        }
        const boundary = randomBytes(16).toString('hex')
        reply.type(`multipart/form-data; boundary=${boundary}`)
        return Readable.from(asPart(chunks, boundary))
      },
    },
    get.aliases,
  )
}
export default getModel

const latin1 = (chunk: Uint8Array) =>
  Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')

async function* asJson(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield Buffer.from('{"serialized_model":"')
  for await (const chunk of chunks) yield Buffer.from(JSON.stringify(latin1(chunk)).slice(1, -1))
  yield Buffer.from('"}')
}

async function* asPart(chunks: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<Buffer> {
  yield Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="serialized_model"\r\n\r\n`)
  for await (const chunk of chunks) yield Buffer.from(latin1(chunk))
  yield Buffer.from(`\r\n--${boundary}--\r\n`)
}
