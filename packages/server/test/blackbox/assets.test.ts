// Models and datasets of the marketplace as the seed and the contract say them, by a client that knows nothing
// of the server: fetch, and node:crypto for the names of bytes. Runs from top to bottom.
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

let server: Server
let stranger: string
before(async () => {
  server = await startProgram()
  const password = 'correct horse battery'
  const user = { slug: 'mallory', name: 'M', email: 'm@example.org', password }
  await call('POST', '/v1/users', user)
  const session = await fetch(`${server.url}/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'm@example.org', password }),
  })
  const { csrf_token: token } = (await session.json()) as Json
  const key = await fetch(`${server.url}/v1/keys`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-csrf-token': token,
      cookie: session.headers.get('set-cookie')!.split(';', 1)[0]!,
    },
    body: JSON.stringify({ name: 'mine', mode: 'test' }),
  })
  stranger = ((await key.json()) as Json).secret
})
after(() => server[Symbol.asyncDispose]())

async function call(
  method: string,
  path: string,
  body?: unknown,
  { key = server.key, headers = {} }: { key?: string | null; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(new URL(path, server.url), {
    method,
    redirect: 'manual',
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text ? JSON.parse(text) : text,
  }
}

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const get = (path: string, key?: string) => call('GET', path, undefined, key ? { key } : {})

const CARD =
  '---\nname: Grasp\nlicense: MIT\nbenchmarks:\n  - {name: pick, metric: success, value: 0.9}\n---\nIt grasps.\n'
const config = (inputs: unknown) =>
  JSON.stringify({ framework: 'pytorch', task: 'manipulation', inputs, outputs: [{ action: [-1, 7] }] })
const CONFIG = config([{ image: [-1, 3, 224, 224] }])

/** A safetensors file of one tensor of two floats. */
function weights(first: number): Buffer {
  const header = Buffer.from(
    JSON.stringify({ w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }).padEnd(64),
  )
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(header.length))
  const data = Buffer.alloc(8)
  data.writeFloatLE(first, 0)
  return Buffer.concat([length, header, data])
}

/** Begins a revision, sends what is missing and publishes it. */
async function publish(version: string, files: Record<string, string | Uint8Array>, extra: object = {}) {
  const path = '/v1/models/admin/grasp-policy-v2/revisions'
  const opened = await call('POST', path, {
    version,
    ...extra,
    files: Object.entries(files).map(([name, bytes]) => ({
      path: name,
      size: Buffer.byteLength(bytes),
      sha256: sha256(bytes),
    })),
  })
  if (opened.status !== 201) return opened
  for (const { path: name, upload_url: url } of opened.body.missing) {
    const sent = await fetch(url, {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.key}` },
      body: Buffer.from(files[name]!),
    })
    assert.equal(sent.status, 204)
  }
  return call('POST', `${path}/${version}/publish`)
}

test('a model is made, and seen by its owner alone', async () => {
  const made = await call('POST', '/v1/models', {
    slug: 'grasp-policy-v2',
    name: 'Grasp Policy v2',
    task: 'manipulation',
    framework: 'pytorch',
    license: 'MIT',
    summary: 'Picks things up',
    tags: ['robot arm'],
  })
  assert.equal(made.status, 201)
  assert.match(made.body.id, /^mdl_[0-9A-HJKMNP-TV-Z]{26}$/)
  const { id, owner, created_at, updated_at, ...rest } = made.body
  assert.deepEqual(rest, {
    slug: 'admin/grasp-policy-v2',
    name: 'Grasp Policy v2',
    task: 'manipulation',
    framework: 'pytorch',
    license: 'MIT',
    price: { currency: 'usd', amount: 0, model: 'one_time' },
    latest_revision: null,
    revisions: [],
    downloads: 0,
    stars: 0,
    starred: false,
    summary: 'Picks things up',
    tags: ['robot arm'],
    visibility: 'private',
  })
  assert.equal(owner.slug, 'admin')
  for (const time of [created_at, updated_at]) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
  for (const ref of [id, 'admin/grasp-policy-v2', 'admin%2Fgrasp-policy-v2']) {
    assert.deepEqual((await get(`/v1/models/${ref}`)).body, made.body)
    assert.equal((await get(`/v1/models/${ref}`, stranger)).status, 404)
  }
  assert.deepEqual((await get('/v1/models?q=grasp', stranger)).body.items, [])
})

