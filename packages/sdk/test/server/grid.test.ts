import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type RunningServer, startServer } from '../start-server.ts'

const MODEL = fileURLToPath(new URL('../../../../examples/digits/model/model.onnx', import.meta.url))
const blank = JSON.stringify([[Array.from({ length: 28 }, () => new Array<number>(28).fill(0))]])

let server: RunningServer
before(async () => {
  server = await startServer({ GRID_ID: 'bob', GRID_ROLE: 'network', NODEYARD_ALLOW_LOOPBACK_TARGETS: '1' })
})
after(() => server[Symbol.asyncDispose]())

async function run(...args: string[]) {
  const { code, stdout, stderr } = await server.nodeyard(['grid', ...args])
  assert.equal(code, 0, stderr)
  return stdout
}

test('a model is served, listed, run, searched for and deleted from the command line', async () => {
  assert.match(await run('serve', MODEL, '--id', 'digits', '--allow-download'), /Partners find it as digits/)
  assert.match(await run('list'), /digits .*run +download/)
  const { prediction } = JSON.parse(await run('run', 'digits', '--data', blank, '--json'))
  assert.ok(Object.keys(prediction).length > 0)
  assert.match(await run('join', server.url), /bob has joined as http/)
  assert.match(await run('search', '--model', 'digits'), /^bob +http/)
  assert.match(await run('search', '#nothing'), /Nobody has it/)
  assert.match(await run('status'), /Role +network/)
  assert.match(await run('delete', 'digits'), /no longer hosted/)
})

test('what goes wrong is one line that says what', async () => {
  const unknown = await server.nodeyard(['grid', 'run', 'nothing', '--data', '[1]'])
  assert.deepEqual([unknown.code, /Model not found/.test(unknown.stderr)], [1, true])
  const missing = await server.nodeyard([
    'grid',
    'share',
    MODEL,
    '--workers',
    server.url,
    '--provider',
    server.url,
  ])
  assert.equal(missing.code, 2)
  const data = await server.nodeyard(['grid', 'run', 'nothing', '--data', '[1'])
  assert.equal(data.code, 2)
})
