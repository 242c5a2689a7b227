import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { push } from '../../../../soak/lib/push.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { externalOnnx } from './external-onnx.ts'
import { deploy, pushScale, scale, untilStatus } from './yard.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const weights = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer)

test('a model with its weights in a file beside it finds them', async () => {
  const files = { 'onnx/net.onnx': externalOnnx('parts/w.bin'), 'onnx/parts/w.bin': weights(10, 20) }
  await push(server, { org: 'admin', name: 'external', version: '1.0.0', files })
  const { id } = await deploy(server, 'admin/external')
  assert.deepEqual((await scale(server, id, [1, 2])).body.output.y, [[11, 22]])
})

test('a model cannot read the bytes of others by their hash, wherever they lie', async () => {
  const secret = weights(3.5, 4.5)
  const hash = createHash('sha256').update(secret).digest('hex')
  await push(server, { org: 'admin', name: 'secret', version: '1.0.0', files: { 'w.bin': secret } })
  // The model's own blob is put right beside the other one, as a hash chosen for it would do.
  for (const location of [hash, `../${hash.slice(2, 4)}/${hash}`]) {
    const version = location === hash ? '1.0.0' : '1.1.0'
    const pushed = await push(server, {
      org: 'admin',
      name: 'thief',
      version,
      files: { 'model.onnx': externalOnnx(location) },
    }).catch((error: Error) => error)
    // A path that leaves the model's folder is refused when it comes in.
    if (pushed instanceof Error) continue
    const created = await server.call('/v1/deployments', { model: `admin/thief@${version}` })
    if (created.status !== 201) continue
    const failed = await untilStatus(server, created.body.id, 'failed')
    assert.match(failed.error, /needs ".*" beside it, which is not there/)
  }
})

test('folders of servers that were killed are cleared away by the next one to start', async () => {
  const models = join(server.dataFolder, 'models')
  const stale = join(models, 'server-killed')
  await mkdir(join(stale, 'model-abc'), { recursive: true })
  await writeFile(join(stale, 'model-abc', 'model.onnx'), 'left behind')
  const starting = join(models, 'server-starting')
  await mkdir(starting)
  const before = new Date(Date.now() - 120_000)
  await utimes(stale, before, before)
  await pushScale(server, '1.0.0', 2)
  const { id } = await deploy(server, 'admin/scale')
  assert.equal((await scale(server, id, [1, 2])).status, 200)
  const other = await startServer({ on: server })
  const left = await readdir(models)
  assert.ok(!left.includes('server-killed'))
  assert.ok(left.includes('server-starting'))
  assert.equal(left.length, 3)
  await other.stop()
  assert.equal((await readdir(models)).length, 2)
  assert.equal((await scale(server, id, [1, 2])).status, 200)
})
