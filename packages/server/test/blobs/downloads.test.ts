import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { open, readdir, readlink } from 'node:fs/promises'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { signBlobUrl } from '../../src/domain/artifacts/blob-url.ts'
import { addBlob } from '../../src/domain/artifacts/keep-blob.ts'
import { addUser } from '../artifacts/rows.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { openUpload, sha256Of } from './open-upload.ts'
import { startS3 } from './start-s3.ts'
import { temporaryFolder } from './temporary-folder.ts'

const KEYS = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' }

let server: TestServer
const bytes = randomBytes(5_000_000)
const sha256 = sha256Of(bytes)

async function* once1(chunk: Uint8Array) {
  yield chunk
}

before(async () => {
  server = await startServer()
  await addBlob(server.deps, once1(bytes))
})
after(() => server[Symbol.asyncDispose]())

const sign = (options: { filename?: string; expiresIn?: number; disposition?: 'inline' } = {}, of = sha256) =>
  signBlobUrl(server.deps, { sha256: of, filename: 'model.onnx', expiresIn: 60, ...options })

async function fetchBlob(path: string, init: RequestInit = {}, from = server) {
  const response = await fetch(from.url + path, init)
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await response.arrayBuffer()),
  }
}

test('a signed address gives the bytes, under their name, to anyone', async () => {
  const { status, headers, body } = await fetchBlob(await sign())
  assert.equal(status, 200)
  assert.ok(bytes.equals(body))
  assert.equal(headers.get('content-length'), '5000000')
  assert.equal(headers.get('content-type'), 'application/octet-stream')
  assert.equal(headers.get('content-disposition'), 'attachment; filename="model.onnx"')
  assert.equal(headers.get('etag'), `"${sha256}"`)
  assert.equal(headers.get('accept-ranges'), 'bytes')
  assert.equal(headers.get('cache-control'), 'private, immutable, max-age=31536000')
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.match(headers.get('x-request-id')!, /^req_/)
})

test('HEAD gives the same without the bytes', async () => {
  const { status, headers, body } = await fetchBlob(await sign(), { method: 'HEAD' })
  assert.equal(status, 200)
  assert.equal(headers.get('content-length'), '5000000')
  assert.equal(headers.get('etag'), `"${sha256}"`)
  assert.equal(body.length, 0)
})

test('parts', async () => {
  const path = await sign()
  for (const [range, first, end] of [
    ['bytes=0-0', 0, 1],
    ['bytes=1000000-3999999', 1_000_000, 4_000_000],
    ['bytes=4999999-', 4_999_999, 5_000_000],
    ['bytes=-7', 4_999_993, 5_000_000],
    ['bytes=4999990-99999999', 4_999_990, 5_000_000],
  ] as const) {
    const { status, headers, body } = await fetchBlob(path, { headers: { range } })
    assert.equal(status, 206, range)
    assert.equal(headers.get('content-range'), `bytes ${first}-${end - 1}/5000000`)
    assert.ok(bytes.subarray(first, end).equals(body), range)
  }
  for (const range of ['bytes=0-1,5-6', 'bytes=9-3', 'lines=1-2']) {
    assert.equal((await fetchBlob(path, { headers: { range } })).status, 200, range)
  }
  const beyond = await fetchBlob(path, { headers: { range: 'bytes=5000000-' } })
  assert.equal(beyond.status, 416)
  assert.equal(beyond.headers.get('content-range'), 'bytes */5000000')
})

test('what the client has is not sent again, and a part only of what it has', async () => {
  const path = await sign()
  const ask = (headers: Record<string, string>) => fetchBlob(path, { headers })
  const known = await ask({ 'if-none-match': `"x", "${sha256}"` })
  assert.equal(known.status, 304)
  assert.equal(known.body.length, 0)
  assert.equal(known.headers.get('etag'), `"${sha256}"`)
  assert.equal((await ask({ 'if-none-match': '"other"' })).status, 200)
  assert.equal((await ask({ range: 'bytes=0-9', 'if-range': `"${sha256}"` })).status, 206)
  assert.equal((await ask({ range: 'bytes=0-9', 'if-range': '"other"' })).status, 200)
})

test('an address that was changed in any part, or has expired, gives nothing', async () => {
  const path = await sign()
  const other = await addBlob(server.deps, once1(randomBytes(10)))
  const changed = (change: (url: URL) => void) => {
    const url = new URL(path, server.url)
    change(url)
    return url.pathname + url.search
  }
  for (const forged of [
    path.replace(sha256, other.sha256),
    path.replace(sha256, 'x'),
    changed(({ searchParams }) => searchParams.set('name', 'evil.exe')),
    changed(({ searchParams }) =>
      searchParams.set('expires', String(Number(searchParams.get('expires')) + 1)),
    ),
    changed(({ searchParams }) => searchParams.set('disposition', 'inline')),
    changed(({ searchParams }) => searchParams.set('signature', 'AAAA')),
    changed(({ searchParams }) => searchParams.delete('signature')),
    changed(({ searchParams }) => searchParams.append('signature', 'twice')),
    `/blobs/${sha256}`,
    await sign({ expiresIn: -1 }),
  ]) {
    const { status, body } = await fetchBlob(forged)
    assert.equal(status, 403, forged)
    assert.equal(JSON.parse(body.toString()).error.code, 'forbidden')
  }
})

