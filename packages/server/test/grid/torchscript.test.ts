import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { startServer, type TestServer } from '../start-server.ts'

const FOLDER = new URL('../blackbox/fixtures/grid/', import.meta.url)
const fixture = (name: string) => readFileSync(new URL(name, FOLDER))
const expected = JSON.parse(fixture('expected.json').toString()) as { input: number[][]; output: number[][] }

/** Debian's, as `.ci/run` installs it. */
function hasTorch(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-I', '-c', 'import torch, numpy'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const skip = hasTorch() ? false : 'there is no PyTorch here: apt install python3-torch'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const serve = (id: string, model: Buffer) =>
  server.call('/serve-model', {
    encoding: 'ISO-8859-1',
    model_id: id,
    allow_download: 'True',
    allow_remote_inference: 'True',
    model: model.toString('latin1'),
  })
const run = (id: string, data: unknown, encoding = 'utf-8') =>
  server.call(`/model/${id}`, { encoding, data: typeof data === 'string' ? data : JSON.stringify(data) })

test('a module runs in the Python process, from its archive and from its envelope', { skip }, async () => {
  for (const name of ['module.pt', 'module.bin']) {
    const saved = await serve(name, fixture(name))
    assert.equal(saved.status, 200, JSON.stringify(saved.body))
    const answer = await run(name, expected.input)
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const found = JSON.parse(answer.body.prediction).flat() as number[]
    for (const [i, value] of expected.output.flat().entries()) assert.ok(Math.abs(found[i]! - value) < 1e-5)
    const got = await server.call(`/get_model/${name}`)
    assert.ok(Buffer.from(got.body.serialized_model, 'latin1').equals(fixture(name)))
  }
  const syft = await run('module.pt', fixture('input-torch.bin').toString('latin1'), 'ISO-8859-1')
  assert.equal(syft.status, 200, JSON.stringify(syft.body))
})

test('what PyTorch refuses is said, and the module goes on', { skip }, async () => {
  const wrong = await run('module.pt', [[1, 2, 3]])
  assert.equal(wrong.status, 400)
  assert.match(wrong.body.error, /cannot run on this input: .*mat1 and mat2/)
  assert.doesNotMatch(wrong.body.error, /\/tmp/)
  assert.equal((await run('module.pt', expected.input)).status, 200)
})

test('a process that dies is replaced', { skip: skip || !existsSync('/proc') }, async () => {
  const pids = execFileSync('pgrep', ['-P', String(process.pid), '-f', 'torchscript/worker.py'], {
    encoding: 'utf8',
  })
  for (const pid of pids.trim().split('\n')) process.kill(Number(pid), 'SIGKILL')
  assert.equal((await run('module.pt', expected.input)).status, 200)
})

test('an archive of weights without a program is refused', async () => {
  const weights = readFileSync(new URL('../../../tensor/test/fixtures/checkpoint.pt', import.meta.url))
  const saved = await serve('weights', weights)
  assert.equal(saved.status, 400)
  assert.match(saved.body.error, /without a program/)
})
