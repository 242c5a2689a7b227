import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { blobPath } from '../../src/blobs/blob-path.ts'
import { collectGarbage } from '../../src/domain/artifacts/collect-garbage.ts'
import { type FsckFinding, type FsckOptions, type FsckTotals, fsck } from '../../src/domain/artifacts/fsck.ts'
import { addBlob, type BlobDeps } from '../../src/domain/artifacts/keep-blob.ts'
import { addUser } from '../artifacts/rows.ts'
import { startServer } from '../start-server.ts'
import { addVersionWith, findBlobRow, openBlobWorld, streamOf } from './blob-world.ts'

async function check(deps: BlobDeps, options: FsckOptions = {}) {
  const events = await Array.fromAsync(fsck(deps, options))
  const { event, ...totals } = events.at(-1) as FsckTotals
  assert.equal(event, 'done')
  return { totals, findings: events.filter((one): one is FsckFinding => 'sha256' in one) }
}

const add = (deps: BlobDeps, bytes: Uint8Array) => addBlob(deps, streamOf(bytes))
const NOTHING = { missing: 0, damaged: 0, orphan: 0, repaired: 0 }

test('a store in order has nothing to report', async () => {
  await using world = await openBlobWorld()
  for (const size of [0, 1, 1000, 2_000_000]) await add(world.one, randomBytes(size))
  const { totals, findings } = await check(world.one)
  assert.deepEqual(findings, [])
  assert.deepEqual(totals, { blobs: 4, bytes: 2_001_001, ...NOTHING })
})

test('what is missing, damaged or nobody’s is found, with the versions that suffer', async () => {
  await using world = await openBlobWorld()
  const { one, root } = world
  const at = (sha256: string) => join(root, blobPath(sha256))
  const lost = await add(one, randomBytes(100))
  const flipped = await add(one, randomBytes(200))
  const cut = await add(one, randomBytes(300))
  await add(one, randomBytes(400))
  const orphan = await one.blobs.put(streamOf(randomBytes(500)))
  const young = await one.blobs.put(streamOf(randomBytes(600)))
  const { name } = await addVersionWith(one, flipped.sha256, 200, 'hurt')
  await one.blobs.remove(lost.sha256)
  await writeFile(at(flipped.sha256), randomBytes(200))
  await truncate(at(cut.sha256), 299)
  await utimes(at(orphan.sha256), 1, 1)

  const { totals, findings } = await check(one)
  const by = (sha256: string) => findings.find((finding) => finding.sha256 === sha256)
  assert.deepEqual(by(lost.sha256)?.event, 'missing')
  assert.deepEqual(by(cut.sha256)?.event, 'damaged')
  assert.deepEqual(by(orphan.sha256)?.event, 'orphan')
  assert.deepEqual(by(flipped.sha256), {
    event: 'damaged',
    sha256: flipped.sha256,
    size: 200,
    versions: [name],
    isRepaired: false,
  })
  assert.equal(by(young.sha256), undefined, 'bytes of today may be on their way in')
  assert.deepEqual(totals, { blobs: 6, bytes: 2100, missing: 1, damaged: 2, orphan: 1, repaired: 0 })

  const quick = await check(one, { hash: false })
  assert.deepEqual(quick.findings.map(({ event }) => event).sort(), ['damaged', 'missing', 'orphan'])
})

test('a repair clears away what is wrong, and bytes sent again make a version whole', async () => {
  await using world = await openBlobWorld()
  const { one, root } = world
  const bytes = randomBytes(200)
  const held = await add(one, bytes)
  const free = await add(one, randomBytes(100))
  const orphan = await one.blobs.put(streamOf(randomBytes(500)))
  await addVersionWith(one, held.sha256, 200, 'hurt')
  await writeFile(join(root, blobPath(held.sha256)), randomBytes(200))
  await one.blobs.remove(free.sha256)
  await utimes(join(root, blobPath(orphan.sha256)), 1, 1)

  const { totals } = await check(one, { repair: true })
  assert.deepEqual(totals, { blobs: 3, bytes: 800, missing: 1, damaged: 1, orphan: 1, repaired: 3 })
  assert.equal(await findBlobRow(one, free.sha256), undefined)
  assert.equal(await one.blobs.stat(orphan.sha256), undefined)
  assert.equal((await findBlobRow(one, held.sha256))?.state, 'awaited')
  assert.equal(await one.blobs.stat(held.sha256), undefined, 'wrong bytes are not kept')

  // The version stays hurt, and is said to be, until its bytes come back.
  const still = await check(one, { repair: true })
  assert.deepEqual(
    still.findings.map(({ event, isRepaired }) => ({ event, isRepaired })),
    [{ event: 'missing', isRepaired: false }],
  )
  await add(one, bytes)
  assert.deepEqual((await check(one)).totals, { blobs: 1, bytes: 200, ...NOTHING })
})

test('bytes that are on their way in, or out, are not reported', async () => {
  await using world = await openBlobWorld()
  const { one } = world
  for (const state of ['awaited', 'deleting'] as const) {
    const { sha256 } = await add(one, randomBytes(10))
    await one.blobs.remove(sha256)
    await one.database.write((trx) =>
      trx.updateTable('blob').set({ state }).where('sha256', '=', sha256).execute(),
    )
  }
  assert.deepEqual((await check(one, { repair: true })).findings, [])
})

test('blobs written and collected while it runs are not reported', async () => {
  await using world = await openBlobWorld()
  const { one, two } = world
  let isOver = false
  const work = async () => {
    while (!isOver) {
      await add(two, randomBytes(100))
      await collectGarbage(two, { grace: -3600_000 })
    }
  }
  const checks = async () => {
    const findings: FsckFinding[] = []
    for (let turn = 0; turn < 10; turn++) findings.push(...(await check(one, { repair: true })).findings)
    isOver = true
    return findings
  }
  const [findings] = await Promise.all([checks(), work()])
  assert.deepEqual(findings, [])
})

test('an administrator hears line by line how the check goes; others are refused', async () => {
  await using server = await startServer()
  const { sha256 } = await add(server.deps, randomBytes(10))
  await server.deps.blobs.remove(sha256)
  const response = await fetch(`${server.url}/v1/fsck`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ repair: true }),
  })
  assert.equal(response.status, 200)
  assert.match(response.headers.get('content-type')!, /^application\/x-ndjson/)
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(lines[0], { event: 'missing', sha256, size: 10, versions: [], repaired: true })
  assert.equal(lines.at(-1).event, 'done')
  assert.equal(lines.at(-1).repaired, 1)

  const { key } = await addUser(server.deps.database, 'someone')
  assert.equal((await server.call('/v1/fsck', {}, { key })).status, 403)
  const made = await server.call('/v1/keys', { name: 'r', mode: 'test', scopes: ['models:read'] })
  assert.equal((await server.call('/v1/fsck', {}, { key: made.body.secret })).status, 403)
})
