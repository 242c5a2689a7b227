import type { IncomingHttpHeaders } from 'node:http'
import { Fault } from '../../../fault.ts'

export const TUS_VERSION = '1.0.0'

/**
 * What a creation request of tus says in its headers, in the words of the JSON form.
 *
 * @throws Fault `precondition_failed` for another version of tus, `validation_failed` for headers that are
 * missing or cannot be read
 */
export function readTusCreation(headers: IncomingHttpHeaders) {
  if (headers['tus-resumable'] !== TUS_VERSION) {
    throw new Fault('precondition_failed', `this server speaks tus ${TUS_VERSION}`)
  }
  const length = headers['upload-length']
  if (typeof length !== 'string' || !/^\d{1,15}$/.test(length)) {
    throw new Fault('validation_failed', 'the header Upload-Length must say how many bytes will come', {
      field: 'upload-length',
    })
  }
  const metadata = readMetadata(headers['upload-metadata'])
  const name = metadata.get('name') ?? metadata.get('filename')
  if (!name) {
    throw new Fault('validation_failed', 'the header Upload-Metadata must hold the filename', {
      field: 'upload-metadata',
    })
  }
  const [split, sha256] = [metadata.get('split'), metadata.get('sha256')]
  return {
    name,
    size: Number(length),
    ...(split === undefined ? {} : { split }),
    ...(sha256 === undefined ? {} : { sha256 }),
  }
}

/** Pairs of a key and Base64, with commas between. */
function readMetadata(header: string | string[] | undefined): Map<string, string> {
  const pairs = String(header ?? '')
    .split(',')
    .map((pair) => pair.trim().split(' '))
  return new Map(
    pairs.flatMap(([key, value = '']) => (key ? [[key, Buffer.from(value, 'base64').toString()]] : [])),
  )
}
