import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startProxy } from '../../../../test/tcp-proxy.ts'
import { openBlobStore } from '../../src/blobs/open-blob-store.ts'
import { Fault } from '../../src/fault.ts'
import { type S3Server, startS3 } from './start-s3.ts'
import { temporaryFolder } from './temporary-folder.ts'

const faultOf = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
const resources = new AsyncDisposableStack()
let folder: string
let remote: S3Server

before(async () => {
  folder = resources.use(await temporaryFolder()).path
  remote = resources.use(await startS3(join(folder, 's3')))
})
after(() => resources.disposeAsync())

let count = 0
const openStore = (options: { endpoint?: string; url?: string; cacheBytes?: number; data?: string } = {}) =>
  openBlobStore({
    url: options.url ?? remote.url,
    s3: { ...remote.s3, endpoint: options.endpoint ?? remote.s3.endpoint },
    dataFolder: join(folder, options.data ?? `data${count++}`),
    ...(options.cacheBytes === undefined ? {} : { cacheBytes: options.cacheBytes }),
  })

async function* once1(bytes: Uint8Array) {
  yield bytes
}

test('a signed address gives the bytes under the name it was made for, and to nobody after it expired', async () => {
  const store = await openStore()
  const bytes = randomBytes(300_000)
  const { sha256 } = await store.put(once1(bytes))
  const options = { filename: 'größe 1.onnx', disposition: 'attachment' } as const
  const url = await store.signedUrl!(sha256, { ...options, expiresIn: 60 })
  const response = await fetch(url)
  assert.equal(response.status, 200)
  assert.equal(
    response.headers.get('content-disposition'),
    `attachment; filename="gr__e 1.onnx"; filename*=UTF-8''gr%C3%B6%C3%9Fe%201.onnx`,
  )
  assert.ok(bytes.equals(Buffer.from(await response.arrayBuffer())))
  const part = await fetch(url, { headers: { range: 'bytes=100-199' } })
  assert.equal(part.status, 206)
  assert.ok(bytes.subarray(100, 200).equals(Buffer.from(await part.arrayBuffer())))

  // This server checks the time of a signed address, though not the signature: that is S3's own affair.
  const expired = new URL(url)
  assert.equal(expired.searchParams.get('X-Amz-Expires'), '60')
  expired.searchParams.set('X-Amz-Date', '20200101T000000Z')
  assert.equal((await fetch(expired)).status, 403)
})

test('a store that is not there answers "unavailable", and says so when it is checked', async () => {
  const store = await openStore({ endpoint: 'http://127.0.0.1:1' })
  await assert.rejects(store.check(), faultOf('unavailable'))
  await assert.rejects(store.put(once1(randomBytes(10))), faultOf('unavailable'))
  assert.deepEqual(await readdir(store.staging.folder), [])
  await assert.rejects((await openStore({ url: 's3://nobucket' })).check(), /there is no bucket "nobucket"/)
})

/** A way to the S3 server that breaks off so many times, each after so many bytes of answer. */
const startBreakingProxy = (bytes: number, times: number) =>
  startProxy(remote.s3.endpoint!, { cutting: { direction: 'down', bytes, times } })

test('a download that breaks off goes on where it was', async () => {
  const bytes = randomBytes(6_000_000)
  const { sha256 } = await (await openStore()).put(once1(bytes))
  await using proxy = await startBreakingProxy(1_000_000, 2)
  const store = await openStore({ endpoint: proxy.url })
  const read = Buffer.concat(await Array.fromAsync(store.read(sha256, { start: 5 })))
  assert.equal(proxy.cuts, 2)
  assert.ok(bytes.subarray(5).equals(read))
})

test('a download that always breaks off ends with "unavailable"', async () => {
  const { sha256 } = await (await openStore()).put(once1(randomBytes(6_000_000)))
  await using proxy = await startBreakingProxy(100_000, 1000)
  const store = await openStore({ endpoint: proxy.url })
  await assert.rejects(Array.fromAsync(store.read(sha256)), faultOf('unavailable'))
  await assert.rejects(store.openLocal(sha256), faultOf('unavailable'))
  assert.deepEqual(await readdir(store.staging.folder), [])
})

test('a copy of other bytes than its name says is refused', async () => {
  const store = await openStore()
  const { sha256 } = await store.put(once1(randomBytes(1000)))
  const below = await readdir(join(folder, 's3'), { recursive: true })
  const object = below.find((name) => name.includes(sha256) && name.endsWith('object'))!
  await writeFile(join(folder, 's3', object), randomBytes(1000))
  await assert.rejects(store.openLocal(sha256), faultOf('upstream_failed'))
  assert.deepEqual(await readdir(store.staging.folder), [])
})

test('copies are kept for next time, up to the limit, the least recently used out first', async () => {
  const store = await openStore({ cacheBytes: 2500, data: 'cached' })
  const cache = join(folder, 'cached/blobs/cache')
  const names: string[] = []
  for (let turn = 0; turn < 4; turn++) names.push((await store.put(once1(randomBytes(1000)))).sha256)
  const [one, two, three, four] = names as [string, string, string, string]
  const age = (name: string, minutes: number) => {
    const time = Date.now() / 1000 - minutes * 60
    return utimes(join(cache, name), time, time)
  }

  const held = await store.openLocal(one)
  await age(one, 30)
  await (await store.openLocal(two))[Symbol.asyncDispose]()
  await age(two, 20)
  await using _three = await store.openLocal(three)
  // The oldest is held, so the next one goes.
  assert.deepEqual((await readdir(cache)).sort(), [one, three].sort())
  assert.equal((await readFile(held.path)).length, 1000)

  await held[Symbol.asyncDispose]()
  await age(three, 10)
  await using _four = await store.openLocal(four)
  assert.deepEqual((await readdir(cache)).sort(), [three, four].sort())

  // What is kept needs no store.
  await rm(join(folder, 's3/models'), { recursive: true })
  await using kept = await store.openLocal(four)
  assert.equal(kept.size, 1000)
})
