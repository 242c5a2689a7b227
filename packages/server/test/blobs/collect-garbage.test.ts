import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { BlobStore } from '../../src/blobs/blob-store.ts'
import { collectGarbage } from '../../src/domain/artifacts/collect-garbage.ts'
import { addBlob, type BlobDeps } from '../../src/domain/artifacts/keep-blob.ts'
import { removeBlob } from '../../src/domain/artifacts/remove-blob.ts'
import { touchBlobs } from '../../src/domain/artifacts/touch-blobs.ts'
import { Fault } from '../../src/fault.ts'
import {
  addRegistrationFor,
  addVersionWith,
  age,
  findBlobRow,
  openBlobWorld,
  streamOf,
} from './blob-world.ts'
import { sha256Of } from './open-upload.ts'

const HOUR = 3600_000

test('a blob that nothing refers to goes when its time of grace is over, not before', async () => {
  await using world = await openBlobWorld()
  const { one } = world
  const { sha256 } = await addBlob(one, streamOf(randomBytes(1000)))
  assert.deepEqual(await collectGarbage(one), { blobs: 0, bytes: 0 })
  await age(one, sha256, 2 * HOUR)
  assert.deepEqual(await collectGarbage(one), { blobs: 1, bytes: 1000 })
  assert.equal(await findBlobRow(one, sha256), undefined)
  assert.equal(await one.blobs.stat(sha256), undefined)
})

test('what a version holds, or a registration waits for, stays', async () => {
  await using world = await openBlobWorld()
  const { one } = world
  const blobs = []
  for (let turn = 0; turn < 4; turn++) blobs.push((await addBlob(one, streamOf(randomBytes(10)))).sha256)
  const [held, awaited, expired, free] = blobs as [string, string, string, string]
  await addVersionWith(one, held, 10, 'm')
  await addRegistrationFor(one, awaited, Date.now() + HOUR)
  await addRegistrationFor(one, expired, Date.now() - HOUR)
  for (const sha256 of blobs) await age(one, sha256, 2 * HOUR)
  assert.equal((await collectGarbage(one)).blobs, 2)
  for (const sha256 of [held, awaited]) {
    assert.equal((await findBlobRow(one, sha256))?.state, 'present')
    assert.ok(await one.blobs.stat(sha256))
  }
  for (const sha256 of [expired, free]) assert.equal(await one.blobs.stat(sha256), undefined)
})

test('the same bytes again, or a touch, begin the time of grace anew', async () => {
  await using world = await openBlobWorld()
  const { one, two } = world
  const bytes = randomBytes(100)
  const { sha256 } = await addBlob(one, streamOf(bytes))
  await age(one, sha256, 2 * HOUR)
  await addBlob(two, streamOf(bytes))
  assert.equal((await collectGarbage(one)).blobs, 0)
  await age(one, sha256, 2 * HOUR)
  const touched = await two.database.write((trx) => touchBlobs(trx, [sha256], Date.now()))
  assert.deepEqual([...touched], [sha256])
  assert.equal((await collectGarbage(one)).blobs, 0)
})

test('a blob that was touched after the collector saw it is left alone', async () => {
  await using world = await openBlobWorld()
  const { one, two } = world
  const { sha256 } = await addBlob(one, streamOf(randomBytes(100)))
  await age(one, sha256, 2 * HOUR)
  const seen = (await findBlobRow(one, sha256))!
  await two.database.write((trx) => touchBlobs(trx, [sha256], Date.now()))
  assert.equal(await removeBlob(one, seen), false)
  assert.ok(await one.blobs.stat(sha256))
})

test('bytes whose file was lost are taken in again, though their row is there', async () => {
  await using world = await openBlobWorld()
  const { one } = world
  const bytes = randomBytes(100)
  const { sha256 } = await addBlob(one, streamOf(bytes))
  await one.blobs.remove(sha256)
  await addBlob(one, streamOf(bytes))
  assert.deepEqual(await one.blobs.stat(sha256), { size: 100 })
})

test('what a dead server left half done is ended: by the next collection, or by who needs it', async () => {
  await using world = await openBlobWorld()
  const { one } = world
  const leave = async (bytes: Uint8Array, state: 'deleting' | 'awaited', before: number) => {
    const { sha256 } = await addBlob(one, streamOf(bytes))
    await one.database.write((trx) =>
      trx.updateTable('blob').set({ state }).where('sha256', '=', sha256).execute(),
    )
    await age(one, sha256, before)
    return sha256
  }
  const removal = await leave(randomBytes(10), 'deleting', HOUR)
  const arrival = await leave(randomBytes(10), 'awaited', 25 * HOUR)
  const recent = await leave(randomBytes(10), 'awaited', 2 * HOUR)
  const bytes = randomBytes(10)
  const needed = await leave(bytes, 'deleting', HOUR)
  // A registration waits for it; that must not keep the removal from ending.
  await addRegistrationFor(one, needed, Date.now() + HOUR)

  await addBlob(one, streamOf(bytes))
  assert.equal((await findBlobRow(one, needed))?.state, 'present')
  assert.ok(await one.blobs.stat(needed))
  assert.equal((await collectGarbage(one)).blobs, 2)
  for (const sha256 of [removal, arrival]) {
    assert.equal(await findBlobRow(one, sha256), undefined)
    assert.equal(await one.blobs.stat(sha256), undefined)
  }
  assert.equal((await findBlobRow(one, recent))?.state, 'awaited')
})