test("the seed's validation error", async () => {
  const wrong = { slug: 'x', name: 'X', task: 'manipulation', framework: 'pytorch', license: 'mine' }
  const { status, body } = await call('POST', '/v1/models', wrong)
  assert.equal(status, 422)
  assert.equal(body.error.code, 'validation_failed')
  assert.match(body.error.message, /^license must be one of MIT, Apache-2.0, CC-BY-4.0/)
  assert.equal(body.error.field, 'license')
  assert.match(body.error.request_id, /^req_/)
  for (const change of [
    { task: 'cooking' },
    { framework: 'perl' },
    { slug: 'download' },
    { slug: 'a/b/c' },
  ]) {
    const answer = await call('POST', '/v1/models', { ...wrong, license: 'MIT', ...change })
    assert.equal(answer.status, 422, JSON.stringify(change))
  }
  const again = { ...wrong, slug: 'grasp-policy-v2', license: 'MIT' }
  assert.equal((await call('POST', '/v1/models', again)).body.error.code, 'already_exists')
})

test('a revision is begun, sent and published, and what it says is read from its files', async () => {
  const files = {
    'weights/model.safetensors': weights(1),
    'model_card.md': CARD,
    'config.json': CONFIG,
    LICENSE: 'MIT',
  }
  const early = await call('PATCH', '/v1/models/admin/grasp-policy-v2', { visibility: 'public' })
  assert.equal(early.status, 422)
  const { status, body } = await publish('1.0.0', files, { changelog: 'First' })
  assert.equal(status, 200)
  assert.equal(body.status, 'published')
  assert.equal(body.parameters, 2)
  assert.deepEqual(body.metrics, { 'pick success': 0.9 })
  assert.equal(body.schema.inputs[0].name, 'image')
  const checks = (await get('/v1/models/admin/grasp-policy-v2/revisions/1.0.0/checks')).body.items
  assert.deepEqual(
    checks.map((check: Json) => [check.id, check.status]),
    ['card', 'config', 'licence', 'licence_conflict', 'scan', 'checksum', 'schema'].map((id) => [
      id,
      'passed',
    ]),
  )
  const open = await call('PATCH', '/v1/models/admin/grasp-policy-v2', { visibility: 'public' })
  assert.equal(open.body.visibility, 'public')
  const found = await get('/v1/models?q=PICK+rob&task=manipulation&framework=pytorch&license=MIT', stranger)
  assert.equal(found.body.items[0].slug, 'admin/grasp-policy-v2')
  for (const miss of ['q=ick', 'task=vla', 'framework=onnx', 'license=Commercial', 'q=!!!']) {
    assert.deepEqual((await get(`/v1/models?${miss}`, stranger)).body.items, [], miss)
  }
})

test('a breaking change under a MINOR is a 422 that says why', async () => {
  const base = { 'weights/model.safetensors': weights(1), 'model_card.md': CARD, LICENSE: 'MIT' }
  const wider = config([{ image: [-1, 3, 512, 512] }])
  const refused = await publish('1.1.0', { ...base, 'config.json': wider })
  assert.equal(refused.status, 422)
  assert.match(
    refused.body.error.message,
    /1\.1\.0 is a MINOR after 1\.0\.0, but the input image was .* needs 2\.0\.0/,
  )
  assert.equal(refused.body.error.field, 'version')
  const relicensed = await publish('1.1.0', { ...base, 'config.json': CONFIG }, { license: 'Apache-2.0' })
  assert.match(relicensed.body.error.message, /the licence changed from MIT to Apache-2\.0/)
  assert.equal((await publish('2.0.0', { ...base, 'config.json': wider })).status, 200)
  const better = {
    ...base,
    'config.json': CONFIG,
    'model_card.md': CARD.replace('0.9', '0.95'),
    'weights/model.safetensors': weights(2),
  }
  const minor = await publish('1.1.0', better, { parent: '1.0.0' })
  assert.equal(minor.status, 200)
  assert.equal(minor.body.parent, '1.0.0')
  assert.equal((await publish('1.1.0', { ...better, extra: 'x' })).body.error.code, 'already_exists')
})

