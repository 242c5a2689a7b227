import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writeSafetensors } from '@nodeyard/tensor/formats'
import { startS3 } from '../blobs/start-s3.ts'
import { temporaryFolder } from '../blobs/temporary-folder.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { artifactsOf, begin, complete, oidOf, push, send } from './push.ts'

const DIGITS = new URL('../../../../examples/digits/model/', import.meta.url).pathname

// One pair of servers on one store for all of this file, and names of its own for each test.
const server = await startServer()
const other = await startServer({ on: server })
const { database } = server.deps
after(async () => {
  await other[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

const listVersions = (name: string) =>
  database.read
    .selectFrom('version')
    .innerJoin('artifact', 'artifact.id', 'version.artifact_id')
    .select(['version.version', 'version.inspection', 'artifact.version_count'])
    .where('artifact.name', '=', name)
    .execute()

test('a real model goes in and is described as it was pushed', async () => {
  const names = (await readdir(DIGITS)).filter((name) => name !== 'model.yaml')
  const files = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(DIGITS, name))] as const)),
  )
  const manifest = {
    name: 'digits',
    version: '1.0.0',
    summary: 'Reads digits.',
    license: 'Apache-2.0',
    tags: ['digits', 'mnist'],
    task: 'perception',
  }
  const begun = await begin(server, { name: 'admin/digits', version: '1.0.0', files, manifest })
  assert.equal(begun.status, 200)
  assert.deepEqual(
    begun.body.missing.map(({ oid }: { oid: string }) => oid).sort(),
    Object.values(files).map(oidOf).sort(),
  )
  const { status, body } = await push(server, { name: 'admin/digits', version: '1.0.0', files, manifest })
  assert.equal(status, 201)
  assert.equal(body.name, 'admin/digits')
  assert.equal(body.version, '1.0.0')
  assert.equal(body.framework, 'onnx')
  assert.equal(body.size_category, '<1B')
  assert.equal(body.pretty_name, 'digits')
  assert.equal(body.license, 'Apache-2.0')
  assert.equal(body.version_count, 1)
  assert.equal(body.is_public, false)
  assert.deepEqual(body.metrics, {})
  assert.deepEqual(body.artifacts, Object.fromEntries(artifactsOf(files).map(({ path, oid }) => [path, oid])))
  assert.equal(
    body.file_size_bytes,
    Object.values(files).reduce((sum, { length }) => sum + length, 0),
  )
  const versions = await server.call('/api/v1/org/admin/models/digits/versions')
  assert.deepEqual(versions.body.versions, ['1.0.0'])
  const [stored] = await listVersions('digits')
  assert.equal(JSON.parse(stored!.inspection).parameterCount, 43_426)
})

test('nothing is sent twice, and asking again goes on with the same uploads', async () => {
  const shared = randomBytes(1000)
  const first = { name: 'admin/net', version: '1.0.0', files: { 'a.bin': shared, 'b.txt': 'one' } }
  const begun = await begin(server, first)
  assert.equal(begun.body.missing.length, 2)
  assert.deepEqual((await begin(server, first)).body.missing, begun.body.missing)
  assert.equal((await begin(server, first)).body.upload_id, begun.body.upload_id)

  const early = await complete(server, first, begun.body.upload_id)
  assert.equal(early.status, 409)
  assert.equal(early.body.type, 'conflict_error')
  assert.match(early.body.detail, /2 of 2 blobs have not arrived: sha256:/)

  await send(server, first, begun.body.missing.slice(0, 1))
  const again = await begin(server, first)
  assert.deepEqual(again.body.missing, begun.body.missing.slice(1))
  await send(server, first, again.body.missing)
  assert.deepEqual((await begin(server, first)).body.missing, [])
  assert.equal((await complete(server, first, begun.body.upload_id)).status, 201)

  const second = { name: 'admin/net', version: '1.1.0', files: { 'a.bin': shared, 'b.txt': 'two' } }
  const next = await begin(server, second)
  assert.deepEqual(
    next.body.missing.map(({ oid }: { oid: string }) => oid),
    [oidOf('two')],
  )
  assert.equal((await push(server, second)).status, 201)
  // The same bytes under another name, as another kind, are here already.
  const copy = { name: 'admin/net', version: '1.0.0', files: { x: shared }, kind: 'datasets' as const }
  assert.deepEqual((await begin(server, copy)).body.missing, [])
  assert.equal((await push(server, copy)).status, 201)
})

test('a version is what it was first: the same again is the same, anything else a conflict', async () => {
  const wanted = { name: 'admin/fixed', version: '0.1.0', files: { a: 'a', b: 'b' }, manifest: { task: 'x' } }
  const { body: first, status } = await push(server, wanted)
  assert.equal(status, 201)
  const again = await push(server, { ...wanted, files: { b: 'b', a: 'a' } })
  assert.equal(again.status, 201)
  assert.deepEqual(again.body, first)
  for (const other of [
    { ...wanted, files: { a: 'a', b: 'c' } },
    { ...wanted, files: { a: 'a' } },
    { ...wanted, manifest: { task: 'y' } },
  ]) {
    const { status, body } = await begin(server, other)
    assert.equal(status, 409)
    assert.equal(body.type, 'already_exists_error')
  }
  assert.equal((await listVersions('fixed')).length, 1)
})

