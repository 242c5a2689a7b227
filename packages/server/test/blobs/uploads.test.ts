import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { sweepUploads } from '../../src/domain/artifacts/sweep-uploads.ts'
import { addMember, addUser } from '../artifacts/rows.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { openUpload, sha256Of } from './open-upload.ts'

let server: TestServer
let owner: Awaited<ReturnType<typeof addUser>>

before(async () => {
  server = await startServer()
  owner = await addUser(server.deps.database, 'owner')
})
after(() => server[Symbol.asyncDispose]())

const open = (bytes: Uint8Array, life?: number) =>
  openUpload(server.deps.database, bytes, {
    ownerId: owner.account.id,
    ...(life === undefined ? {} : { life }),
  })

interface Sent {
  method?: string
  body?: Uint8Array
  headers?: Record<string, string>
  key?: string
  to?: TestServer
}

async function send(
  id: string,
  { method = 'PATCH', body, headers = {}, key = owner.key, to = server }: Sent,
) {
  const response = await fetch(`${to.url}/v1/uploads/${id}`, {
    method,
    headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body: Buffer.from(body) } : {}),
  })
  const text = await response.text()
  return {
    status: response.status,
    offset: Number(response.headers.get('upload-offset') ?? Number.NaN),
    headers: response.headers,
    code: text ? JSON.parse(text).error.code : undefined,
  }
}

const patch = (id: string, offset: number, body: Uint8Array, more: Sent = {}) =>
  send(id, {
    ...more,
    body,
    headers: {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...more.headers,
    },
  })

const stored = async (bytes: Uint8Array) => {
  const read = Buffer.concat(await Array.fromAsync(server.deps.blobs.read(sha256Of(bytes))))
  return read.equals(bytes)
}

test('a small blob arrives in one PUT, and sending it again changes nothing', async () => {
  const bytes = randomBytes(100_000)
  const id = await open(bytes)
  for (let turn = 0; turn < 2; turn++) {
    const { status, offset } = await send(id, { method: 'PUT', body: bytes })
    assert.deepEqual({ status, offset }, { status: 204, offset: bytes.length })
  }
  assert.ok(await stored(bytes))
  assert.deepEqual(await server.deps.blobs.staging.ids(), [])
})

test('a PUT of any content type, of too few or of too many bytes', async () => {
  const bytes = randomBytes(1000)
  const id = await open(bytes)
  const put = (body: Uint8Array, type: string) =>
    send(id, { method: 'PUT', body, headers: { 'content-type': type } })
  assert.equal((await put(bytes.subarray(0, 999), 'application/json')).code, 'upload_incomplete')
  assert.equal((await put(randomBytes(1001), 'text/plain')).code, 'payload_too_large')
  assert.equal((await put(bytes, 'application/json')).status, 204)
  assert.ok(await stored(bytes))
})

test('a blob arrives in pieces by tus, each from where the one before ended', async () => {
  const bytes = randomBytes(2_500_000)
  const id = await open(bytes)
  const start = await send(id, { method: 'HEAD' })
  assert.equal(start.status, 200)
  assert.equal(start.offset, 0)
  assert.equal(start.headers.get('upload-length'), '2500000')
  assert.equal(start.headers.get('tus-resumable'), '1.0.0')
  assert.equal(start.headers.get('cache-control'), 'no-store')
  assert.ok(Date.parse(start.headers.get('upload-expires')!) > Date.now())

  assert.deepEqual((await patch(id, 0, bytes.subarray(0, 1_200_000))).offset, 1_200_000)
  assert.equal((await patch(id, 0, bytes)).code, 'upload_offset_conflict')
  assert.equal((await patch(id, 1_200_001, bytes.subarray(1_200_001))).status, 409)
  assert.equal((await send(id, { method: 'HEAD' })).offset, 1_200_000)
  const end = await patch(id, 1_200_000, bytes.subarray(1_200_000))
  assert.equal(end.status, 204)
  assert.equal(end.offset, bytes.length)
  assert.ok(await stored(bytes))
  assert.equal((await send(id, { method: 'HEAD' })).offset, bytes.length)
})

