import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { BlobStore } from '../../src/blobs/blob-store.ts'
import { openBlobStore } from '../../src/blobs/open-blob-store.ts'
import { Fault } from '../../src/fault.ts'
import { startS3 } from './start-s3.ts'
import { temporaryFolder } from './temporary-folder.ts'

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const faultOf = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
const ABSENT = sha256Of(Buffer.from('nobody has stored this'))

async function* chunks(bytes: Uint8Array, size = 100_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) {
    assert.ok(part.length <= 1024 * 1024, 'no chunk is larger than 1 MiB')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

for (const kind of ['files', 's3'] as const) {
  describe(`blob store: ${kind}`, () => {
    let store: BlobStore
    let again: BlobStore
    let folder: string
    const resources = new AsyncDisposableStack()

    before(async () => {
      folder = resources.use(await temporaryFolder()).path
      const remote = kind === 's3' ? resources.use(await startS3(join(folder, 's3'))) : undefined
      const options = { url: remote?.url, s3: remote?.s3 ?? { region: 'us-east-1' } }
      store = await openBlobStore({ ...options, dataFolder: folder })
      // As a second server would see it.
      again = await openBlobStore({ ...options, dataFolder: folder })
    })
    after(() => resources.disposeAsync())

    const nothingIncoming = async () => assert.deepEqual(await readdir(store.staging.folder), [])

    test('what was put is there for everyone, under its SHA-256', async () => {
      const bytes = randomBytes(3_000_001)
      const { sha256, size } = await store.put(chunks(bytes))
      assert.equal(sha256, sha256Of(bytes))
      assert.equal(size, bytes.length)
      assert.deepEqual(await again.stat(sha256), { size: bytes.length })
      assert.ok(bytes.equals(await collect(again.read(sha256))))
      await nothingIncoming()
    })

    test('a blob larger than one part of a multipart upload', async () => {
      const bytes = randomBytes(17 * 1024 * 1024 + 3)
      const { sha256 } = await store.put(chunks(bytes, 1_000_000), sha256Of(bytes))
      assert.equal(sha256Of(await collect(store.read(sha256))), sha256)
    })

    test('any part of it can be read', async () => {
      const bytes = randomBytes(2_500_000)
      const { sha256 } = await store.put(chunks(bytes))
      for (const [start, end] of [
        [0, 1],
        [0, 2_500_000],
        [1_048_576, 1_048_577],
        [1_000_000, 2_400_000],
        [2_499_999, 2_500_000],
        [2_499_999, 9_000_000],
        [5, 5],
        [2_500_000, 2_500_001],
        [3_000_000_000_000, 3_000_000_000_001],
      ] as const) {
        const part = bytes.subarray(start, end)
        assert.ok(part.equals(await collect(store.read(sha256, { start, end }))), `${start} to ${end}`)
        assert.ok(part.equals(await store.readAt(sha256, start, end - start)), `${start} to ${end}`)
      }
      assert.ok(bytes.subarray(7).equals(await collect(store.read(sha256, { start: 7 }))))
      assert.ok(bytes.subarray(0, 7).equals(await collect(store.read(sha256, { end: 7 }))))
    })

    test('a blob of no bytes', async () => {
      const empty = sha256Of(Buffer.alloc(0))
      assert.deepEqual(await store.put(chunks(Buffer.alloc(0)), empty), { sha256: empty, size: 0 })
      assert.deepEqual(await store.stat(empty), { size: 0 })
      assert.equal((await collect(store.read(empty))).length, 0)
      assert.equal((await store.readAt(empty, 0, 100)).length, 0)
      await using local = await store.openLocal(empty)
      assert.equal(local.size, 0)
    })

    test('what is not there is not found', async () => {
      assert.equal(await store.stat(ABSENT), undefined)
      assert.equal(await store.remove(ABSENT), false)
      await assert.rejects(collect(store.read(ABSENT)), faultOf('not_found'))
      await assert.rejects(collect(store.read(ABSENT, { start: 4, end: 4 })), faultOf('not_found'))
      await assert.rejects(store.readAt(ABSENT, 10, 10), faultOf('not_found'))
      await assert.rejects(store.openLocal(ABSENT), faultOf('not_found'))
    })

    test('a name that is not a SHA-256 never reaches the store', async () => {
      for (const name of [
        '',
        '..',
        '../../../etc/passwd',
        ABSENT.toUpperCase(),
        `${ABSENT}/`,
        `${ABSENT}0`,
      ]) {
        await assert.rejects(store.stat(name), TypeError)
        await assert.rejects(store.remove(name), TypeError)
      }
    })

    test('bytes with another hash than expected are refused and dropped', async () => {
      const bytes = randomBytes(200_000)
      await assert.rejects(store.put(chunks(bytes), ABSENT), faultOf('checksum_mismatch'))
      assert.equal(await store.stat(ABSENT), undefined)
      assert.equal(await store.stat(sha256Of(bytes)), undefined)
      await nothingIncoming()
    })

    test('a stream that breaks leaves nothing behind', async () => {
      const bytes = randomBytes(2_000_000)
      async function* broken() {
        yield* chunks(bytes)
        throw new Error('cut')
      }
      await assert.rejects(store.put(broken()), /cut/)
      assert.equal(await store.stat(sha256Of(bytes)), undefined)
      await nothingIncoming()
    })

    test('many writers of the same bytes, in two servers, do not disturb each other or the readers', async () => {
      const bytes = randomBytes(1_500_000)
      const sha256 = sha256Of(bytes)
      await store.put(chunks(bytes))
      const writers = Array.from({ length: 8 }, (_, turn) =>
        (turn % 2 ? store : again).put(chunks(bytes), sha256),
      )
      const readers = Array.from({ length: 8 }, () => collect(store.read(sha256)))
      await Promise.all(writers)
      for (const read of await Promise.all(readers)) assert.ok(bytes.equals(read))
      assert.ok(bytes.equals(await collect(again.read(sha256))))
      await nothingIncoming()
    })

    test('what was removed is gone, and can be put again', async () => {
      const bytes = randomBytes(100)
      const { sha256 } = await store.put(chunks(bytes))
      assert.equal(await again.remove(sha256), true)
      assert.equal(await store.stat(sha256), undefined)
      assert.equal(await store.remove(sha256), false)
      await store.put(chunks(bytes))
      assert.ok(bytes.equals(await collect(store.read(sha256))))
    })

    test('the list has every blob, in order, with its size', async () => {
      const put = new Map<string, number>()
      for (const size of [1, 2, 3, 1000, 70_000]) {
        const { sha256 } = await store.put(chunks(randomBytes(size)))
        put.set(sha256, size)
      }
      const listed = await Array.fromAsync(store.list())
      const names = listed.map(({ sha256 }) => sha256)
      assert.deepEqual(names, names.toSorted())
      assert.equal(new Set(names).size, names.length)
      for (const [sha256, size] of put) {
        const entry = listed.find((other) => other.sha256 === sha256)
        assert.equal(entry?.size, size)
        assert.ok(Math.abs(entry!.modifiedAt - Date.now()) < 60_000)
      }
    })

    test('a blob as a local file', async () => {
      const bytes = randomBytes(1_200_000)
      const { sha256 } = await store.put(chunks(bytes))
      const held = await Promise.all([
        store.openLocal(sha256),
        again.openLocal(sha256),
        store.openLocal(sha256),
      ])
      for (const local of held) {
        assert.equal(local.size, bytes.length)
        assert.ok(bytes.equals(await readFile(local.path)))
        await local[Symbol.asyncDispose]()
      }
    })

    test('it says that it is ready, and what it is', async () => {
      await store.check()
      assert.match(store.description, kind === 's3' ? /^s3:\/\/models\/some\/prefix\/$/ : /^files in \//)
    })
  })
}