test('who brings bytes while they are being removed waits for the end of it', async () => {
  await using world = await openBlobWorld()
  const { one, two } = world
  const bytes = randomBytes(100)
  const { sha256 } = await addBlob(one, streamOf(bytes))
  await age(one, sha256, 2 * HOUR)
  let writing: Promise<unknown> | undefined
  // The store of a collector that is slow exactly there.
  const slow: BlobStore = new Proxy(one.blobs, {
    get(store, name) {
      if (name !== 'remove') return Reflect.get(store, name).bind?.(store) ?? Reflect.get(store, name)
      return async (which: string) => {
        writing = addBlob(two, streamOf(bytes))
        await new Promise((resolve) => setTimeout(resolve, 150))
        return store.remove(which)
      }
    },
  })
  assert.equal((await collectGarbage({ ...one, blobs: slow })).blobs, 1)
  await writing
  assert.equal((await findBlobRow(one, sha256))?.state, 'present')
  assert.deepEqual(await one.blobs.stat(sha256), { size: 100 })
})

test('collectors and writers race over the same few blobs: what was acknowledged and is in use stays', async () => {
  await using world = await openBlobWorld()
  const contents = Array.from({ length: 3 }, () => randomBytes(3000))
  const names = contents.map(sha256Of)
  let isOver = false
  const servers: BlobDeps[] = [world.one, world.two]

  // Grace of nothing: every blob is garbage as soon as it is there, so that the race is as hard as it can be.
  const collect = async (deps: BlobDeps) => {
    let removed = 0
    while (!isOver) {
      removed += (await collectGarbage(deps, { grace: -HOUR })).blobs
      await new Promise((resolve) => setImmediate(resolve))
    }
    return removed
  }
  const write = async (deps: BlobDeps, turns: number) => {
    for (let turn = 0; turn < turns; turn++) {
      const index = turn % contents.length
      await addBlob(deps, streamOf(contents[index]!)).catch((error: unknown) => {
        assert.ok(error instanceof Fault && error.code === 'unavailable', String(error))
      })
    }
  }
  const collectors = servers.map(collect)
  await Promise.all(servers.flatMap((deps) => [write(deps, 25), write(deps, 25)]))
  isOver = true
  const removed = (await Promise.all(collectors)).reduce((sum, count) => sum + count, 0)
  assert.ok(removed > 0, 'the collectors had something to do')

  // Whatever the order was: a row that says "present" has its bytes, and no bytes are without a row.
  for (const sha256 of names) {
    const row = await findBlobRow(world.one, sha256)
    const isThere = (await world.one.blobs.stat(sha256)) !== undefined
    assert.equal(isThere, row?.state === 'present', `${row?.state} ${isThere}`)
  }
})

test('versions are registered while collectors run: none ever refers to bytes that are gone', async () => {
  await using world = await openBlobWorld()
  const { one, two } = world
  let isOver = false
  const collect = async (deps: BlobDeps) => {
    while (!isOver) {
      await collectGarbage(deps, { grace: -HOUR })
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const { owner, versionId } = await addVersionWith(
    one,
    (await addBlob(one, streamOf(randomBytes(9)))).sha256,
    9,
    'm',
  )
  assert.ok(owner)
  const collectors = [collect(one), collect(two)]
  const registered: string[] = []
  for (let turn = 0; turn < 30; turn++) {
    const deps = turn % 2 ? one : two
    const { sha256, size } = await addBlob(deps, streamOf(randomBytes(500)))
    // What a registration does: touch and refer in one transaction, or hear that it came too late.
    const isSafe = await deps.database.write(async (trx) => {
      if (!(await touchBlobs(trx, [sha256], Date.now())).has(sha256)) return false
      const file = { version_id: versionId, path: `file${turn}`, sha256, size }
      await trx.insertInto('version_file').values(file).execute()
      return true
    })
    if (isSafe) registered.push(sha256)
  }
  isOver = true
  await Promise.all(collectors)
  for (const sha256 of registered) {
    assert.equal((await findBlobRow(one, sha256))?.state, 'present')
    assert.deepEqual(await one.blobs.stat(sha256), { size: 500 })
  }
})
