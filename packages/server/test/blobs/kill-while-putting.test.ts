import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { FileStore } from '../../src/blobs/file-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

const ROUNDS = 6
const WRITERS = 2

test('killed in the middle of puts, at any moment: every blob has the bytes of its name', async () => {
  await using folder = await temporaryFolder()
  const acknowledged = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    const writers = Array.from({ length: WRITERS }, () =>
      fork(fileURLToPath(new URL('./put-for-ever.ts', import.meta.url)), [folder.path, String(round)], {
        execArgv: [],
      }),
    )
    for (const writer of writers) writer.on('message', (sha256: string) => acknowledged.add(sha256))
    await Promise.all(writers.map((writer) => once(writer, 'message')))
    // Some moment; which one does not matter to what must hold.
    await sleep(round * 17)
    for (const writer of writers) writer.kill('SIGKILL')
    await Promise.all(writers.map((writer) => once(writer, 'exit')))
  }
  const found = new Set<string>()
  for (const file of await readdir(join(folder.path, 'sha256'), { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const bytes = await readFile(join(file.parentPath, file.name))
    assert.equal(createHash('sha256').update(bytes).digest('hex'), file.name)
    found.add(file.name)
  }
  assert.ok(acknowledged.size >= ROUNDS)
  for (const sha256 of acknowledged) assert.ok(found.has(sha256), `${sha256} was acknowledged`)

  const store = await FileStore.open(folder.path)
  await store.staging.sweep(Date.now() + 2 * 60 * 60 * 1000)
  assert.deepEqual(await readdir(store.staging.folder), [])
})
