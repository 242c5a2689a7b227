import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { blobPath } from '../blobs/blob-path.ts'
import { contentDisposition } from '../blobs/content-disposition.ts'
import type { Deps } from '../deps.ts'
import { type BlobLink, readBlobUrl } from '../domain/artifacts/blob-url.ts'
import { Fault } from '../fault.ts'
import { matchesTag, parseRange, type Span } from './byte-range.ts'
import { ClientGone, sendFile } from './send-file.ts'

/**
 * `/blobs/<sha256>?…&signature=…`: downloads by signed addresses, which `signBlobUrl` makes. No key is asked
 * for: the address is the right to the bytes until it expires.
 *
 * With `NODEYARD_ACCEL_PREFIX` nginx in front sends them (docs/nginx.conf); this server only says which.
 */
export function addBlobs(app: FastifyInstance, deps: Deps): void {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const { sha256 } = request.params as { sha256: string }
    return sendBlob(
      deps,
      request,
      reply,
      readBlobUrl(deps.signer, sha256, request.query as Record<string, string>),
    )
  }
  app.route({
    method: ['GET', 'HEAD'],
    url: '/blobs/:sha256',
    schema: { hide: true },
    exposeHeadRoute: false,
    handler: answer,
  })
}

/**
 * Answers with a blob, or with the part of it that the request's Range asks for. Whoever calls this has
 * asked `mayUse`.
 */
export async function sendBlob(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  link: BlobLink,
): Promise<FastifyReply | undefined> {
  const { sha256 } = link
  const tag = `"${sha256}"`
  reply.headers(headersOf(link, tag))
  if (matchesTag(request.headers['if-none-match'], tag)) return reply.code(304).send()

  await using local = await deps.blobs.openLocal(sha256)
  // nginx has the files of a store that is a folder; copies of an S3 one come and go.
  if (deps.config.accelPrefix !== undefined && !deps.blobs.signedUrl) {
    return reply.header('x-accel-redirect', deps.config.accelPrefix + blobPath(sha256)).send()
  }
  const span = wantedSpan(request, tag, local.size)
  if (span === 'unsatisfiable') {
    reply.header('content-range', `bytes */${local.size}`)
    throw new Fault('range_not_satisfiable', `the file has ${local.size} bytes`)
  }
  const { first, last } = span ?? { first: 0, last: local.size - 1 }
  reply.header('content-length', last + 1 - first)
  if (span) reply.code(206).header('content-range', `bytes ${first}-${last}/${local.size}`)
  if (request.method === 'HEAD' || last < first) return reply.send()

  reply.hijack()
  reply.raw.writeHead(reply.statusCode, reply.getHeaders() as Record<string, string>)
  await sendFile(local.path, { first, last }, reply.raw).catch((error: unknown) => {
    if (!(error instanceof ClientGone)) request.log.error({ err: error }, 'a download broke off')
  })
  return undefined
}

function headersOf({ filename, disposition }: BlobLink, tag: string) {
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': contentDisposition(disposition, filename),
    'accept-ranges': 'bytes',
    // The bytes of a name never change. Private: the address is a right to them, no shared cache may keep it.
    'cache-control': 'private, immutable, max-age=31536000',
    etag: tag,
    // Whoever pushed the bytes decides what they are: no browser may run them as ours.
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  }
}

/** The part asked for. A range that was meant for other bytes (If-Range) is not honoured; for HEAD none is. */
function wantedSpan({ method, headers }: FastifyRequest, tag: string, size: number) {
  const ifRange = headers['if-range']
  if (method === 'HEAD' || (ifRange !== undefined && ifRange !== tag)) return undefined
  return parseRange(headers.range, size) satisfies Span | 'unsatisfiable' | undefined
}
