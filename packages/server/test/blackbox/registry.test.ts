// The registry as its contract says it. Runs from top to bottom: later tests build on what earlier ones have pushed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testAccess } from './registry-access.ts'
import {
  begin,
  bytes,
  call,
  digits,
  fetchReady,
  get,
  type Json,
  names,
  oid,
  ok,
  type Push,
  people,
  points,
  push,
  refused,
  send,
  server,
} from './registry-client.ts'

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

testAccess()
