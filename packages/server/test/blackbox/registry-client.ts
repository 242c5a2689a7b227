// A client of the registry that knows nothing of the server: fetch, and node:crypto for the names of bytes. With
// the server that its tests share, and what they push first.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before } from 'node:test'
import { type Server, startProgram } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
export type Json = any
export interface Answer {
  status: number
  headers: Headers
  body: Json
}
export interface Options {
  /** Null for none. */
  key?: string | null
  headers?: Record<string, string>
}

export let server: Server
before(async () => {
  server = await startProgram()
})
after(() => server[Symbol.asyncDispose]())

/** Everything in `work` is asked of another server. */
export async function askOf(other: Server, work: () => Promise<void>): Promise<void> {
  const normal = server
  server = other
  await work().finally(() => {
    server = normal
  })
}

/** Asks the registry; a body that is a text is sent as it is. */
export async function call(
  method: string,
  path: string,
  body?: unknown,
  options: Options = {},
): Promise<Answer> {
  const { key = server.key, headers = {} } = options
  const response = await fetch(new URL(path.startsWith('/v1/') ? path : `/api/v1${path}`, server.url), {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
}
export const get = (path: string, options?: Options) => call('GET', path, undefined, options)

/** What must be a success: its body. */
export async function ok(answer: Promise<Answer>, status = 200): Promise<Json> {
  const got = await answer
  assert.equal(got.status, status, JSON.stringify(got.body))
  return got.body
}

/** What must be an error: the whole envelope, and nothing else. */
export async function refused(answer: Promise<Answer>, status: number, type: string): Promise<Json> {
  const { status: got, headers, body } = await answer
  assert.deepEqual([got, body?.code, body?.type], [status, status, type], JSON.stringify(body))
  assert.deepEqual(Object.keys(body).sort(), ['code', 'detail', 'errors', 'type'])
  assert.equal(typeof body.detail, 'string')
  assert.match(headers.get('content-type') ?? '', /^application\/json/)
  if (status !== 422) assert.equal(body.errors, null)
  else {
    assert.ok(body.errors.length > 0)
    for (const { loc, msg, type: kind } of body.errors) {
      assert.ok(['body', 'query', 'path', 'header'].includes(loc[0]), JSON.stringify(loc))
      assert.deepEqual([typeof msg, typeof kind], ['string', 'string'])
    }
  }
  return body
}

export const bytes = (text: string) => new TextEncoder().encode(text)
export const oid = (content: Uint8Array) => `sha256:${createHash('sha256').update(content).digest('hex')}`

export interface Push {
  kind?: 'models' | 'datasets'
  org?: string
  name: string
  version: string
  files: Record<string, Uint8Array>
  manifest?: Record<string, unknown>
  key?: string
}

export const begin = ({ kind = 'models', org = 'acme', name, version, files, manifest, key }: Push) =>
  call(
    'POST',
    `/org/${org}/${kind}/${name}/${version}/uploads`,
    {
      artifacts: Object.entries(files).map(([path, content]) => ({
        path,
        oid: oid(content),
        size: content.length,
      })),
      ...(manifest ? { manifest } : {}),
    },
    key ? { key } : {},
  )

export async function send({ files, key = server.key }: Push, missing: Json[]): Promise<void> {
  const byOid = new Map(Object.values(files).map((content) => [oid(content), content]))
  for (const { oid: name, url, method, headers } of missing) {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${key}`, ...headers },
      body: byOid.get(name) as Uint8Array<ArrayBuffer>,
    })
    assert.ok(response.ok, `${response.status} ${await response.text()}`)
  }
}

export async function push(wanted: Push): Promise<Json> {
  const { upload_id: id, missing } = await ok(begin(wanted))
  await send(wanted, missing)
  const asked = wanted.key ? { key: wanted.key } : {}
  return ok(call('POST', `/org/${wanted.org ?? 'acme'}/uploads/${id}/complete`, undefined, asked), 201)
}

/** Keys of others: a reader of acme, a contributor, and somebody it does not know. */
export const people: Record<'reader' | 'contributor' | 'stranger', string> = {
  reader: '',
  contributor: '',
  stranger: '',
}

export const digits: Push = {
  name: 'digits',
  version: '1.0.0',
  files: { 'model.bin': bytes('weights'), 'notes/readme.txt': bytes('read me') },
  manifest: {
    summary: 'Reads digits',
    description: 'At length.',
    framework: 'custom',
    task: 'image-classification',
    architecture: 'mlp',
    base_model: 'acme/nothing@1.0.0',
    dataset_refs: ['acme/points@1.0.0'],
    pretty_name: 'Digits',
    license: 'MIT',
    language: ['en'],
    tags: ['vision', 'small'],
    task_categories: ['classification'],
    size_category: '<1B',
  },
}

export const points: Push = {
  kind: 'datasets',
  name: 'points',
  version: '0.1.0',
  files: { 'train.csv': bytes('x,y\n1,2\n'), 'test.csv': bytes('x,y\n3,4\n') },
  manifest: {
    summary: 'Points',
    format: 'csv',
    row_count: 2,
    data_schema: { x: 'int64', y: 'int64' },
    splits: { train: 'train.csv', test: 'test.csv' },
    license: 'CC0-1.0',
    tags: ['tabular'],
  },
}

export const names = (list: Json) => (list.models ?? list.datasets).map(({ name }: Json) => name)

export async function fetchReady(start: Json, org = 'acme', kind = 'models'): Promise<Uint8Array> {
  let download = start
  for (let look = 0; download.status === 'preparing' && look < 200; look++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    download = await ok(get(`/org/${org}/downloads/${kind}/${start.download_id}`))
  }
  assert.equal(download.status, 'ready', JSON.stringify(download))
  assert.ok(new Date(download.expires_at) > new Date())
  const response = await fetch(download.url)
  assert.equal(response.status, 200)
  return new Uint8Array(await response.arrayBuffer())
}
