import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import type { BlobStore } from '../../blobs/blob-store.ts'
import { type IncomingModel, stageModel } from '../../domain/partners/model-bytes.ts'
import { Fault } from '../../fault.ts'
import { incomingBody } from '../../http/incoming-body.ts'
import { readInvocationBody } from '../../http/invocation-body.ts'

const MiB = 1024 * 1024
/** Of a body that is not multipart: it has to be in memory as a whole. */
const MOST_BYTES = 64 * MiB
/** Of a field beside the model. */
const MOST_FIELD_BYTES = 64 * 1024
const MOST_FIELDS = 32

export type Fields = Record<string, unknown>

/** What a request sent, however it was spelled. */
export interface Form extends AsyncDisposable {
  fields: Fields
  /** The part `model` of a multipart body, on disk. */
  model: IncomingModel | undefined
}

interface Spoken {
  raw: IncomingMessage
  headers: IncomingMessage['headers']
}

/** Reads a body of JSON or of a urlencoded form, whatever it says it is. */
export async function readFields(request: Spoken, response: ServerResponse): Promise<Fields> {
  const type = typeOf(request)
  if (type === 'multipart/form-data') throw new Fault('invalid_request', 'this endpoint takes no multipart')
  const bytes = await readWhole(request.raw, response)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  if (type !== 'application/x-www-form-urlencoded' || /^\s*\{/.test(text)) return parseJson(text)
  return Object.fromEntries(new URLSearchParams(text))
}

/** The same, and multipart, whose part `model` goes to disk as it comes, however large. */
export async function readForm(
  request: Parameters<typeof incomingBody>[0],
  response: ServerResponse,
  blobs: BlobStore,
  beforeModel: (fields: Fields) => Promise<void> = async () => {},
): Promise<Form> {
  if (typeOf(request) !== 'multipart/form-data') {
    const fields = await readFields(request, response)
    return { fields, model: undefined, async [Symbol.asyncDispose]() {} }
  }
  const { bytes, length } = incomingBody(request)
  if (length !== undefined) await blobs.staging.requireRoom(length)
  return readMultipart(bytes, blobs, beforeModel)
}

async function readMultipart(
  raw: IncomingMessage,
  blobs: BlobStore,
  beforeModel: (fields: Fields) => Promise<void>,
): Promise<Form> {
  const fields: Fields = {}
  let staging: Promise<IncomingModel> | undefined
  let incoming: Readable | undefined
  const parser = openParser(raw)
  const { promise: whole, resolve: finish, reject: refuse } = Promise.withResolvers<void>()
  parser.on('field', (name: string, value: string, _isNameCut: boolean, isCut: boolean) => {
    if (isCut)
      refuse(new Fault('payload_too_large', `field ${name} is longer than ${MOST_FIELD_BYTES} bytes`))
    else fields[name] = value
  })
  parser.on('file', (_name: string, part: Readable) => {
    part.on('error', (error) => refuse(broken(error)))
    if (staging) return refuse(new Fault('invalid_request', 'there are several parts "model"'))
    incoming = part
    staging = beforeModel(fields).then(() => stageModel(blobs, part))
    staging.catch(refuse)
  })
  parser.on('fieldsLimit', () =>
    refuse(new Fault('invalid_request', `there are more than ${MOST_FIELDS} fields`)),
  )
  parser.once('finish', () => finish())
  parser.once('error', (error: Error) => refuse(broken(error)))
  raw.once('close', () => raw.complete || refuse(broken(new Error('the connection broke off'))))
  raw.pipe(parser)
  try {
    await whole
    const model = await staging
    return { fields, model, [Symbol.asyncDispose]: async () => model?.[Symbol.asyncDispose]() }
  } catch (error) {
    // The rest is not looked at, but the connection stays, so that the client gets to read the answer.
    raw.unpipe(parser)
    raw.resume()
    // The parser leaves its parts open when it breaks off: whoever reads one would wait for ever.
    incoming?.destroy(new Error('the part broke off'))
    const staged = await staging?.catch(() => undefined)
    await staged?.[Symbol.asyncDispose]()
    throw error
  }
}

const broken = (error: unknown) =>
  new Fault('invalid_request', `the multipart body is broken: ${(error as Error).message}`)

function openParser(raw: IncomingMessage): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: raw.headers as { 'content-type': string },
      limits: { fields: MOST_FIELDS, fieldSize: MOST_FIELD_BYTES, parts: MOST_FIELDS + 2, headerPairs: 50 },
      // Some clients send the model as a file and some as a field: both may be of any size.
      isPartAFile: (name) => name === 'model',
    })
  } catch (error) {
    throw broken(error)
  }
}

function readWhole(raw: IncomingMessage, response: ServerResponse): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    readInvocationBody(
      raw,
      response,
      { most: MOST_BYTES, hint: 'send it as multipart/form-data' },
      (error, body) => {
        if (body) resolve(body)
        else reject(error)
      },
    )
  })
}

/** @throws Fault `invalid_json` for anything but a JSON object */
function parseJson(text: string): Fields {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Fault('invalid_json', 'Invalid payload format')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Fault('invalid_json', 'Invalid payload format')
  }
  return value as Fields
}

const typeOf = ({ headers }: { headers: IncomingMessage['headers'] }): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()

/** @throws Fault `invalid_request` naming the field that is missing or no text */
export function textField(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (value === undefined || value === null)
    throw new Fault('invalid_request', `${name} is missing`, { field: name })
  if (typeof value === 'string') return value
  throw new Fault('invalid_request', `${name} must be a text`, { field: name })
}

/** In JSON a boolean; as text only `True` is true. */
export function flagField(fields: Fields, name: string, otherwise?: boolean): boolean {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined
  if (typeof value === 'boolean') return value
  if (value === undefined && otherwise !== undefined) return otherwise
  return textField(fields, name) === 'True'
}