test('revisions are found by number, range and latest; the model lists them oldest first', async () => {
  const model = (await get('/v1/models/admin/grasp-policy-v2')).body
  assert.deepEqual(model.revisions, ['1.0.0', '1.1.0', '2.0.0'])
  assert.equal(model.latest_revision, '2.0.0')
  for (const [ref, version] of Object.entries({
    '1.0.0': '1.0.0',
    '^1': '1.1.0',
    '%5E1': '1.1.0',
    latest: '2.0.0',
  })) {
    const { body } = await get(`/v1/models/${model.id}/revisions/${ref}`)
    assert.equal(body.version, version, ref)
    assert.ok(body.files.some((file: Json) => file.path === 'LICENSE'))
  }
  const page = (await get('/v1/models/admin/grasp-policy-v2/revisions?limit=2')).body
  assert.deepEqual(
    page.items.map((item: Json) => item.version),
    ['2.0.0', '1.1.0'],
  )
  const next = await get(`/v1/models/admin/grasp-policy-v2/revisions?limit=2&cursor=${page.next_cursor}`)
  assert.deepEqual(
    next.body.items.map((item: Json) => item.version),
    ['1.0.0'],
  )
  assert.equal(next.body.next_cursor, null)
  assert.equal((await get('/v1/models/admin/grasp-policy-v2/revisions/9.9.9')).status, 404)
})

test('the diff knows files, parameters and metrics', async () => {
  const { status, body } = await get('/v1/models/admin/grasp-policy-v2/revisions/1.0.0..1.1.0/diff')
  assert.equal(status, 200)
  assert.deepEqual(
    body.files.changed.map((file: Json) => file.path),
    ['model_card.md', 'weights/model.safetensors'],
  )
  assert.equal(body.tensors.parameters, 2)
  assert.equal(body.tensors.changed_parameters, 1)
  assert.deepEqual(body.tensors.items[0].name, 'w')
  assert.deepEqual(body.metrics[0].name, 'pick success')
  assert.deepEqual([body.metrics[0].from, body.metrics[0].to], [0.9, 0.95])
})

test('a download redirects to a signed address of the weights', async () => {
  const answer = await call('GET', '/v1/models/admin/grasp-policy-v2/download', undefined, { key: stranger })
  assert.equal(answer.status, 302)
  assert.equal(answer.headers.get('x-nodedata-revision'), '2.0.0')
  const location = answer.headers.get('location')!
  assert.match(location, /model\.safetensors/)
  assert.match(location, /signature=/)
  const bytes = Buffer.from(await (await fetch(location)).arrayBuffer())
  assert.deepEqual(bytes, weights(1))
  const card = await get('/v1/models/admin/grasp-policy-v2/download?revision=^1&path=model_card.md')
  assert.equal(card.headers.get('x-nodedata-revision'), '1.1.0')
  assert.equal(
    (await call('GET', '/v1/models/admin/grasp-policy-v2/download', undefined, { key: null })).status,
    401,
  )
})

test('a yanked revision stays, warns, and is passed by', async () => {
  const path = '/v1/models/admin/grasp-policy-v2/revisions/2.0.0'
  const yanked = await call('POST', `${path}/yank`, { reason: 'drops "things"' })
  assert.equal(yanked.body.status, 'yanked')
  assert.equal((await get('/v1/models/admin/grasp-policy-v2')).body.latest_revision, '1.1.0')
  const download = await get('/v1/models/admin/grasp-policy-v2/download?revision=2.0.0')
  assert.equal(download.status, 302)
  assert.equal(download.headers.get('x-nodedata-yanked'), 'drops "things"')
  assert.match(download.headers.get('warning')!, /^299 .*was yanked/)
  assert.equal((await call('POST', `${path}/yank`, { reason: 'x' }, { key: stranger })).status, 403)
  assert.equal((await call('DELETE', `${path}/yank`)).body.status, 'published')
  assert.equal((await get('/v1/models/admin/grasp-policy-v2')).body.latest_revision, '2.0.0')
})

test('a star counts once for each account', async () => {
  const path = '/v1/models/admin/grasp-policy-v2/star'
  for (const key of [stranger, stranger, server.key]) await call('POST', path, undefined, { key })
  assert.equal((await get('/v1/models/admin/grasp-policy-v2')).body.stars, 2)
  assert.equal((await call('DELETE', path, undefined, { key: stranger })).body.stars, 1)
  for (const [key, starred] of [
    [server.key, true],
    [stranger, false],
  ] as const) {
    const { items } = (await call('GET', '/v1/models?q=grasp', undefined, { key })).body
    assert.deepEqual(
      items.map((model: Json) => model.starred),
      [starred],
    )
  }
  const counted = (await get('/v1/models/facets?q=grasp')).body
  assert.equal(counted.is_complete, true)
  assert.deepEqual(counted.facets.task.values, [{ value: 'manipulation', count: 1 }])
})

