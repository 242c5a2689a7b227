import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ask, push } from '../../../../soak/lib/push.ts'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer
let stranger: string

const bytes = (size: number) => new Uint8Array(size).fill(7)
const names = (body: { models: { name: string }[] }) => body.models.map(({ name }) => name)

before(async () => {
  server = await startServer()
  for (const slug of ['acme', 'other', 'hidden']) await ask(server, 'POST', '/v1/orgs', { slug, name: slug })
  const put = (org: string, name: string, version: string, size: number, manifest: Record<string, unknown>) =>
    push(server, { org, name, version, manifest, files: { 'a.bin': bytes(size) } })
  await put('acme', 'beta', '1.0.0', 30, { framework: 'pytorch', tags: ['vision'], license: 'MIT' })
  await put('acme', 'Alpha', '1.2.0', 10, {
    framework: 'onnx',
    tags: ['vision', 'small'],
    license: 'Apache-2.0',
    summary: 'Ängström 100%',
  })
  await put('acme', 'gamma', '0.1.0', 20, {
    framework: 'custom',
    task_categories: ['qa'],
    size_category: '<1B',
  })
  await put('acme', 'Alpha', '1.10.0', 11, {
    framework: 'onnx',
    tags: ['vision', 'small'],
    license: 'Apache-2.0',
    summary: 'Ängström 100%',
  })
  await put('other', 'open', '1.0.0', 5, { framework: 'onnx', tags: ['audio'] })
  await put('hidden', 'secret', '1.0.0', 5, { tags: ['classified'] })
  await ask(server, 'PATCH', '/api/v1/org/other/models/open/visibility', { is_public: true })
  await ask(server, 'POST', '/v1/users', {
    slug: 'sam',
    name: 'Sam',
    email: 'sam@example.org',
    password: 'correct horse battery',
  })
  const session = await server.call(
    '/v1/sessions',
    { email: 'sam@example.org', password: 'correct horse battery' },
    { key: null },
  )
  const headers = {
    cookie: session.headers.get('set-cookie')!.split(';', 1)[0]!,
    'x-csrf-token': session.body.csrf_token,
  }
  stranger = (await server.call('/v1/keys', { name: 'k', mode: 'test' }, { key: null, headers })).body.secret
})
after(() => server[Symbol.asyncDispose]())

const list = async (query = '', org = 'acme') => (await server.call(`/api/v1/org/${org}/models${query}`)).body

test('one row for each name, its latest version, the newest first', async () => {
  const body = await list()
  assert.deepEqual(names(body), ['acme/Alpha', 'acme/gamma', 'acme/beta'])
  assert.deepEqual([body.models[0].version, body.models[0].version_count], ['1.10.0', 2])
  const { models: _models, ...page } = body
  assert.deepEqual(page, {
    page: 1,
    limit: 50,
    total: 3,
    total_pages: 1,
    has_next: false,
    has_previous: false,
  })
})

const SORTS: [string, string[]][] = [
  ['sort_by=name&sort_dir=asc', ['acme/Alpha', 'acme/beta', 'acme/gamma']],
  ['sort_by=name', ['acme/gamma', 'acme/beta', 'acme/Alpha']],
  ['sort_by=file_size_bytes&sort_dir=asc', ['acme/Alpha', 'acme/gamma', 'acme/beta']],
  ['sort_by=updated_at', ['acme/Alpha', 'acme/gamma', 'acme/beta']],
  ['limit=2&page=2', ['acme/beta']],
  ['page=9', []],
]
const FILTERS: [string, string[]][] = [
  ['name=beta', ['acme/beta']],
  ['name=acme%2Fbeta', ['acme/beta']],
  ['name=other%2Fbeta', []],
  ['search=ALP', ['acme/Alpha']],
  ['search=', ['acme/Alpha', 'acme/gamma', 'acme/beta']],
  [`search=${encodeURIComponent('ängström 100%')}`, ['acme/Alpha']],
  ['search=%25', ['acme/Alpha']],
  ['search=_', []],
  ['tags=small', ['acme/Alpha']],
  ['tags=small&tags=nothing', ['acme/Alpha']],
  ['tags[]=vision', ['acme/Alpha', 'acme/beta']],
  ['framework=onnx&framework=custom', ['acme/Alpha', 'acme/gamma']],
  ['license=MIT', ['acme/beta']],
  ['task_categories=qa&size_category=%3C1B', ['acme/gamma']],
  ['tags=vision&license=MIT', ['acme/beta']],
  ['include_public=true&tags=audio', ['other/open']],
  ['include_public=True&tags=audio', ['other/open']],
  ['include_public=true', ['other/open', 'acme/Alpha', 'acme/gamma', 'acme/beta']],
  ['include_public=true&sort_by=name&limit=2&page=2', ['acme/beta', 'acme/Alpha']],
]
for (const [query, wanted] of [...SORTS, ...FILTERS]) {
  test(`?${query} lists ${wanted.join(', ') || 'nothing'}`, async () => {
    assert.deepEqual(names(await list(`?${query}`)), wanted)
  })
}