test('bytes that are not the announced ones are dropped, and the right ones still taken', async () => {
  const bytes = randomBytes(50_000)
  const id = await open(bytes)
  const wrong = randomBytes(50_000)
  assert.deepEqual((await send(id, { method: 'PUT', body: wrong })).code, 'checksum_mismatch')
  assert.equal((await send(id, { method: 'HEAD' })).offset, 0)
  await patch(id, 0, wrong.subarray(0, 10))
  const { status, code } = await patch(id, 10, wrong.subarray(10))
  assert.deepEqual({ status, code }, { status: 422, code: 'checksum_mismatch' })
  assert.equal(await server.deps.blobs.stat(sha256Of(wrong)), undefined)
  assert.equal((await patch(id, 0, bytes)).status, 204)
  assert.ok(await stored(bytes))
})

test('a piece with a checksum is taken whole or not at all', async () => {
  const bytes = randomBytes(5000)
  const id = await open(bytes)
  const withChecksum = (offset: number, part: Uint8Array, of: Uint8Array) => {
    const digest = Buffer.from(sha256Of(of), 'hex').toString('base64')
    return patch(id, offset, part, { headers: { 'upload-checksum': `sha256 ${digest}` } })
  }
  const [one, two] = [bytes.subarray(0, 2000), bytes.subarray(2000)]
  assert.equal((await withChecksum(0, one, one)).offset, 2000)
  assert.equal((await withChecksum(2000, randomBytes(3000), two)).code, 'checksum_mismatch')
  assert.equal((await send(id, { method: 'HEAD' })).offset, 2000)
  const sha1 = { 'upload-checksum': 'sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }
  assert.equal((await patch(id, 2000, two, { headers: sha1 })).status, 400)
  assert.equal((await withChecksum(2000, two, two)).status, 204)
  assert.ok(await stored(bytes))
})

test('an upload of no bytes is complete when it is looked at', async () => {
  const id = await open(Buffer.alloc(0))
  assert.equal((await send(id, { method: 'HEAD' })).offset, 0)
  assert.deepEqual(await server.deps.blobs.stat(sha256Of(Buffer.alloc(0))), { size: 0 })
  assert.equal((await send(id, { method: 'PUT' })).status, 204)
})

test('only those who may write for the owner see an upload', async () => {
  const { database } = server.deps
  const [reader, contributor, stranger] = await Promise.all(
    ['reader', 'contributor', 'stranger'].map((slug) => addUser(database, slug)),
  )
  const org = await addUser(database, 'some-org')
  await addMember(database, org.account.id, reader!.account.id, 'reader')
  await addMember(database, org.account.id, contributor!.account.id, 'contributor')
  const bytes = randomBytes(10)
  const ids = { ownerId: org.account.id, accountId: contributor!.account.id }
  const id = await openUpload(database, bytes, ids)
  for (const method of ['HEAD', 'PATCH', 'PUT', 'DELETE']) {
    const ask = (key: string) =>
      method === 'PATCH' ? patch(id, 0, bytes, { key }) : send(id, { method, key })
    assert.equal((await ask(stranger!.key)).status, 404, method)
    assert.equal((await ask(reader!.key)).status, 403, method)
    assert.equal((await ask('')).status, 401, method)
  }
  assert.equal((await send(id, { method: 'HEAD', key: org.key })).status, 200)
  assert.equal((await send(id, { method: 'PUT', body: bytes, key: contributor!.key })).status, 204)
  const other = await openUpload(database, randomBytes(10), ids)
  const unknown = `${other.slice(0, -4)}0000`
  assert.equal((await send(unknown, { method: 'HEAD' })).status, 404)
})

test('a key needs a scope to upload', async () => {
  const { body } = await server.call('/v1/keys', { name: 'r', mode: 'test', scopes: ['models:read'] }, owner)
  const id = await open(randomBytes(10))
  const { status, code } = await send(id, { method: 'PUT', body: randomBytes(10), key: body.secret })
  assert.deepEqual({ status, code }, { status: 403, code: 'insufficient_scope' })
})

/** Starts a PATCH of which only a part is sent; ended by hand. */
function startPatch(id: string, length: number, to = server) {
  const { port } = new URL(to.url)
  const patching = request({
    port,
    path: `/v1/uploads/${id}`,
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${owner.key}`,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
      'content-length': length,
    },
  })
  patching.on('error', () => {})
  return patching
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5))
}

test('while one client sends, another is told that the upload is locked', async () => {
  const bytes = randomBytes(3_000_000)
  const id = await open(bytes)
  const sending = startPatch(id, bytes.length)
  sending.write(bytes.subarray(0, 1_500_000))
  await until(async () => (await send(id, { method: 'HEAD' })).offset > 0)
  for (const { status, headers } of [
    await patch(id, 0, bytes),
    await send(id, { method: 'PUT', body: bytes }),
    await send(id, { method: 'DELETE' }),
  ]) {
    assert.equal(status, 423)
    assert.equal(headers.get('retry-after'), '1')
  }
  sending.end(bytes.subarray(1_500_000))
  const [response] = await once(sending, 'response')
  assert.equal(response.statusCode, 204)
  assert.ok(await stored(bytes))
})

test('what came before a cut is kept, and another server goes on from there', async () => {
  const bytes = randomBytes(4_000_000)
  const id = await open(bytes)
  const sending = startPatch(id, bytes.length)
  sending.write(bytes.subarray(0, 2_000_000))
  await until(async () => (await send(id, { method: 'HEAD' })).offset > 0)
  sending.destroy()
  await using other = await startServer({ on: server })
  await until(async () => (await send(id, { method: 'HEAD', to: other })).offset === 2_000_000)
  const { status } = await patch(id, 2_000_000, bytes.subarray(2_000_000), { to: other })
  assert.equal(status, 204)
  assert.ok(await stored(bytes))
})

test('an upload whose server died after the last byte is completed by a look at it', async () => {
  const bytes = randomBytes(1000)
  const id = await open(bytes)
  {
    await using incoming = await server.deps.blobs.staging.claim(id, bytes.length)
    await incoming.append(Readable.from([bytes]))
  }
  assert.equal((await send(id, { method: 'HEAD' })).offset, bytes.length)
  assert.ok(await stored(bytes))
})

test('too many bytes are refused before they are sent', async () => {
  const id = await open(randomBytes(1000))
  const sending = startPatch(id, 1_000_000_000)
  sending.flushHeaders()
  const [response] = await once(sending, 'response')
  assert.equal(response.statusCode, 413)
  sending.destroy()
})

test('more bytes than announced, without a word of how many, are refused when they come', async () => {
  const bytes = randomBytes(1000)
  const id = await open(bytes)
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.write(
    `PATCH /v1/uploads/${id} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${owner.key}\r\n` +
      'Upload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n' +
      `Transfer-Encoding: chunked\r\n\r\n3e8\r\n`,
  )
  socket.write(bytes)
  socket.write('\r\n1\r\nx\r\n0\r\n\r\n')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  assert.match(answer.toString(), /^HTTP\/1.1 413 /)
  socket.destroy()
  assert.equal((await send(id, { method: 'PUT', body: bytes })).status, 204)
})

test('a request that is not tus is told so', async () => {
  const id = await open(randomBytes(10))
  const versioned = await send(id, { method: 'HEAD', headers: { 'tus-resumable': '0.2.0' } })
  assert.equal(versioned.status, 412)
  assert.equal(versioned.headers.get('tus-version'), '1.0.0')
  const typed = await patch(id, 0, randomBytes(10), { headers: { 'content-type': 'application/json' } })
  assert.equal(typed.status, 415)
  const { status } = await send(id, {
    body: randomBytes(10),
    headers: { 'content-type': 'application/offset+octet-stream' },
  })
  assert.equal(status, 422)
  assert.equal((await patch(id, -1, randomBytes(10))).status, 422)
  const options = await send(id, { method: 'OPTIONS', key: '' })
  assert.equal(options.status, 204)
  assert.equal(options.headers.get('tus-extension'), 'checksum,expiration,termination')
})

test('an upload that was ended is gone, with its bytes', async () => {
  const bytes = randomBytes(1000)
  const id = await open(bytes)
  await patch(id, 0, bytes.subarray(0, 500))
  assert.equal((await send(id, { method: 'DELETE' })).status, 204)
  assert.equal((await send(id, { method: 'HEAD' })).status, 404)
  assert.equal((await send(id, { method: 'DELETE' })).status, 404)
  assert.ok(!(await server.deps.blobs.staging.ids()).includes(id))
})

test('an upload that expired is not found, and is swept away; others are not', async () => {
  const bytes = randomBytes(1000)
  const expired = await open(bytes, 1)
  const going = await open(randomBytes(1000))
  await patch(going, 0, randomBytes(500))
  {
    await using incoming = await server.deps.blobs.staging.claim(expired, bytes.length)
    await incoming.append(Readable.from([bytes.subarray(0, 100)]))
  }
  await until(async () => (await send(expired, { method: 'HEAD' })).status === 404)
  await sweepUploads(server.deps)
  const left = await readdir(server.deps.blobs.staging.folder)
  assert.deepEqual(
    left.filter((name) => name.startsWith(expired)),
    [],
  )
  assert.equal((await send(going, { method: 'HEAD' })).offset, 500)
})
