import { basename } from 'node:path'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { contentDisposition } from '../../../blobs/content-disposition.ts'
import {
  deleteKeptFile,
  findKeptFile,
  KEPT_FILES,
  type KeptArea,
  keepFile,
  LARGEST_UPLOAD,
  listKeptFiles,
} from '../../../domain/graphs/files/kept-files.ts'
import { filesOf } from '../../../domain/graphs/runs/run-files.ts'
import { Fault } from '../../../fault.ts'
import { withRawBodies } from '../../../http/raw-bodies.ts'
import { ClientGone, sendFile } from '../../../http/send-file.ts'
import type { App, Routes } from '../../../http/surface.ts'
import { readUpload } from '../read-upload.ts'
import { Upload } from '../schemas.ts'

const File = Type.Object({ filename: Type.String(), size: Type.Integer() })

/** `/api/models` and `/api/images`: the files that graph nodes read by name. */
const files: Routes = (app, deps) => {
  addArea(app, 'models', 'Model')
  addArea(app, 'images', 'Image')

  function addArea(app: App, area: KeptArea, Thing: 'Model' | 'Image') {
    const config = { scope: 'graphs:run' as const }
    const filesFor = (accountId: string) => filesOf(deps.studio.dataFolder, accountId)
    app.get(
      `/${area}`,
      {
        config,
        schema: {
          operationId: `listStudio${Thing}s`,
          summary: `Files of ${area}`,
          response: { 200: Type.Array(File) },
        },
      },
      ({ caller }) => listKeptFiles(filesFor(caller.account.id), area),
    )

    withRawBodies(app, (scope) => {
      scope.post(
        `/${area}/upload`,
        {
          config,
          schema: {
            operationId: `uploadStudio${Thing}`,
            summary: `Keep ${KEPT_FILES[area].what}; one of the same name is replaced`,
            description: `The part \`file\` of the form. Names end in ${KEPT_FILES[area].extensions.join(', ')}.`,
            body: { content: { 'multipart/form-data': { schema: Upload } } },
            response: { 200: File },
          },
        },
        async (request) => {
          const length = Number(request.headers['content-length'] ?? 0)
          // What is around the file in its form is small.
          if (length > LARGEST_UPLOAD + 64 * 1024) throw new Fault('payload_too_large', 'File too large')
          if (length > 0) await deps.blobs.staging.requireRoom(length)
          const mine = filesFor(request.caller.account.id)
          return readUpload(request, (name, bytes) => keepFile(mine, area, name, bytes))
        },
      )
    })

    app.get(
      `/${area}/download/*`,
      {
        config,
        schema: {
          operationId: `downloadStudio${Thing}`,
          summary: `The bytes of ${KEPT_FILES[area].what}, in folders too`,
          params: Type.Object({ '*': Type.String({ maxLength: 2000 }) }),
          response: {
            200: {
              description: 'The bytes',
              content: { 'application/octet-stream': { schema: Type.Unsafe<unknown>({ type: 'string' }) } },
            },
          },
        },
      },
      async ({ caller, params, log }, reply) => {
        const found = await findKeptFile(filesFor(caller.account.id), area, params['*'])
        await sendKept(reply, found, (error) => log.error({ err: error }, 'a download broke off'))
      },
    )

    app.delete(
      `/${area}/:filename`,
      {
        config,
        schema: {
          operationId: `deleteStudio${Thing}`,
          summary: `Delete ${KEPT_FILES[area].what}`,
          params: Type.Object({ filename: Type.String({ maxLength: 2000 }) }),
          response: { 200: Type.Object({ message: Type.String() }) },
        },
      },
      async ({ caller, params: { filename } }) => {
        await deleteKeptFile(filesFor(caller.account.id), area, filename)
        return { message: `Deleted ${filename}` }
      },
    )
  }
}
export default files

async function sendKept(
  reply: FastifyReply,
  { path, size }: { path: string; size: number },
  report: (error: unknown) => void,
): Promise<void> {
  reply.headers({
    'content-type': 'application/octet-stream',
    'content-length': size,
    'content-disposition': contentDisposition('attachment', basename(path)),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  reply.hijack()
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>)
  if (reply.request.method === 'HEAD' || size === 0) {
    reply.raw.end()
    return
  }
  await sendFile(path, { first: 0, last: size - 1 }, reply.raw).catch((error: unknown) => {
    if (!(error instanceof ClientGone)) report(error)
  })
}
