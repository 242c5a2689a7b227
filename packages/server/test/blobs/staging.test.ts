import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Staging } from '../../src/blobs/staging.ts'
import { Fault } from '../../src/fault.ts'
import { temporaryFolder } from './temporary-folder.ts'

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const faultOf = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
const ID = 'upl_01TEST'

async function send(staging: Staging, bytes: Uint8Array, size: number): Promise<number> {
  await using incoming = await staging.claim(ID, size)
  await incoming.append(Readable.from([bytes]))
  return incoming.received()
}

async function finish(staging: Staging, size: number) {
  await using incoming = await staging.claim(ID, size)
  return await incoming.finish()
}

test('an upload arrives in pieces, and its hash is that of the whole', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  const bytes = randomBytes(3_000_000)
  assert.equal(await staging.received(ID), 0)
  assert.equal(await send(staging, bytes.subarray(0, 10), bytes.length), 10)
  assert.equal(await send(staging, bytes.subarray(10, 1_500_000), bytes.length), 1_500_000)
  assert.equal(await staging.received(ID), 1_500_000)
  await assert.rejects(finish(staging, bytes.length), faultOf('upload_incomplete'))
  await send(staging, bytes.subarray(1_500_000), bytes.length)
  const file = await finish(staging, bytes.length)
  assert.equal(file.sha256, sha256Of(bytes))
  assert.equal(file.size, bytes.length)
  assert.ok(bytes.equals(await readFile(file.path)))
})

test('servers that take turns on one upload agree on its bytes and its hash', async () => {
  await using folder = await temporaryFolder()
  const servers = [await Staging.open(folder.path), await Staging.open(folder.path)]
  const bytes = randomBytes(900_000)
  for (let turn = 0; turn < 9; turn++) {
    const part = bytes.subarray(turn * 100_000, (turn + 1) * 100_000)
    assert.equal(await send(servers[turn % 2]!, part, bytes.length), (turn + 1) * 100_000)
  }
  for (const server of servers) assert.equal((await finish(server, bytes.length)).sha256, sha256Of(bytes))
})

test('an upload that was started anew elsewhere is not finished with the hash of its former bytes', async () => {
  await using folder = await temporaryFolder()
  const [one, other] = [await Staging.open(folder.path), await Staging.open(folder.path)]
  await send(one, randomBytes(500), 1000)
  {
    await using incoming = await other.claim(ID, 1000)
    await incoming.restart()
  }
  const bytes = randomBytes(1000)
  await send(other, bytes.subarray(0, 500), 1000)
  await send(one, bytes.subarray(500), 1000)
  assert.equal((await finish(one, 1000)).sha256, sha256Of(bytes))
})

test('a stream that breaks leaves what had come', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  const bytes = randomBytes(2_000_000)
  {
    await using incoming = await staging.claim(ID, bytes.length)
    async function* broken() {
      yield bytes.subarray(0, 1_200_000)
      yield bytes.subarray(1_200_000, 1_200_007)
      throw new Error('cut')
    }
    await assert.rejects(incoming.append(Readable.from(broken())), /cut/)
    assert.equal(await incoming.received(), 1_200_007)
  }
  await send(staging, bytes.subarray(1_200_007), bytes.length)
  assert.equal((await finish(staging, bytes.length)).sha256, sha256Of(bytes))
})

test('no byte beyond the announced size is written', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  await send(staging, randomBytes(60), 100)
  await assert.rejects(send(staging, randomBytes(41), 100), faultOf('payload_too_large'))
  assert.equal(await staging.received(ID), 60)
  assert.equal(await send(staging, randomBytes(40), 100), 100)
})

test('single bytes arrive as well as large chunks do', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  const bytes = randomBytes(5000)
  await using incoming = await staging.claim(ID, bytes.length)
  await incoming.append(Readable.from([...bytes].map((byte) => Buffer.of(byte))))
  const file = await incoming.finish()
  assert.equal(file.sha256, sha256Of(bytes))
  assert.ok(bytes.equals(await readFile(file.path)))
})

test('an upload of no bytes', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  const file = await finish(staging, 0)
  assert.equal(file.sha256, sha256Of(Buffer.alloc(0)))
  assert.equal((await readFile(file.path)).length, 0)
})

