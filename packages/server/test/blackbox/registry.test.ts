// The registry as its contract says it, by a client that knows nothing of the server: fetch, and node:crypto
// for the names of bytes. Runs from top to bottom: later tests build on what earlier ones have pushed.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Server, startProgram } from './server.ts'

// biome-ignore lint/suspicious/noExplicitAny: a black-box suite looks into answers without declaring their types.
type Json = any
interface Answer {
  status: number
  headers: Headers
  body: Json
}
interface Options {
  /** Null for none. */
  key?: string | null
  headers?: Record<string, string>
}

let server: Server
before(async () => {
  server = await startProgram()
})
after(() => server[Symbol.asyncDispose]())

/** Asks the registry; a body that is a text is sent as it is. */
async function call(method: string, path: string, body?: unknown, options: Options = {}): Promise<Answer> {
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
const get = (path: string, options?: Options) => call('GET', path, undefined, options)

/** What must be a success: its body. */
async function ok(answer: Promise<Answer>, status = 200): Promise<Json> {
  const got = await answer
  assert.equal(got.status, status, JSON.stringify(got.body))
  return got.body
}

/** What must be an error: the whole envelope, and nothing else. */
async function refused(answer: Promise<Answer>, status: number, type: string): Promise<Json> {
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

const bytes = (text: string) => new TextEncoder().encode(text)
const oid = (content: Uint8Array) => `sha256:${createHash('sha256').update(content).digest('hex')}`

interface Push {
  kind?: 'models' | 'datasets'
  org?: string
  name: string
  version: string
  files: Record<string, Uint8Array>
  manifest?: Record<string, unknown>
  key?: string
}

const begin = ({ kind = 'models', org = 'acme', name, version, files, manifest, key }: Push) =>
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

async function send({ files, key = server.key }: Push, missing: Json[]): Promise<void> {
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

async function push(wanted: Push): Promise<Json> {
  const { upload_id: id, missing } = await ok(begin(wanted))
  await send(wanted, missing)
  const asked = wanted.key ? { key: wanted.key } : {}
  return ok(call('POST', `/org/${wanted.org ?? 'acme'}/uploads/${id}/complete`, undefined, asked), 201)
}

/** Keys of others: a reader of acme, a contributor, and somebody it does not know. */
const people: Record<'reader' | 'contributor' | 'stranger', string> = {
  reader: '',
  contributor: '',
  stranger: '',
}

test('an organisation, its people, and somebody else', async () => {
  await ok(call('POST', '/v1/orgs', { slug: 'acme', name: 'Acme' }), 201)
  for (const slug of Object.keys(people) as (keyof typeof people)[]) {
    const email = `${slug}@example.org`
    const password = 'correct horse battery'
    await ok(call('POST', '/v1/users', { slug, name: slug, email, password }), 201)
    const session = await call('POST', '/v1/sessions', { email, password }, { key: null })
    const headers = {
      cookie: session.headers.getSetCookie()[0]!.split(';', 1)[0]!,
      'x-csrf-token': session.body.csrf_token,
    }
    const made = await ok(
      call('POST', '/v1/keys', { name: 'laptop', mode: 'test' }, { key: null, headers }),
      201,
    )
    people[slug] = made.secret
    if (slug !== 'stranger') await call('PUT', `/v1/orgs/acme/members/${slug}`, { role: slug })
  }
})

test('a key says who one is, as Bearer or as X-API-Key', async () => {
  const user = await ok(get('/user', { key: people.reader }))
  assert.deepEqual([user.username, user.email_address], ['reader', 'reader@example.org'])
  assert.deepEqual(await ok(get('/user', { key: null, headers: { 'x-api-key': people.reader } })), user)
})

const digits: Push = {
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

test('a model is pushed: only what is missing is sent, and the version is there whole', async () => {
  const opened = await ok(begin(digits))
  assert.deepEqual(
    opened.missing.map((missing: Json) => missing.oid).sort(),
    Object.values(digits.files).map(oid).sort(),
  )
  for (const missing of opened.missing) {
    assert.ok(['put', 'tus'].includes(missing.protocol))
    assert.ok(missing.url.startsWith(server.url))
  }
  await refused(call('POST', `/org/acme/uploads/${opened.upload_id}/complete`), 409, 'conflict_error')
  await refused(get('/org/acme/models/digits'), 404, 'not_found_error')

  await send(digits, opened.missing)
  const path = `/org/acme/uploads/${opened.upload_id}/complete`
  const detail = await ok(call('POST', path), 201)
  assert.deepEqual(await ok(call('POST', path), 201), detail, 'asked twice, it is the same version')
  assert.deepEqual(await ok(get('/org/acme/models/digits/1.0.0')), detail)
  assert.deepEqual((await ok(begin(digits))).missing, [], 'nothing is sent twice')
})

test('the detail says all that the contract names', async () => {
  const detail = await ok(get('/org/acme/models/digits/1.0.0'))
  const { id, created_at: created, updated_at: updated, artifacts_hash: hash, ...rest } = detail
  assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  assert.match(hash, /^sha256:[0-9a-f]{64}$/)
  for (const time of [created, updated]) assert.equal(new Date(time).toISOString(), time)
  assert.deepEqual(rest, {
    name: 'acme/digits',
    version: '1.0.0',
    aliases: [],
    architecture: 'mlp',
    artifacts: Object.fromEntries(
      Object.entries(digits.files).map(([path, content]) => [path, oid(content)]),
    ),
    base_model: 'acme/nothing@1.0.0',
    created_by_email: null,
    dataset_refs: ['acme/points@1.0.0'],
    description: 'At length.',
    download_count: 0,
    file_size_bytes: 14,
    framework: 'custom',
    is_public: false,
    language: ['en'],
    license: 'MIT',
    metrics: {},
    origin: {},
    pretty_name: 'Digits',
    size_category: '<1B',
    summary: 'Reads digits',
    tags: ['vision', 'small'],
    task: 'image-classification',
    task_categories: ['classification'],
    version_count: 1,
  })
  await push({ name: 'mail', version: '1.0.0', files: { 'a.bin': bytes('a') }, key: people.contributor })
  assert.equal((await ok(get('/org/acme/models/mail'))).created_by_email, 'contributor@example.org')
  await ok(call('DELETE', '/org/acme/models/mail/1.0.0'), 204)
})

test('the hash over all files is that of their map as sorted JSON', async () => {
  const { artifacts, artifacts_hash: hash } = await ok(get('/org/acme/models/digits/1.0.0'))
  const sorted = Object.entries(artifacts as Record<string, string>).sort(([a], [b]) => (a < b ? -1 : 1))
  const json = `{${sorted.map(([path, name]) => `${JSON.stringify(path)}: ${JSON.stringify(name)}`).join(', ')}}`
  assert.equal(hash, oid(bytes(json)))
})

test('a number is used once: other files, or the number of a deleted version, are refused', async () => {
  await refused(begin({ ...digits, files: { 'model.bin': bytes('other') } }), 409, 'already_exists_error')
  const gone: Push = { name: 'gone', version: '1.0.0', files: { 'a.bin': bytes('gone') } }
  await push(gone)
  await push({ ...gone, version: '1.0.1' })
  await ok(call('DELETE', '/org/acme/models/gone/1.0.0'), 204)
  await refused(get('/org/acme/models/gone/1.0.0'), 404, 'not_found_error')
  await refused(begin(gone), 409, 'already_exists_error')
  await refused(call('DELETE', '/org/acme/models/gone/1.0.0'), 404, 'not_found_error')
  assert.deepEqual((await ok(get('/org/acme/models/gone/versions'))).versions, ['1.0.1'])
})

test('only X.Y.Z is a version, and reserved words are no names', async () => {
  for (const version of ['1.0', 'v1.0.0', '1.0.0-rc.1', '1.0.0+build', '01.0.0', 'latest']) {
    await refused(begin({ ...digits, name: 'numbers', version }), 422, 'validation_error')
  }
  for (const name of ['facets', 'versions', 'a b', '.hidden']) {
    await refused(begin({ ...digits, name: encodeURIComponent(name) }), 422, 'validation_error')
  }
})

test('versions are listed by number, the highest first', async () => {
  const more = (version: string) => push({ ...digits, version, files: { 'model.bin': bytes(version) } })
  for (const version of ['1.9.0', '1.10.0']) await more(version)
  const list = await ok(get('/org/acme/models/digits/versions'))
  assert.deepEqual(Object.keys(list).sort(), ['latest', 'name', 'versions'])
  assert.deepEqual([list.name, list.versions], ['acme/digits', ['1.10.0', '1.9.0', '1.0.0']])
  assert.deepEqual([list.latest.version, list.latest.version_count], ['1.10.0', 3])
  assert.equal((await ok(get('/org/acme/models/digits'))).version, '1.10.0')
  assert.equal((await ok(get('/org/acme/models/digits/latest'))).version, '1.10.0')
})

test('an alias is set, found, moved and removed', async () => {
  const at = (version: string) => `/org/acme/models/digits/${version}/aliases`
  assert.deepEqual(await ok(call('POST', at('1.0.0'), { alias: 'champion' })), {
    alias: 'champion',
    name: 'acme/digits',
    version: '1.0.0',
  })
  assert.equal((await ok(get('/org/acme/models/digits/champion'))).version, '1.0.0')
  assert.equal((await ok(call('POST', at('1.9.0'), { alias: 'champion' }))).version, '1.9.0')
  assert.deepEqual((await ok(get('/org/acme/models/digits/champion'))).aliases, ['champion'])
  assert.deepEqual((await ok(get('/org/acme/models/digits/1.0.0'))).aliases, [])

  assert.equal((await ok(call('DELETE', at('1.9.0'), { alias: 'champion' }))).version, '1.9.0')
  await refused(get('/org/acme/models/digits/champion'), 404, 'not_found_error')
  await ok(call('POST', at('1.9.0'), { alias: 'x'.repeat(50) }))
  await ok(call('DELETE', `${at('1.9.0')}/${'x'.repeat(50)}`))
  for (const alias of ['', 'x'.repeat(51), '1.2.3', 'latest', 'a b', 7]) {
    const { errors } = await refused(call('POST', at('1.0.0'), { alias }), 422, 'validation_error')
    assert.deepEqual(errors[0].loc, ['body', 'alias'])
  }
})

test('metrics are merged', async () => {
  const at = '/org/acme/models/digits/1.0.0/metrics'
  await ok(call('PUT', at, { accuracy: 0.9, loss: 0.5 }))
  const detail = await ok(call('PUT', at, { accuracy: 0.97 }))
  assert.deepEqual([detail.version, detail.metrics], ['1.0.0', { accuracy: 0.97, loss: 0.5 }])
  const { errors } = await refused(call('PUT', at, { accuracy: 'high' }), 422, 'validation_error')
  assert.deepEqual(errors[0].loc, ['body', 'accuracy'])
})

const names = (list: Json) => (list.models ?? list.datasets).map(({ name }: Json) => name)

test('models are listed once each, by their latest version', async () => {
  await push({
    name: 'Babel',
    version: '0.1.0',
    files: { 'a.bin': bytes('a much larger file') },
    manifest: {
      framework: 'onnx',
      license: 'Apache-2.0',
      tags: ['text'],
      summary: 'Translates',
      size_category: '1-7B',
    },
  })
  const list = await ok(get('/org/acme/models'))
  const { models, ...page } = list
  assert.deepEqual(names(list), ['acme/Babel', 'acme/digits', 'acme/gone'])
  assert.deepEqual(page, {
    page: 1,
    limit: 50,
    total: 3,
    total_pages: 1,
    has_next: false,
    has_previous: false,
  })
  assert.deepEqual(models[1], (await ok(get('/org/acme/models/digits/versions'))).latest)
})

const LISTS: [query: string, wanted: string[]][] = [
  ['name=digits', ['acme/digits']],
  ['name=Digits', []],
  ['search=READS', ['acme/digits']],
  ['search=abe', ['acme/Babel']],
  ['search=100%25', []],
  ['tags=vision', ['acme/digits']],
  ['tags=text&tags=small', ['acme/Babel', 'acme/digits']],
  ['tags[]=text&tags[]=small', ['acme/Babel', 'acme/digits']],
  ['license=MIT&license=Apache-2.0', ['acme/Babel', 'acme/digits']],
  ['task_categories=classification', ['acme/digits']],
  ['framework=onnx', ['acme/Babel']],
  ['size_category=%3C1B&size_category=1-7B', ['acme/Babel', 'acme/digits']],
  ['tags=vision&framework=onnx', []],
  ['sort_by=name&sort_dir=asc', ['acme/Babel', 'acme/digits', 'acme/gone']],
  ['sort_by=created_at&sort_dir=asc', ['acme/gone', 'acme/digits', 'acme/Babel']],
  ['sort_by=file_size_bytes', ['acme/Babel', 'acme/digits', 'acme/gone']],
  ['limit=2', ['acme/Babel', 'acme/digits']],
  ['limit=2&page=2', ['acme/gone']],
  ['limit=2&page=3', []],
]
for (const [query, wanted] of LISTS) {
  test(`models?${query}`, async () => {
    assert.deepEqual(names(await ok(get(`/org/acme/models?${query}`))), wanted)
  })
}

for (const query of [
  'limit=0',
  'limit=201',
  'limit=x',
  'page=0',
  'sort_by=size',
  'sort_dir=up',
  'framework=jax',
]) {
  test(`models?${query} is refused`, async () => {
    const { errors } = await refused(get(`/org/acme/models?${query}`), 422, 'validation_error')
    assert.deepEqual(errors[0].loc.slice(0, 2), ['query', query.split('=')[0]])
  })
}

test('pages say what comes before and after', async () => {
  const page = async (number: number) => {
    const list = await ok(get(`/org/acme/models?limit=1&page=${number}`))
    return [list.total, list.total_pages, list.has_previous, list.has_next]
  }
  assert.deepEqual(await page(1), [3, 3, false, true])
  assert.deepEqual(await page(2), [3, 3, true, true])
  assert.deepEqual(await page(3), [3, 3, true, false])
})

test('facets say what there is to choose from', async () => {
  assert.deepEqual(await ok(get('/org/acme/models/facets')), {
    total: 3,
    filtered_total: 3,
    frameworks: ['custom', 'onnx', 'pytorch'],
    licenses: ['Apache-2.0', 'MIT'],
    size_categories: ['1-7B', '<1B'],
    tags: ['small', 'text', 'vision'],
    task_categories: ['classification'],
  })
  const filtered = await ok(get('/org/acme/models/facets?tags=vision&search=digits'))
  assert.deepEqual([filtered.total, filtered.filtered_total, filtered.frameworks], [3, 1, ['custom']])
})

async function fetchReady(start: Json, org = 'acme', kind = 'models'): Promise<Uint8Array> {
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

test('a version is downloaded as a tar, counted once, and fetched by anyone who has the address', async () => {
  const at = '/org/acme/models/digits/1.0.0'
  const download = await ok(call('POST', `${at}/download`))
  assert.equal(download.filename, 'digits-1.0.0.tar')
  const tar = await fetchReady(download)
  assert.equal(tar.length % 512, 0)
  const text = Buffer.from(tar).toString('latin1')
  for (const [path, content] of Object.entries(digits.files)) {
    assert.ok(text.includes(path))
    assert.ok(text.includes(Buffer.from(content).toString('latin1')))
  }
  const status = await ok(get(`/org/acme/downloads/models/${download.download_id}`))
  assert.deepEqual([status.status, status.error], ['ready', null])
  assert.equal((await ok(get(at))).download_count, 1)
  assert.equal((await ok(get('/org/acme/models/digits/1.9.0'))).download_count, 0)

  const again = await fetchReady(await ok(call('POST', `${at}/download`)))
  assert.equal(oid(again), oid(tar), 'the same bytes every time')
  assert.equal((await ok(get(at))).download_count, 2)
})

test('one file is downloaded by its path or its OID, whole or in part', async () => {
  const { files } = await ok(get('/org/acme/models/digits/1.0.0/files'))
  assert.deepEqual(
    files,
    Object.entries(digits.files).map(([path, content]) => ({
      path,
      oid: oid(content),
      size: content.length,
    })),
  )
  for (const wish of [{ path: 'notes/readme.txt' }, { oid: files[1]!.oid }]) {
    const download = await ok(call('POST', '/org/acme/models/digits/1.0.0/download', wish))
    assert.deepEqual(await fetchReady(download), digits.files['notes/readme.txt'])
    const part = await fetch(download.url, { headers: { range: 'bytes=5-6' } })
    assert.deepEqual([part.status, await part.text()], [206, 'me'])
    const changed = download.url.replace(/signature=./, (start: string) =>
      start.endsWith('A') ? 'signature=B' : 'signature=A',
    )
    assert.equal((await fetch(changed)).status, 403)
  }
  const { errors } = await refused(
    call('POST', '/org/acme/models/digits/1.0.0/download', { path: 'nothing' }),
    422,
    'validation_error',
  )
  assert.deepEqual(errors[0].loc, ['body', 'path'])
  await refused(get('/org/acme/downloads/models/dwn_nothing'), 404, 'not_found_error')
})

const points: Push = {
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

test('datasets are pushed, listed, shown and named alike', async () => {
  await push(points)
  const detail = await ok(get('/org/acme/datasets/points/0.1.0'))
  assert.deepEqual(
    [detail.name, detail.format, detail.row_count, detail.data_schema, detail.splits],
    ['acme/points', 'csv', 2, points.manifest!.data_schema, points.manifest!.splits],
  )
  assert.deepEqual(await ok(get('/org/acme/datasets/points')), detail)
  const { datasets, total } = await ok(get('/org/acme/datasets?format=csv&sort_by=row_count'))
  assert.deepEqual([total, datasets[0].id, datasets[0].row_count], [1, detail.id, 2])
  assert.equal((await ok(get('/org/acme/datasets?format=parquet'))).total, 0)
  assert.deepEqual(await ok(get('/org/acme/datasets/facets')), {
    total: 1,
    filtered_total: 1,
    formats: ['csv'],
    licenses: ['CC0-1.0'],
    size_categories: [],
    tags: ['tabular'],
    task_categories: [],
  })
  const versions = await ok(get('/org/acme/datasets/points/versions'))
  assert.deepEqual([versions.versions, versions.latest.id], [['0.1.0'], detail.id])
  await ok(call('POST', '/org/acme/datasets/points/0.1.0/aliases', { alias: 'gold' }))
  assert.deepEqual((await ok(get('/org/acme/datasets/points/gold'))).aliases, ['gold'])
  assert.equal((await ok(get('/org/acme/datasets/points/0.1.0/files'))).files.length, 2)
  await refused(get('/org/acme/models/points'), 404, 'not_found_error')
})

test('a dataset is downloaded raw, by split, and converted', async () => {
  const at = '/org/acme/datasets/points/0.1.0/download'
  const raw = await ok(call('POST', at, { format: 'raw' }))
  assert.equal(raw.filename, 'points-0.1.0.tar')
  await fetchReady(raw, 'acme', 'datasets')
  const train = await ok(call('POST', at, { split: 'train' }))
  assert.deepEqual(await fetchReady(train, 'acme', 'datasets'), points.files['train.csv'])
  const rows = await ok(call('POST', at, { format: 'jsonl', split: 'train' }))
  assert.equal(Buffer.from(await fetchReady(rows, 'acme', 'datasets')).toString(), '{"x":1,"y":2}\n')
  const parquet = await ok(call('POST', at, { format: 'parquet', split: 'test' }))
  const stored = Buffer.from(await fetchReady(parquet, 'acme', 'datasets'))
  assert.deepEqual([stored.subarray(0, 4).toString(), stored.subarray(-4).toString()], ['PAR1', 'PAR1'])
  for (const wish of [{ format: 'xml' }, { split: 'dev' }]) {
    const { errors } = await refused(call('POST', at, wish), 422, 'validation_error')
    assert.deepEqual(errors[0].loc, ['body', Object.keys(wish)[0]])
  }
})

test('strangers find nothing, until a model is made public: then all its versions', async () => {
  const key = people.stranger
  const paths = [
    'models/digits',
    'models/digits/1.0.0',
    'models/digits/versions',
    'datasets/points',
    'models',
  ]
  for (const path of paths) await refused(get(`/org/acme/${path}`, { key }), 404, 'not_found_error')
  await refused(
    call('POST', '/org/acme/models/digits/1.0.0/download', undefined, { key }),
    404,
    'not_found_error',
  )
  assert.equal((await ok(get('/org/stranger/models?include_public=true', { key }))).total, 0)

  for (const [kind, name] of [
    ['models', 'digits'],
    ['datasets', 'points'],
  ]) {
    const shown = await ok(call('PATCH', `/org/acme/${kind}/${name}/visibility`, { is_public: true }))
    assert.deepEqual([shown.is_public, typeof shown.message], [true, 'string'])
  }
  for (const version of ['1.0.0', '1.9.0', '1.10.0']) {
    const detail = await ok(get(`/org/acme/models/digits/${version}`, { key }))
    assert.deepEqual([detail.is_public, detail.created_by_email], [true, null])
  }
  assert.deepEqual(names(await ok(get('/org/acme/models', { key }))), ['acme/digits'])
  assert.deepEqual(names(await ok(get('/org/stranger/models?include_public=true', { key }))), ['acme/digits'])
  assert.equal((await ok(get('/org/stranger/models', { key }))).total, 0)
  await fetchReady(await ok(call('POST', '/org/acme/models/digits/1.0.0/download', undefined, { key })))
  await refused(
    call('POST', '/org/acme/models/digits/1.0.0/aliases', { alias: 'mine' }, { key }),
    403,
    'forbidden_error',
  )

  assert.equal(
    (await ok(call('PATCH', '/org/acme/models/digits/visibility', { is_public: false }))).is_public,
    false,
  )
  await refused(get('/org/acme/models/digits/versions', { key }), 404, 'not_found_error')
})

test("a download is its asker's alone", async () => {
  const { download_id: id } = await ok(call('POST', '/org/acme/models/digits/1.0.0/download'))
  await refused(get(`/org/acme/downloads/models/${id}`, { key: people.reader }), 404, 'not_found_error')
})

test('a reader reads and a contributor writes, but neither decides what is public', async () => {
  await ok(get('/org/acme/models/digits', { key: people.reader }))
  const [reader, contributor] = [{ key: people.reader }, { key: people.contributor }]
  const at = '/org/acme/models/digits'
  await refused(call('PUT', `${at}/1.0.0/metrics`, { a: 1 }, reader), 403, 'forbidden_error')
  await refused(begin({ ...digits, version: '2.0.0', key: people.reader }), 403, 'forbidden_error')
  await ok(call('PUT', `${at}/1.0.0/metrics`, { a: 1 }, contributor))
  await refused(call('PATCH', `${at}/visibility`, { is_public: true }, contributor), 403, 'forbidden_error')
  await refused(call('DELETE', `${at}/1.0.0`, undefined, contributor), 403, 'forbidden_error')
})

test('a key does what its scopes say', async () => {
  const made = await ok(
    call('POST', '/v1/keys', { name: 'narrow', mode: 'test', scopes: ['models:read'] }),
    201,
  )
  const key = made.secret
  await ok(get('/org/acme/models/digits', { key }))
  await refused(get('/org/acme/datasets', { key }), 403, 'forbidden_error')
  await refused(
    call('PUT', '/org/acme/models/digits/1.0.0/metrics', { a: 1 }, { key }),
    403,
    'forbidden_error',
  )
})

test('who does not say who it is gets a 401', async () => {
  for (const path of ['models', 'models/facets', 'models/digits', 'models/digits/versions', 'datasets']) {
    await refused(get(`/org/acme/${path}`, { key: null }), 401, 'authentication_error')
  }
  await refused(get('/user', { key: 'nd_test_made-up' }), 401, 'authentication_error')
  await refused(
    get('/user', { key: null, headers: { authorization: 'Basic YTpi' } }),
    401,
    'authentication_error',
  )
  await ok(call('POST', '/v1/keys', { name: 'short', mode: 'test' }), 201).then(async ({ id, secret }) => {
    await call('DELETE', `/v1/keys/${id}`)
    await refused(get('/user', { key: secret }), 401, 'token_error')
  })
})

test('every error has the one shape, the framework’s own too', async () => {
  await refused(get('/nothing'), 404, 'not_found_error')
  await refused(get('/org/nobody/models'), 404, 'not_found_error')
  await refused(call('PUT', '/org/acme/models'), 404, 'not_found_error')
  const at = '/org/acme/models/digits/1.0.0/aliases'
  await refused(call('POST', at, '{"alias": '), 400, 'invalid_error')
  await refused(
    call('POST', at, 'alias=champion', { headers: { 'content-type': 'text/csv' } }),
    400,
    'invalid_error',
  )
  await refused(call('POST', at, JSON.stringify({ alias: 'x'.repeat(5_000_000) })), 400, 'invalid_error')
  const { errors } = await refused(call('POST', at, {}), 422, 'validation_error')
  assert.deepEqual(errors[0].loc, ['body', 'alias'])
  await refused(get('/org/acme/models/%00'), 400, 'invalid_error')
})

test('a terminal signs in by a code that somebody approves', async () => {
  const code = await ok(call('POST', '/auth/device/code', undefined, { key: null }))
  assert.equal(code.completed, false)
  assert.equal(code.verification_url, `${server.url}/account/device?code=${code.user_code}`)
  const claim = () => call('POST', '/auth/device/token', { device_code: code.device_code }, { key: null })
  await refused(claim(), 401, 'authentication_error')
  const approval = { user_code: code.user_code, approve: true }
  await ok(call('POST', '/auth/device/approve', approval, { key: people.reader }))
  const { access_token: key, refresh_token: refresh } = await ok(claim())
  assert.equal(refresh, key)
  assert.equal((await ok(get('/user', { key }))).username, 'reader')
})

test('the document lists every status of the envelope for every operation', async () => {
  const document: Json = await (await fetch(new URL('/openapi/registry.json', server.url))).json()
  assert.equal(document.openapi, '3.1.0')
  const statuses = ['400', '401', '403', '404', '409', '422', '426', '429', '500', '502', '504']
  const { code, type } = document.components.schemas.APIErrorPayload.properties
  assert.deepEqual(code.enum.map(String), statuses)
  assert.equal(type.enum.length, 35)
  const operations = Object.entries(document.paths as Json).flatMap(([path, methods]) =>
    Object.entries(methods as Json).map(([method, operation]) => ({
      path,
      method,
      operation: operation as Json,
    })),
  )
  assert.ok(operations.length >= 30)
  for (const { path, method, operation } of operations) {
    for (const status of statuses) {
      const schema = operation.responses[status]?.content['application/json'].schema
      assert.deepEqual(
        schema,
        { $ref: '#/components/schemas/APIErrorPayload' },
        `${method} ${path} ${status}`,
      )
    }
  }
})

test('a client that is too old is told so, and one that asks too often to wait', async () => {
  await using strict = await startProgram({ NODEYARD_MIN_CLIENT: '1.17.0', NODEYARD_RATE_LIMITS: 'on' })
  const normal = server
  server = strict
  try {
    const old = { headers: { 'user-agent': 'dreadnode-sdk/1.16.0' } }
    await refused(get('/user', old), 426, 'upgrade_required_error')
    assert.equal((await get('/user', old)).headers.get('upgrade'), 'dreadnode-sdk/1.17.0')

    let answer = await call('DELETE', '/org/admin/models/none/1.0.0')
    for (let asked = 0; answer.status === 404 && asked < 130; asked++) {
      answer = await call('DELETE', '/org/admin/models/none/1.0.0')
    }
    await refused(Promise.resolve(answer), 429, 'usage_limit_exceeded_error')
    assert.ok(Number(answer.headers.get('retry-after')) >= 1)
    await ok(get('/user'))
  } finally {
    server = normal
  }
})