test('the name and the way to show it are part of the address', async () => {
  const name = 'ein "großes"\nModell; x=1.onnx'
  const { headers, status } = await fetchBlob(await sign({ filename: name, disposition: 'inline' }))
  assert.equal(status, 200)
  assert.equal(
    headers.get('content-disposition'),
    `inline; filename="ein _gro_es_Modell; x=1.onnx"; filename*=UTF-8''ein%20%22gro%C3%9Fes%22Modell%3B%20x%3D1.onnx`,
  )
})

test('a blob of no bytes', async () => {
  const { sha256: empty } = await addBlob(server.deps, once1(Buffer.alloc(0)))
  const path = await sign({}, empty)
  const { status, headers } = await fetchBlob(path)
  assert.equal(status, 200)
  assert.equal(headers.get('content-length'), '0')
  assert.equal((await fetchBlob(path, { headers: { range: 'bytes=0-' } })).status, 416)
})

test('a blob that is not there any more is not found', async () => {
  const path = await sign({}, sha256Of(Buffer.from('gone')))
  assert.equal((await fetchBlob(path)).status, 404)
})

test('an address that one server signed is good for another of the same installation', async () => {
  await using other = await startServer({ on: server })
  assert.ok(bytes.equals((await fetchBlob(await sign(), {}, other)).body))
})

async function slowly(path: string): Promise<Buffer> {
  const request = get(server.url + path)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of response) {
    parts.push(part)
    if (parts.length % 20 === 0) await sleep(1)
  }
  return Buffer.concat(parts)
}

test('many readers, slow and fast, get the right bytes each', async () => {
  const path = await sign()
  const readers = [
    ...Array.from({ length: 10 }, () => slowly(path)),
    ...Array.from({ length: 30 }, async () => (await fetchBlob(path)).body),
  ]
  for (const body of await Promise.all(readers)) assert.ok(bytes.equals(body))
})

/** The files this process holds open, where the system tells. */
async function openFiles(): Promise<string[]> {
  const numbers = await readdir('/proc/self/fd').catch(() => [])
  return Promise.all(numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => '')))
}

test('a reader that goes away does not hold its file open', async () => {
  const path = await sign()
  for (let turn = 0; turn < 20; turn++) {
    const request = get(server.url + path)
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    await once(response, 'data')
    request.destroy()
  }
  while ((await openFiles()).some((file) => file.includes(sha256))) await sleep(5)
  assert.ok(bytes.equals((await fetchBlob(path)).body))
})

test('a file that turns out shorter than it was breaks the connection instead of ending early', async () => {
  const long = randomBytes(40_000_000)
  const blob = await addBlob(server.deps, once1(long))
  const request = get(server.url + (await sign({}, blob.sha256)))
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  response.pause()
  const local = await server.deps.blobs.openLocal(blob.sha256)
  const file = await open(local.path, 'r+')
  await file.truncate(30_000_000)
  await file.close()
  await assert.rejects(async () => {
    for await (const _part of response);
  }, /aborted/)
})

test('with an nginx in front, this server only says which file it is', async () => {
  await using behind = await startServer({ on: server, environment: { NODEYARD_ACCEL_PREFIX: '/internal/' } })
  const { status, headers, body } = await fetchBlob(await sign(), {}, behind)
  assert.equal(status, 200)
  assert.equal(body.length, 0)
  const two = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}`
  assert.equal(headers.get('x-accel-redirect'), `/internal/sha256/${two}/${sha256}`)
  assert.equal(headers.get('content-disposition'), 'attachment; filename="model.onnx"')
  const known = { 'if-none-match': `"${sha256}"` }
  assert.equal((await fetchBlob(await sign(), { headers: known }, behind)).status, 304)
  assert.equal((await fetchBlob(`/blobs/${sha256}`, {}, behind)).status, 403)
})

test('the blobs of the data folder are where nginx is told to look for them', async () => {
  const local = await server.deps.blobs.openLocal(sha256)
  const below = `sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
  assert.equal(local.path, join(server.dataFolder, 'blobs', below))
})

test('a server whose blobs are out of reach says that it is not ready', async () => {
  const environment = { BLOB_URL: 's3://models', S3_ENDPOINT: 'http://127.0.0.1:1', ...KEYS }
  await using cut = await startServer({ environment })
  const { status, body } = await cut.call('/readyz')
  assert.equal(status, 503)
  assert.deepEqual(body, { status: 'unavailable', reason: 'the blob store does not answer' })
  assert.equal((await cut.call('/healthz')).status, 200)
})

test('with S3 behind it, the address is one of the store itself, and uploads end up there', async () => {
  await using folder = await temporaryFolder()
  await using s3 = await startS3(folder.path)
  const environment = { BLOB_URL: s3.url, S3_ENDPOINT: s3.s3.endpoint!, ...KEYS }
  await using remote = await startServer({ environment })
  const { account, key } = await addUser(remote.deps.database, 'owner')
  const content = randomBytes(300_000)
  const id = await openUpload(remote.deps.database, content, { ownerId: account.id })
  const put = await fetch(`${remote.url}/v1/uploads/${id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${key}` },
    body: content,
  })
  assert.equal(put.status, 204)
  const link = { sha256: sha256Of(content), filename: 'm.onnx', expiresIn: 60 }
  const url = await signBlobUrl(remote.deps, link)
  assert.ok(url.startsWith(`${s3.s3.endpoint}/models/some/prefix/sha256/`))
  const response = await fetch(url)
  assert.equal(response.headers.get('content-disposition'), 'attachment; filename="m.onnx"')
  assert.ok(content.equals(Buffer.from(await response.arrayBuffer())))
})