test('pages say what is before and after them', async () => {
  const { has_next: hasNext, has_previous: hasPrevious, total_pages: pages } = await list('?limit=1&page=2')
  assert.deepEqual([hasNext, hasPrevious, pages], [true, true, 3])
})

const REFUSED = [
  'limit=201',
  'limit=0',
  'page=0',
  'sort_by=colour',
  'sort_dir=up',
  'framework=tensorflow',
  'include_public=perhaps',
  'sort_by=row_count',
]
for (const query of REFUSED) {
  test(`?${query} is a 422 that says where`, async () => {
    const { status, body } = await server.call(`/api/v1/org/acme/models?${query}`)
    assert.equal(status, 422)
    assert.deepEqual([body.code, body.type], [422, 'validation_error'])
    assert.deepEqual(body.errors[0].loc.slice(0, 2), ['query', query.split('=')[0]])
  })
}

test('a stranger sees what is public, and cannot tell a closed organisation from none', async () => {
  const as = (org: string, query = '') =>
    server.call(`/api/v1/org/${org}/models${query}`, undefined, { key: stranger })
  assert.deepEqual(names((await as('other')).body), ['other/open'])
  assert.equal((await as('hidden')).status, 404)
  assert.equal((await as('hidden', '?include_public=true')).status, 404)
  assert.equal((await as('nobody')).status, 404)
  assert.deepEqual(names((await as('sam', '?include_public=true')).body), ['other/open'])
})

test('facets list what can be chosen, each heeding the other filters', async () => {
  const { body } = await server.call('/api/v1/org/acme/models/facets?license=MIT')
  assert.deepEqual(body, {
    total: 3,
    filtered_total: 1,
    frameworks: ['pytorch'],
    licenses: ['Apache-2.0', 'MIT'],
    size_categories: [],
    tags: ['vision'],
    task_categories: [],
  })
  const others = await server.call('/api/v1/org/other/models/facets', undefined, { key: stranger })
  assert.deepEqual([others.body.total, others.body.tags], [1, ['audio']])
})

test('a version is found by its number, by an alias and as the latest, and lists its files', async () => {
  await ask(server, 'POST', '/api/v1/org/acme/models/Alpha/1.2.0/aliases', { alias: 'champion' })
  const get = async (path: string) => (await server.call(`/api/v1/org/acme/models/Alpha${path}`)).body
  assert.equal((await get('')).version, '1.10.0')
  assert.equal((await get('/latest')).version, '1.10.0')
  assert.deepEqual([(await get('/champion')).version, (await get('/1.2.0')).aliases], ['1.2.0', ['champion']])
  const { files, version } = await get('/champion/files')
  assert.deepEqual([version, files.length, files[0].path, files[0].size], ['1.2.0', 1, 'a.bin', 10])
  assert.equal((await get('/1.2.0')).artifacts['a.bin'], files[0].oid)
  assert.equal((await get('/9.9.9')).type, 'not_found_error')
})
