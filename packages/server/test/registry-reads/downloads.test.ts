import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parquetReadObjects } from 'hyparquet'
import { extract } from 'tar-stream'
import { ask, push, pushDigits, readExample } from '../../../../soak/lib/push.ts'
import { startServer, type TestServer } from '../start-server.ts'

let server: TestServer
const DIGITS = '/api/v1/org/admin/models/digits'

before(async () => {
  server = await startServer()
  await pushDigits(server)
})
after(() => server[Symbol.asyncDispose]())

/** The files of a tar, by path. */
async function untar(bytes: Uint8Array): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {}
  const tar = extract()
  tar.end(bytes)
  for await (const entry of tar) {
    const chunks: Buffer[] = []
    for await (const chunk of entry) chunks.push(chunk as Buffer)
    files[entry.header.name] = Buffer.concat(chunks)
  }
  return files
}

const fetchBytes = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())
const begin = (body?: object, path = `${DIGITS}/1.0.0`) =>
  server.call(`${path}/download`, body, { method: 'POST' })
interface Begun {
  download_id: string
  status: string
  error: string | null
  url: string
  filename: string
}

/** The same when it is there; a table is converted while one waits. */
async function ready({ status, body }: { status: number; body: Begun }) {
  assert.equal(status, 200, JSON.stringify(body))
  let now = body
  while (now.status === 'preparing') {
    await new Promise((resolve) => setTimeout(resolve, 50))
    now = (await server.call(`/api/v1/org/admin/downloads/datasets/${body.download_id}`)).body
  }
  assert.equal(now.status, 'ready', String(now.error))
  return now
}
const countOf = async () => (await server.call(`${DIGITS}/1.0.0`)).body.download_count

test('a version arrives as one tar that holds every file as it was pushed', async () => {
  const { status, body } = await begin()
  assert.equal(status, 200)
  assert.deepEqual([body.status, body.filename], ['ready', 'digits-1.0.0.tar'])
  const files = await untar(await fetchBytes(body.url))
  assert.deepEqual(
    Object.keys(files).sort(),
    ['LICENSE', 'config.json', 'model.onnx', 'model_card.md'].map((name) => `digits-1.0.0/${name}`),
  )
  assert.deepEqual(
    new Uint8Array(files['digits-1.0.0/model.onnx']!),
    await readExample('digits/model/model.onnx'),
  )
  const again = (await begin()).body
  assert.deepEqual(await fetchBytes(again.url), await fetchBytes(body.url), 'the same bytes for everyone')
})

test('one file arrives as it is', async () => {
  const { body } = await begin({ path: 'model.onnx' })
  assert.deepEqual([body.status, body.filename], ['ready', 'model.onnx'])
  assert.deepEqual(await fetchBytes(body.url), await readExample('digits/model/model.onnx'))
})

test('a file can be named by its bytes', async () => {
  const oid = (await server.call(`${DIGITS}/1.0.0`)).body.artifacts['model.onnx']
  const { body } = await begin({ oid })
  assert.deepEqual([body.status, body.filename], ['ready', 'model.onnx'])
  assert.deepEqual(await fetchBytes(body.url), await readExample('digits/model/model.onnx'))
  const other = await begin({ oid: `sha256:${'0'.repeat(64)}` })
  assert.deepEqual([other.status, other.body.errors[0].loc], [422, ['body', 'oid']])
  assert.equal((await begin({ path: 'config.json', oid })).status, 422)
})

test('each download counts once, however often its status or its bytes are asked for', async () => {
  const before = await countOf()
  const { body } = await begin()
  for (let look = 0; look < 3; look++) {
    const status = await server.call(`/api/v1/org/admin/downloads/models/${body.download_id}`)
    assert.equal(status.body.status, 'ready')
    await fetchBytes(status.body.url)
  }
  assert.equal(await countOf(), before + 1)
})

test('a version that is fetched file by file counts once', async () => {
  await pushDigits(server, '1.2.0')
  for (const path of ['model.onnx', 'config.json', 'LICENSE', 'model.onnx'])
    await begin({ path }, `${DIGITS}/1.2.0`)
  assert.equal((await server.call(`${DIGITS}/1.2.0`)).body.download_count, 1)
})

test('many who ask at once for the same archive all get it, and all count', async () => {
  await pushDigits(server, '1.1.0')
  const answers = await Promise.all(Array.from({ length: 6 }, () => begin(undefined, `${DIGITS}/1.1.0`)))
  assert.deepEqual(new Set(answers.map(({ body }) => body.status)), new Set(['ready']))
  assert.equal((await server.call(`${DIGITS}/1.1.0`)).body.download_count, 6)
})

