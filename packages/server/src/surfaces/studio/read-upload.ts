import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { Fault } from '../../fault.ts'
import { incomingBody } from '../../http/incoming-body.ts'

const MOST_PARTS = 32

/**
 * Hands the part `file` of a multipart body to `take` as it comes, and returns what that makes of it. Other parts
 * are let go by.
 *
 * @throws Fault `validation_failed` when there is no such part, `invalid_request` for a broken body
 */
export async function readUpload<T>(
  request: FastifyRequest,
  take: (filename: string, bytes: Readable) => Promise<T>,
): Promise<T> {
  if (!/^multipart\/form-data *;/i.test(request.headers['content-type'] ?? '')) throw missing()
  const { bytes: raw } = incomingBody(request)
  const parser = openParser(raw)
  let taken: Promise<T> | undefined
  let incoming: Readable | undefined
  const { promise: whole, resolve: finish, reject: refuse } = Promise.withResolvers<void>()
  parser.on('file', (field: string, part: Readable, filename: string | undefined) => {
    part.on('error', (error) => refuse(broken(error)))
    if (field !== 'file' || taken || !filename) return part.resume()
    incoming = part
    taken = take(filename, part)
    taken.catch(refuse)
  })
  parser.once('finish', () => finish())
  parser.once('error', (error: Error) => refuse(broken(error)))
  raw.once('close', () => raw.complete || refuse(broken(new Error('the connection broke off'))))
  raw.pipe(parser)
  try {
    await whole
    if (!taken) throw missing()
    return await taken
  } catch (error) {
    // The rest is not looked at, but the connection stays, so that the client gets to read the answer.
    raw.unpipe(parser)
    raw.resume()
    // The parser leaves its parts open when it breaks off: whoever reads one would wait for ever.
    incoming?.destroy(new Error('the part broke off'))
    await taken?.catch(() => {})
    throw error
  }
}

const missing = () =>
  new Fault('validation_failed', 'body file: is required', {
    field: 'file',
    issues: [{ loc: ['body', 'file'], message: 'Field required', type: 'missing' }],
  })

const broken = (error: unknown) =>
  new Fault('invalid_request', `the multipart body is broken: ${(error as Error).message}`)

function openParser(raw: IncomingMessage): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: raw.headers as { 'content-type': string },
      limits: { fieldSize: 64 * 1024, parts: MOST_PARTS, headerPairs: 50 },
      // The last part of a name is taken from it as it was sent: both systems' separators count.
      preservePath: true,
    })
  } catch (error) {
    throw broken(error)
  }
}
