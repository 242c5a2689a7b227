import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Upload } from 'tus-js-client'
import { startProxy } from '../../../../test/tcp-proxy.ts'
import { addUser } from '../artifacts/rows.ts'
import { startServer } from '../start-server.ts'
import { openUpload, sha256Of } from './open-upload.ts'

/** Sends bytes with the public tus client, as any program would that has been told an upload's address. */
function sendByTus(
  uploadUrl: string,
  bytes: Buffer,
  key: string,
  options: { chunkSize?: number; onProgress?(sent: number): void } = {},
): Promise<{ retries: number }> {
  const outcome = { retries: 0 }
  return new Promise((resolve, reject) => {
    new Upload(bytes, {
      uploadUrl,
      headers: { authorization: `Bearer ${key}` },
      // Longer than a server takes to start on a busy machine.
      retryDelays: Array.from({ length: 600 }, () => 100),
      ...(options.chunkSize === undefined ? {} : { chunkSize: options.chunkSize }),
      onShouldRetry: () => {
        outcome.retries += 1
        return true
      },
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
      onSuccess: () => resolve(outcome),
      onError: reject,
    }).start()
  })
}

for (const chunkSize of [undefined, 3_000_000]) {
  const pieces = chunkSize ? `in pieces of ${chunkSize} bytes` : 'in one piece'
  test(`the tus client gets a blob here ${pieces}, through five cuts`, async () => {
    await using server = await startServer()
    const { account, key } = await addUser(server.deps.database, 'owner')
    const bytes = randomBytes(24_000_000)
    const id = await openUpload(server.deps.database, bytes, { ownerId: account.id })
    await using proxy = await startProxy(server.url, {
      cutting: { direction: 'up', bytes: 2_500_000, times: 5 },
    })
    const url = `${proxy.url}/v1/uploads/${id}`
    const { retries } = await sendByTus(url, bytes, key, chunkSize ? { chunkSize } : {})
    assert.equal(proxy.cuts, 5)
    assert.ok(retries >= 5)
    assert.deepEqual(await server.deps.blobs.stat(sha256Of(bytes)), { size: bytes.length })
  })
}

test('two tus clients that send the same upload at once both end well', async () => {
  await using server = await startServer()
  const { account, key } = await addUser(server.deps.database, 'owner')
  const bytes = randomBytes(20_000_000)
  const id = await openUpload(server.deps.database, bytes, { ownerId: account.id })
  const url = `${server.url}/v1/uploads/${id}`
  await Promise.all([0, 1].map(() => sendByTus(url, bytes, key, { chunkSize: 1_000_000 })))
  assert.deepEqual(await server.deps.blobs.stat(sha256Of(bytes)), { size: bytes.length })
})

/** A server in a process of its own, that can be killed. */
async function startProcess(dataFolder: string, databaseUrl: string | undefined, port: number) {
  const file = fileURLToPath(new URL('./server-process.ts', import.meta.url))
  const child: ChildProcess = fork(file, [dataFolder, databaseUrl ?? '', String(port)], { execArgv: [] })
  const [listening] = (await once(child, 'message')) as [number]
  return {
    port: listening,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('killed in the middle of an upload and started again, the server takes the rest', async () => {
  await using before = await startServer()
  const { account, key } = await addUser(before.deps.database, 'owner')
  const bytes = randomBytes(30_000_000)
  const id = await openUpload(before.deps.database, bytes, { ownerId: account.id })
  await before.stop()

  let server = await startProcess(before.dataFolder, before.databaseUrl, 0)
  const { port } = server
  let restart: Promise<void> | undefined
  const url = `http://127.0.0.1:${port}/v1/uploads/${id}`
  try {
    const { retries } = await sendByTus(url, bytes, key, {
      chunkSize: 10_000_000,
      onProgress(sent) {
        if (sent < 12_000_000 || restart) return
        restart = server.kill().then(async () => {
          server = await startProcess(before.dataFolder, before.databaseUrl, port)
        })
      },
    })
    assert.ok(retries > 0)
  } finally {
    await restart
    await server.kill()
  }

  await using after = await startServer({ on: before })
  assert.deepEqual(await after.deps.blobs.stat(sha256Of(bytes)), { size: bytes.length })
  const read = Buffer.concat(await Array.fromAsync(after.deps.blobs.read(sha256Of(bytes))))
  assert.ok(bytes.equals(read))
})