test('of two different pushes of one number at once, one wins; of two equal ones, both', async () => {
  const make = async (on: TestServer, version: string, content: string) => {
    const wanted = { name: 'admin/race', version, files: { a: content } }
    const begun = await begin(on, wanted)
    await send(on, wanted, begun.body.missing)
    return () => complete(on, wanted, begun.body.upload_id)
  }
  for (const version of ['1.0.0', '1.0.1', '1.0.2']) {
    const rivals = [await make(server, version, 'one'), await make(other, version, 'two')]
    const statuses = (await Promise.all(rivals.map((go) => go()))).map(({ status }) => status)
    assert.deepEqual(statuses.sort(), [201, 409], version)
  }
  for (const version of ['2.0.0', '2.0.1', '2.0.2']) {
    const twins = [await make(server, version, 'same'), await make(other, version, 'same')]
    const answers = await Promise.all(twins.map((go) => go()))
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 201],
    )
    assert.equal(answers[0]!.body.id, answers[1]!.body.id)
  }
  const stored = await listVersions('race')
  assert.equal(stored.length, 6)
  assert.equal(stored[0]!.version_count, 6)
  const listed = await other.call('/api/v1/org/admin/models/race/versions')
  assert.equal(listed.body.latest.version, '2.0.2')
})

test('two servers share a push: begun on one, sent to the other, completed on the first', async () => {
  const wanted = { name: 'admin/shared', version: '1.0.0', files: { a: randomBytes(5000) } }
  const begun = await begin(server, wanted)
  const elsewhere = begun.body.missing.map((upload: { url: string }) => ({
    ...upload,
    url: upload.url.replace(server.url, other.url),
  }))
  await send(other, wanted, elsewhere)
  assert.equal((await complete(server, wanted, begun.body.upload_id)).status, 201)
  assert.equal((await other.call('/api/v1/org/admin/models/shared/versions')).status, 200)
})

test('large files go by tus and resume where they were cut', async () => {
  const large = randomBytes(17 * 1024 * 1024)
  const wanted = { name: 'admin/large', version: '1.0.0', files: { 'data.raw': large } }
  const begun = await begin(server, wanted)
  const [upload] = begun.body.missing
  assert.equal(upload.protocol, 'tus')
  assert.equal(upload.offset, 0)
  const part = await fetch(upload.url, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${server.key}`, ...upload.headers, 'upload-offset': '0' },
    body: large.subarray(0, 1_000_000),
  })
  assert.equal(part.status, 204)
  const again = await begin(server, wanted)
  assert.deepEqual(again.body.missing, [{ ...upload, offset: 1_000_000 }])
  await send(server, wanted, again.body.missing)
  assert.equal((await complete(server, wanted, begun.body.upload_id)).status, 201)
})

test('a lying header is a 422 that names the file, and leaves nothing behind', async () => {
  const whole = writeSafetensors({ w: { dtype: 'float32', shape: [4], data: new Float32Array(4) } })
  const lie = whole.slice(0, -1)
  const wanted = { name: 'admin/liar', version: '1.0.0', files: { 'w/model.safetensors': lie, ok: 'ok' } }
  const { status, body } = await push(server, wanted)
  assert.equal(status, 422)
  assert.equal(body.type, 'validation_error')
  assert.match(body.detail, /w\/model\.safetensors: safetensors: tensor "w"/)
  assert.deepEqual(body.errors[0].loc, ['body', 'artifacts', 'w/model.safetensors'])
  assert.deepEqual(await listVersions('liar'), [])
  assert.equal((await server.call('/api/v1/org/admin/models/liar/versions')).status, 404)
  const fixed = { ...wanted, files: { 'w/model.safetensors': whole, ok: 'ok' } }
  assert.equal((await push(server, fixed)).status, 201)
})

test('a dangerous pickle is stored and marked', async () => {
  const wanted = { name: 'admin/risky', version: '1.0.0', files: { 'a.pkl': "cos\nsystem\n(S'id'\ntR." } }
  const { status, body } = await push(server, wanted)
  assert.equal(status, 201)
  assert.equal(body.framework, 'safetensors')
  const [stored] = await listVersions('risky')
  assert.equal(JSON.parse(stored!.inspection).scan, 'dangerous')
})

test('files that live in S3 are looked into as well, and addresses follow PUBLIC_URL', async () => {
  await using folder = await temporaryFolder()
  await using s3 = await startS3(folder.path)
  const environment = {
    BLOB_URL: s3.url,
    S3_ENDPOINT: s3.s3.endpoint!,
    S3_REGION: s3.s3.region!,
    AWS_ACCESS_KEY_ID: s3.s3.accessKeyId!,
    AWS_SECRET_ACCESS_KEY: s3.s3.secretAccessKey!,
    PUBLIC_URL: 'https://yard.example',
  }
  await using far = await startServer({ environment })
  const model = await readFile(join(DIGITS, 'model.onnx'))
  const pushFar = async (version: string, bytes: Uint8Array) => {
    const wanted = { name: 'admin/far', version, files: { 'model.onnx': bytes } }
    const { upload_id: id, missing } = (await begin(far, wanted)).body
    assert.match(missing[0].url, /^https:\/\/yard\.example\/v1\/uploads\/upl_[0-9A-Z]{26}$/)
    await send(far, wanted, [{ ...missing[0], url: missing[0].url.replace('https://yard.example', far.url) }])
    return complete(far, wanted, id)
  }
  const { status, body } = await pushFar('1.0.0', model)
  assert.equal(status, 201)
  assert.equal(body.size_category, '<1B')
  assert.equal((await pushFar('1.0.1', model.subarray(0, 100_000))).status, 422)
})
