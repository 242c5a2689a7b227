import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startServer } from '../start-server.ts'
import { oidOf } from './push.ts'

const server = await startServer()
after(() => server[Symbol.asyncDispose]())

const file = { path: 'a', oid: oidOf('a'), size: 1 }

async function ask(path: string, body: unknown) {
  const { status, body: answer } = await server.call(`/api/v1/org/admin/${path}/uploads`, body)
  const [error] = answer.errors ?? []
  return { status, type: answer.type, detail: answer.detail as string, loc: error?.loc?.join('.') }
}

test('names and numbers that may not be are refused with what is wrong', async () => {
  const body = { artifacts: [file] }
  for (const name of ['versions', 'facets', 'Download', 'star', 'mdl_x', 'a..b', '-a', '%C3%A4']) {
    const { status, type, loc } = await ask(`models/${name}/1.0.0`, body)
    assert.deepEqual({ status, type, loc }, { status: 422, type: 'validation_error', loc: 'path.name' }, name)
  }
  for (const [version, message] of [
    ['1.0', /three whole numbers/],
    ['latest', /three whole numbers/],
    ['1.0.0-rc.1', /pre-releases are not taken/],
    ['1.0.0+5', /build metadata is not taken/],
    ['v1.0.0', /without the "v"/],
    ['1.00.0', /leading zero/],
    ['1.0.9999999999', /at most 9 digits/],
  ] as const) {
    const { status, loc, detail } = await ask(`models/net/${encodeURIComponent(version)}`, body)
    assert.deepEqual({ status, loc }, { status: 422, loc: 'path.version' }, version)
    assert.match(detail, message)
  }
})

test('what a body may not hold is refused with its place', async () => {
  for (const [body, loc] of [
    [{}, 'body.artifacts'],
    [{ artifacts: [] }, 'body.artifacts'],
    [{ artifacts: [{ ...file, oid: 'sha256:AA' }] }, 'body.artifacts.0.oid'],
    [{ artifacts: [{ ...file, oid: oidOf('a').slice(7) }] }, 'body.artifacts.0.oid'],
    [{ artifacts: [{ ...file, size: -1 }] }, 'body.artifacts.0.size'],
    [{ artifacts: [{ ...file, size: 1.5 }] }, 'body.artifacts.0.size'],
    [{ artifacts: [{ ...file, size: 2 ** 53 }] }, 'body.artifacts.0.size'],
    [{ artifacts: [{ ...file, size: '1' }] }, 'body.artifacts.0.size'],
    [{ artifacts: [{ ...file, mode: 7 }] }, 'body.artifacts.0.mode'],
    [{ artifacts: [file, { ...file, path: '../a' }] }, 'body.artifacts.1.path'],
    [{ artifacts: [file, { ...file, path: 'a' }] }, 'body.artifacts.1.path'],
    [{ artifacts: [file], force: true }, 'body.force'],
    [{ artifacts: [file], manifest: { framework: 'tensorflow' } }, 'body.manifest.framework'],
    [{ artifacts: [file], manifest: { language: ['english'] } }, 'body.manifest.language.0'],
    [{ artifacts: [file], manifest: { tags: 'one' } }, 'body.manifest.tags'],
    [{ artifacts: [file], manifest: { metrics: { a: 1 } } }, 'body.manifest.metrics'],
    [{ artifacts: [file], manifest: { aliases: ['x'] } }, 'body.manifest.aliases'],
    [{ artifacts: [file], manifest: { version: '9.9.9' } }, 'body.manifest.version'],
    [{ artifacts: [file], manifest: { summary: 'a\0' } }, 'body.manifest.summary'],
  ] as const) {
    const answer = await ask('models/net/1.0.0', body)
    assert.equal(answer.status, 422, JSON.stringify(body))
    assert.equal(answer.loc, loc, JSON.stringify(body))
  }
  const dataset = { artifacts: [file], manifest: { format: 'xlsx' } }
  assert.equal((await ask('datasets/net/1.0.0', dataset)).loc, 'body.manifest.format')
  const split = { artifacts: [file], manifest: { splits: { train: 'b' } } }
  assert.equal((await ask('datasets/net/1.0.0', split)).loc, 'body.manifest.splits.train')
})

test('a version of ten thousand files goes in, and one more file does not', async () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...file, path: `folder-${index % 100}/${index}.txt` }))
  assert.equal((await ask('datasets/many/1.0.0', { artifacts: names(10_001) })).status, 422)
  const begun = await server.call('/api/v1/org/admin/datasets/many/1.0.0/uploads', {
    artifacts: names(10_000),
    manifest: { row_count: 5, data_schema: { text: 'string' }, splits: { train: 'folder-0/0.txt' } },
  })
  assert.equal(begun.body.missing.length, 1)
  const headers = { authorization: `Bearer ${server.key}` }
  await fetch(begun.body.missing[0].url, { method: 'PUT', headers, body: 'a' })
  const { status, body } = await server.call(
    `/api/v1/org/admin/uploads/${begun.body.upload_id}/complete`,
    undefined,
    { method: 'POST' },
  )
  assert.equal(status, 201)
  assert.equal(Object.keys(body.artifacts).length, 10_000)
  assert.equal(body.file_size_bytes, 10_000)
  assert.equal(body.row_count, 5)
  assert.deepEqual(body.data_schema, { text: 'string' })
})