test('two senders never hold one upload at once', async () => {
  await using folder = await temporaryFolder()
  const [one, other] = [await Staging.open(folder.path), await Staging.open(folder.path)]
  {
    await using incoming = await one.claim(ID, 100)
    await incoming.append(Readable.from([randomBytes(10)]))
    await assert.rejects(one.claim(ID, 100, 0), faultOf('upload_locked'))
    await assert.rejects(other.claim(ID, 100, 0), faultOf('upload_locked'))
    assert.equal(await other.discard(ID), false)
    await using _elsewhere = await other.claim('upl_02TEST', 100, 0)
  }
  await using later = await other.claim(ID, 100, 0)
  assert.equal(await later.received(), 10)
})

test('a sender that has stalled gives way to one that asks', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path, { stallAfter: 20 })
  const stalled = new PassThrough()
  stalled.write('abc')
  const first = (async () => {
    await using incoming = await staging.claim(ID, 6)
    await incoming.append(stalled)
  })()
  const [, second] = await Promise.allSettled([
    first,
    (async () => {
      await using incoming = await staging.claim(ID, 6, 60_000)
      assert.equal(await incoming.received(), 3)
      await incoming.append(Readable.from([Buffer.from('def')]))
      return (await incoming.finish()).sha256
    })(),
  ])
  await assert.rejects(first, /another client/)
  assert.deepEqual(second, { status: 'fulfilled', value: sha256Of(Buffer.from('abcdef')) })
})

async function startHolder(folder: string): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('./hold-upload.ts', import.meta.url)), [folder, ID], {
    execArgv: [],
  })
  await once(child, 'message')
  return child
}

test('another process keeps us out until it is killed, and what it wrote is kept', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  const child = await startHolder(folder.path)
  await assert.rejects(staging.claim(ID, 2000, 0), faultOf('upload_locked'))
  child.kill('SIGKILL')
  await once(child, 'exit')
  const before = Buffer.alloc(1000, 7)
  const rest = randomBytes(1000)
  assert.equal(await staging.received(ID), before.length)
  await send(staging, rest, 2000)
  assert.equal((await finish(staging, 2000)).sha256, sha256Of(Buffer.concat([before, rest])))
})

test('a full disk is said to be one, and keeps what was acknowledged', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  await symlink('/dev/full', join(folder.path, `${ID}.part`))
  await assert.rejects(send(staging, randomBytes(1000), 1000), faultOf('storage_full'))
  await assert.rejects(staging.requireRoom(Number.MAX_SAFE_INTEGER), faultOf('storage_full'))
  await staging.requireRoom(1)
})

test('nothing stays of an upload that was forgotten or discarded', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  await send(staging, randomBytes(10), 100)
  assert.deepEqual(await staging.ids(), [ID])
  assert.equal(await staging.discard(ID), true)
  assert.equal(await staging.discard(ID), true)
  {
    await using incoming = await staging.claim(ID, 10)
    await incoming.append(Readable.from([randomBytes(10)]))
    await incoming.forget()
  }
  assert.deepEqual(await readdir(folder.path), [])
})

test('the sweep removes what a dead process left, and nothing that is being written', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  await writeFile(join(folder.path, 'tmp-left'), 'x')
  await writeFile(join(folder.path, 'tmp-now'), 'x')
  await utimes(join(folder.path, 'tmp-left'), 1, 1)
  await send(staging, randomBytes(10), 100)
  await utimes(join(folder.path, `${ID}.part`), 1, 1)
  await staging.sweep()
  const names = await readdir(folder.path)
  assert.deepEqual(
    names.filter((name) => name.startsWith('tmp-')),
    ['tmp-now'],
  )
  assert.equal(await staging.received(ID), 10)
})

test('an id that is not one never becomes a path', async () => {
  await using folder = await temporaryFolder()
  const staging = await Staging.open(folder.path)
  for (const id of ['', '..', '../x', 'a/b', 'a.part', '-a', 'a\0']) {
    await assert.rejects(staging.claim(id, 1), TypeError)
    await assert.rejects(staging.received(id), TypeError)
  }
})