test('what is not there is said clearly', async () => {
  const path = await begin({ path: 'weights.bin' })
  assert.deepEqual([path.status, path.body.errors[0].loc], [422, ['body', 'path']])
  assert.equal((await begin(undefined, `${DIGITS}/9.9.9`)).status, 404)
  assert.equal((await server.call('/api/v1/org/admin/downloads/models/dwn_nothing')).status, 404)
  const { body } = await begin()
  assert.equal((await server.call(`/api/v1/org/admin/downloads/datasets/${body.download_id}`)).status, 404)
  assert.equal((await server.call(`/api/v1/org/other/downloads/models/${body.download_id}`)).status, 404)
})

test('a dataset can be had by split, and converted', async () => {
  const csv = (text: string) => new TextEncoder().encode(text)
  const files = { 'train.csv': csv('x\n1\n'), 'test.csv': csv('x\n2\n') }
  const manifest = { format: 'csv', splits: { train: 'train.csv', test: 'test.csv' } }
  await push(server, { kind: 'datasets', org: 'admin', name: 'points', version: '1.0.0', manifest, files })
  const at = '/api/v1/org/admin/datasets/points/1.0.0'
  const train = (await begin({ split: 'train', format: 'csv' }, at)).body
  assert.deepEqual(await fetchBytes(train.url), files['train.csv'])
  const jsonl = await ready(await begin({ split: 'train', format: 'jsonl' }, at))
  assert.equal(jsonl.filename, 'points-1.0.0-train.jsonl')
  assert.deepEqual(await fetchBytes(jsonl.url), csv('{"x":1}\n'))
  const parquet = await ready(await begin({ split: 'test', format: 'parquet' }, at))
  const bytes = await fetchBytes(parquet.url)
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  assert.deepEqual(await parquetReadObjects({ file }), [{ x: 2n }])
  const both = await ready(await begin({ format: 'jsonl' }, at))
  assert.equal(both.filename, 'points-1.0.0.tar')
  const parts = await untar(await fetchBytes(both.url))
  assert.deepEqual(Object.keys(parts).sort(), ['points-1.0.0/test.jsonl', 'points-1.0.0/train.jsonl'])
  const notes = { kind: 'datasets', org: 'admin', name: 'notes', version: '1.0.0' } as const
  await push(server, { ...notes, files: { 'notes.txt': csv('no table') } })
  const { status, body } = await begin({ format: 'csv' }, '/api/v1/org/admin/datasets/notes/1.0.0')
  assert.equal(status, 422)
  assert.match(body.detail, /raw: it holds no tables/)
  assert.match((await begin({ split: 'dev' }, at)).body.detail, /train, test/)
  assert.equal((await begin({ format: 'xml' }, at)).status, 422)
})

test('columns and rows that nobody named are read from the tables', async () => {
  const text = new TextEncoder().encode('a,b\n1,x\n2,y\n')
  const files = { 'train.csv': text, 'broken.parquet': new Uint8Array(20), 'README.md': text }
  await push(server, {
    kind: 'datasets',
    org: 'admin',
    name: 'read',
    version: '1.0.0',
    files: { 'train.csv': text },
  })
  const { body } = await server.call('/api/v1/org/admin/datasets/read/1.0.0')
  assert.deepEqual(body.data_schema, { a: 'int64', b: 'string' })
  assert.equal(body.row_count, 2)
  await push(server, { kind: 'datasets', org: 'admin', name: 'read', version: '1.1.0', files })
  const odd = (await server.call('/api/v1/org/admin/datasets/read/1.1.0')).body
  assert.equal(odd.row_count, null, 'one table cannot be read: how many rows there are is not known')
})

test('an archive that takes longer is prepared, and there when it is asked for again', async () => {
  const bytes = new Uint8Array(24 * 1024 * 1024)
  await push(server, { org: 'admin', name: 'big', version: '1.0.0', files: { 'a.bin': bytes.subarray(1) } })
  let { body } = await begin(undefined, '/api/v1/org/admin/models/big/1.0.0')
  while (body.status === 'preparing') {
    await new Promise((resolve) => setTimeout(resolve, 50))
    body = (await server.call(`/api/v1/org/admin/downloads/models/${body.download_id}`)).body
  }
  assert.equal(body.status, 'ready')
  assert.equal(Number((await fetch(body.url, { method: 'HEAD' })).headers.get('content-length')) % 512, 0)
})

test('who may not use a version cannot download it', async () => {
  await ask(server, 'POST', '/v1/users', {
    slug: 'eve',
    name: 'Eve',
    email: 'eve@example.org',
    password: 'correct horse battery',
  })
  const session = await server.call(
    '/v1/sessions',
    { email: 'eve@example.org', password: 'correct horse battery' },
    { key: null },
  )
  const headers = {
    cookie: session.headers.get('set-cookie')!.split(';', 1)[0]!,
    'x-csrf-token': session.body.csrf_token,
  }
  const asEve = () =>
    server.call(`${DIGITS}/1.0.0/download`, undefined, { method: 'POST', key: null, headers })
  assert.equal((await asEve()).status, 404)
  await ask(server, 'PATCH', `${DIGITS}/visibility`, { is_public: true })
  assert.equal((await asEve()).status, 200)
})
