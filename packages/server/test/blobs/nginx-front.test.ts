import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { signBlobUrl } from '../../src/domain/artifacts/blob-url.ts'
import { addBlob } from '../../src/domain/artifacts/keep-blob.ts'
import { addUser } from '../artifacts/rows.ts'
import { startServer } from '../start-server.ts'
import { openUpload, sha256Of } from './open-upload.ts'
import { temporaryFolder } from './temporary-folder.ts'

const NGINX = ['nginx', '/usr/sbin/nginx'].find((path) => spawnSync(path, ['-v']).status === 0)

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** nginx as docs/nginx.conf has it, but for names, ports and folders. */
async function startNginx(options: { folder: string; serverUrl: string; blobs: string }) {
  const { folder, serverUrl, blobs } = options
  const port = await freePort()
  const documented = await readFile(new URL('../../../../docs/nginx.conf', import.meta.url), 'utf8')
  const site = documented
    .replace('127.0.0.1:8000', new URL(serverUrl).host)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)
    .replace('/var/lib/nodeyard/blobs/', `${blobs}/`)
  assert.notEqual(site, documented)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/nginx.pid; error_log stderr; events {}
     ${process.getuid?.() === 0 ? 'user root;' : ''}
     http { access_log off; ${temporary.map((name) => `${name}_temp_path ${folder}/tmp;`).join(' ')} ${site} }`,
  )
  await mkdir(join(folder, 'tmp'), { recursive: true })
  const child = spawn(NGINX!, ['-c', join(folder, 'nginx.conf'), '-e', 'stderr'], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/healthz`).catch(() => undefined))) {
    assert.equal(child.exitCode, null, 'nginx runs')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

const skip = NGINX ? false : 'nginx is not installed'

test('behind the documented nginx, downloads and uploads are what they are without it', {
  skip,
}, async () => {
  await using folder = await temporaryFolder()
  await chmod(folder.path, 0o755)
  await using server = await startServer({ environment: { NODEYARD_ACCEL_PREFIX: '/nodeyard-blobs/' } })
  const blobs = join(server.dataFolder, 'blobs')
  await using nginx = await startNginx({ folder: folder.path, serverUrl: server.url, blobs })
  const bytes = randomBytes(3_000_000)
  const sha256 = sha256Of(bytes)

  const { account, key } = await addUser(server.deps.database, 'owner')
  const id = await openUpload(server.deps.database, bytes, { ownerId: account.id })
  const upload = { method: 'PUT', headers: { authorization: `Bearer ${key}` }, body: bytes }
  assert.equal((await fetch(`${nginx.url}/v1/uploads/${id}`, upload)).status, 204)

  const path = await signBlobUrl(server.deps, { sha256, filename: 'größe.onnx', expiresIn: 60 })
  const ask = async (headers: Record<string, string> = {}, method = 'GET') => {
    const response = await fetch(nginx.url + path, { method, headers })
    return {
      status: response.status,
      headers: response.headers,
      body: Buffer.from(await response.arrayBuffer()),
    }
  }
  const whole = await ask()
  assert.equal(whole.status, 200)
  assert.ok(bytes.equals(whole.body))
  assert.equal(whole.headers.get('etag'), `"${sha256}"`)
  assert.equal(whole.headers.get('content-type'), 'application/octet-stream')
  assert.equal(
    whole.headers.get('content-disposition'),
    `attachment; filename="gr__e.onnx"; filename*=UTF-8''gr%C3%B6%C3%9Fe.onnx`,
  )
  assert.equal(whole.headers.get('cache-control'), 'private, immutable, max-age=31536000')
  assert.equal(whole.headers.get('x-content-type-options'), 'nosniff')
  assert.equal(whole.headers.get('x-accel-redirect'), null)
  assert.equal(whole.headers.get('last-modified'), null)
  assert.match(whole.headers.get('x-request-id')!, /^req_/)

  const part = await ask({ range: 'bytes=1000000-1999999', 'if-range': `"${sha256}"` })
  assert.equal(part.status, 206)
  assert.equal(part.headers.get('content-range'), 'bytes 1000000-1999999/3000000')
  assert.ok(bytes.subarray(1_000_000, 2_000_000).equals(part.body))
  assert.equal((await ask({ range: 'bytes=0-9', 'if-range': '"other"' })).status, 200)
  assert.equal((await ask({ range: 'bytes=3000000-' })).status, 416)
  assert.equal((await ask({ 'if-none-match': `"${sha256}"` })).status, 304)
  const head = await ask({}, 'HEAD')
  assert.equal(head.status, 200)
  assert.equal(head.headers.get('content-length'), '3000000')

  const { sha256: empty } = await addBlob(server.deps, (async function* () {})())
  const emptyPath = await signBlobUrl(server.deps, { sha256: empty, filename: 'e', expiresIn: 60 })
  assert.equal((await fetch(nginx.url + emptyPath)).headers.get('content-length'), '0')

  const direct = `/nodeyard-blobs/sha256/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
  assert.equal((await fetch(nginx.url + direct)).status, 404)
  assert.equal((await fetch(`${nginx.url}/blobs/${sha256}`)).status, 403)
})