test('licences say what they allow', async () => {
  const { items } = (await get('/v1/licenses')).body
  const find = (id: string) => items.find((license: Json) => license.id === id)
  assert.equal(find('CC-BY-NC-4.0').permissions.commercial_use, false)
  assert.equal(find('ND-Commercial-Single-Seat').commercial, true)
  assert.equal(find('ND-Commercial-Single-Seat').seats, '1')
})

const CSV = 'frame,reward\n1,0.5\n2,0.25\n'

test('a dataset takes shards, infers its schema from the first and keeps to it', async () => {
  const made = await call('POST', '/v1/datasets', {
    slug: 'arms',
    name: 'Arms',
    license: 'CC-BY-NC-4.0',
    modality: ['rgb'],
  })
  assert.equal(made.status, 201)
  assert.match(made.body.id, /^ds_/)
  assert.deepEqual(made.body.modality, ['rgb'])
  const send = async (name: string, text: string) => {
    const shard = { name, size: text.length, sha256: sha256(text) }
    const opened = await call('POST', `/v1/datasets/${made.body.id}/shards`, shard)
    if (opened.status !== 201) return opened.status
    const headers = { authorization: `Bearer ${server.key}` }
    return (await fetch(opened.body.upload_url, { method: 'PUT', headers, body: text })).status
  }
  assert.equal(await send('train/0.csv', CSV), 204)
  assert.equal(await send('test/0.csv', CSV), 200, 'identical bytes are here')
  assert.equal(await send('train/1.csv', 'frame,price\n1,2\n'), 422)
  assert.equal(await send('train/1.csv', 'frame,reward\n3,1\n'), 204)
  const dataset = (await get('/v1/datasets/admin/arms')).body
  assert.deepEqual(dataset.schema, {
    splits: ['test', 'train'],
    fields: { frame: { type: 'int64', shape: [] }, reward: { type: 'float64', shape: [] } },
  })
  const published = await call('POST', '/v1/datasets/admin/arms/publish', {})
  assert.equal(published.body.version, '1.0.0')
  assert.equal(published.body.rows, 5)
  const again = await call('POST', '/v1/datasets/admin/arms/publish', {})
  assert.equal(again.body.id, published.body.id, 'nothing changed')
  assert.equal(await send('train/2.csv', 'frame,reward\n4,1\n'), 204)
  assert.equal((await call('POST', '/v1/datasets/admin/arms/publish', {})).body.version, '1.1.0')
})

test('shards are fetched whole and in part, of any revision', async () => {
  const path = '/v1/datasets/admin/arms/shards'
  assert.equal((await get(`${path}/train%2F0.csv`)).body, CSV)
  const part = await call('GET', `${path}/train/0.csv`, undefined, { headers: { range: 'bytes=0-4' } })
  assert.equal(part.status, 206)
  assert.equal(part.body, 'frame')
  assert.equal(part.headers.get('content-range'), `bytes 0-4/${CSV.length}`)
  assert.equal((await get(`${path}/train/2.csv?revision=1.0.0`)).status, 404)
  const { items } = (await get(`${path}?revision=1.1.0&split=train`)).body
  assert.deepEqual(
    items.map((shard: Json) => [shard.name, shard.rows]),
    [
      ['train/0.csv', 2],
      ['train/1.csv', 1],
      ['train/2.csv', 1],
    ],
  )
  assert.equal((await get(`${path}/train/0.csv`, stranger)).status, 404)
})

test('a preview shows the first rows', async () => {
  const { body } = await get('/v1/datasets/admin/arms/preview?split=train&limit=1')
  assert.deepEqual(body.items, [{ frame: 1, reward: 0.5 }])
  assert.deepEqual(body.columns[0], { name: 'frame', type: 'int64', shape: [] })
  assert.equal(body.rows, 2)
})

test('a model for everybody may not be made from data that is not for sale', async () => {
  const files = {
    'weights/model.safetensors': weights(3),
    'model_card.md': CARD,
    'config.json': config([{ image: [-1, 3, 512, 512] }]),
    LICENSE: 'MIT',
  }
  const refused = await publish('2.1.0', files, { dataset_refs: ['admin/arms'] })
  assert.equal(refused.status, 422)
  assert.match(refused.body.error.message, /licence_conflict: the dataset admin\/arms is under CC-BY-NC-4\.0/)
  const { items } = (await get('/v1/models/admin/grasp-policy-v2/revisions/2.1.0/checks')).body
  assert.equal(items.find((check: Json) => check.id === 'licence_conflict').status, 'failed')
})
