import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { writeNpy } from '@nodeyard/tensor/formats'
import { pushArtifact } from '../../src/artifacts/push-artifact.ts'
import { createDeployment } from '../../src/deployments/create-deployment.ts'
import { deleteDeployment } from '../../src/deployments/delete-deployment.ts'
import { followLogs } from '../../src/deployments/follow-logs.ts'
import { invoke } from '../../src/deployments/invoke.ts'
import { updateDeployment } from '../../src/deployments/update-deployment.ts'
import { waitForDeployment } from '../../src/deployments/wait-for-deployment.ts'
import { pngTensor } from '../../src/invoke/png-tensor.ts'
import { type Tensor, toNested } from '../../src/invoke/tensor.ts'
import { type RunningServer, startServer } from '../start-server.ts'

const DIGITS = fileURLToPath(new URL('../../../../examples/digits/', import.meta.url))
const SPEC = { dtype: 'float32', shape: ['batch', 1, 28, 28] }

let server: RunningServer
let id: string
before(async () => {
  server = await startServer()
  for (const version of ['1.0.0', '1.1.0']) {
    await pushArtifact(server.as, { kind: 'model', folder: join(DIGITS, 'model'), version })
  }
  const created = await server.nodeyard(['deploy', 'create', 'digits@1.0.0', '--wait', '--json'])
  assert.equal(created.code, 0, created.stderr)
  id = JSON.parse(created.stdout).id
})
after(() => server[Symbol.asyncDispose]())

const picture = (name: string) => join(DIGITS, 'images', `${name}.png`)
const sendPicture = (name: string) => ['deploy', 'invoke', id, '--input', `image=@${picture(name)}`]
const best = (scores: number[]) => scores.indexOf(Math.max(...scores))

test('a picture is sent, and the answer is the digit in it', async () => {
  const seven = await server.nodeyard(sendPicture('7-1'))
  assert.equal(seven.code, 0, seven.stderr)
  assert.match(seven.stdout, /^probabilities {2}7 \((99|100)\.\d %\) {2}\d \(0\.\d %\) {2}\d \(0\.\d %\)\n$/)
  const { stdout } = await server.nodeyard([...sendPicture('3-2'), '--json'])
  const { status, output } = JSON.parse(stdout)
  assert.equal(status, 'succeeded')
  assert.equal(best(output.probabilities[0]), 3)
  assert.equal(output.logits[0].length, 10)
})

test('the same inputs as a request, an array of NumPy and nested arrays give the same outputs', async () => {
  const request = join(DIGITS, 'requests/seven.json')
  const { input } = JSON.parse(await readFile(request, 'utf8'))
  const npy = join(server.folder, 'seven.npy')
  await writeFile(npy, writeNpy('float32', [1, 1, 28, 28], Float32Array.from(input.image.flat(3))))
  const json = join(server.folder, 'seven.json')
  await writeFile(json, JSON.stringify(input.image))
  const outputs: unknown[] = []
  for (const args of [
    ['--json-input', request],
    ['--input', `image=@${npy}`],
    ['-i', `image=@${json}`],
    ['-i', `image=${JSON.stringify(input.image)}`],
  ]) {
    const { code, stdout, stderr } = await server.nodeyard(['deploy', 'invoke', id, ...args, '--json'])
    assert.equal(code, 0, stderr)
    outputs.push(JSON.parse(stdout).output)
  }
  for (const output of outputs) assert.deepEqual(output, outputs[0])
})

test('an input that does not fit is refused with what was expected', async () => {
  const small = join(server.folder, 'small.npy')
  await writeFile(small, writeNpy('float32', [1, 1, 2, 2], new Float32Array(4)))
  const wrong: [string[], number, RegExp][] = [
    [['-i', `image=@${small}`], 1, /input "image" has shape \[1, 1, 2, 2\]; expected \[batch, 1, 28, 28\]/],
    [['-i', `picture=@${picture('7-1')}`], 1, /has no input "picture"; it takes image/],
    [['-i', 'image=7'], 1, /image/],
    [['-i', 'image'], 1, /"image" is no input/],
    [['-i', 'image=1', '-i', 'image=2'], 1, /given twice/],
    [['-i', 'image=@nowhere.png'], 1, /nowhere\.png/],
    [['-i', `image=@${join(DIGITS, 'README.md')}`], 1, /only \.png, \.npy and \.json/],
    [[], 2, /there is no input/],
  ]
  for (const [args, code, message] of wrong) {
    const ran = await server.nodeyard(['deploy', 'invoke', id, ...args])
    assert.equal(ran.code, code, args.join(' '))
    assert.match(ran.stderr, message)
    assert.equal(ran.stderr.trim().split('\n').length, 1)
  }
})

test('inputs too large for JSON go as bytes, and come back the same', async () => {
  const one = pngTensor(await readFile(picture('5-1')), SPEC).data as Float32Array
  const rows = 1500
  const data = new Float32Array(rows * one.length)
  for (let row = 0; row < rows; row++) data.set(one, row * one.length)
  const many = await invoke(server.as, id, { image: { dtype: 'float32', shape: [rows, 1, 28, 28], data } })
  const probabilities = toNested(many.output.probabilities!) as number[][]
  assert.equal(probabilities.length, rows)
  for (const row of probabilities) assert.equal(best(row), 5)

  const few = await invoke(server.as, id, { image: { dtype: 'float32', shape: [1, 1, 28, 28], data: one } })
  const { data: scores } = few.output.probabilities as Tensor
  assert.ok(scores instanceof Float32Array)
  assert.equal(best([...scores]), 5)
})

test('a deployment is listed, shown, moved to another version, stopped and started', async () => {
  const list = await server.nodeyard(['deploy', 'list', '--model', 'admin/digits'])
  assert.match(list.stdout, new RegExp(`^${id} +admin/digits@1\\.0\\.0 +ready`, 'm'))
  const info = await server.nodeyard(['deploy', 'info', id])
  assert.match(info.stdout, /^inputs +image float32\[batch, 1, 28, 28\]$/m)

  const moved = await server.nodeyard(['deploy', 'update', id, '--model', 'digits@1.1.0', '--wait'])
  assert.equal(moved.stdout, `${id} is ready (admin/digits@1.1.0)\n`)
  assert.equal((await server.nodeyard(sendPicture('7-1'))).code, 0)

  const stopped = await server.nodeyard(['deploy', 'update', id, '--stop'])
  assert.equal(stopped.stdout, `${id} is stopped (admin/digits@1.1.0)\n`)
  const refused = await server.nodeyard(sendPicture('7-1'))
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /stopped/)
  const started = await server.nodeyard([
    'deploy',
    'update',
    id,
    '--start',
    '--max-batch',
    '4',
    '--wait',
    '--json',
  ])
  assert.equal(JSON.parse(started.stdout).batching.max_rows, 4)
  assert.equal((await server.nodeyard(['deploy', 'update', id])).code, 2)
  assert.equal((await server.nodeyard(['deploy', 'update', id, '--stop', '--start'])).code, 2)
  assert.equal((await server.nodeyard(['deploy', 'update', id, '--max-queue', 'many'])).code, 2)

  const metrics = await server.nodeyard(['deploy', 'metrics', id, '--window', '15m', '--json'])
  assert.ok(JSON.parse(metrics.stdout).requests >= 2)
})

test('a log is shown, the oldest line first', async () => {
  const { code, stdout } = await server.nodeyard(['deploy', 'logs', id])
  assert.equal(code, 0)
  const lines = stdout.trim().split('\n')
  assert.match(lines[0]!, /^\d{4}-.*Z info {2}.*1\.0\.0/)
  assert.deepEqual([...lines].sort(), lines)
  const two = await server.nodeyard(['deploy', 'logs', id, '-n', '2', '--json'])
  const parsed = two.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.equal(parsed.length, 2)
  assert.ok(lines.at(-1)!.includes(parsed[1].message))
})

test('a log is followed until the deployment is gone', async () => {
  const { id: own } = await createDeployment(server.as, { model: 'admin/digits' })
  await waitForDeployment(server.as, own)
  const messages: string[] = []
  for await (const { message } of followLogs(server.as, own)) {
    messages.push(message)
    // Each line that is awaited is written because the one before was seen.
    if (/ready/.test(message) && messages.length < 5)
      await updateDeployment(server.as, own, { status: 'stopped' })
    if (/stopped/.test(message)) await deleteDeployment(server.as, own)
  }
  assert.ok(messages.some((message) => /ready/.test(message)))
  assert.ok(messages.some((message) => /stopped/.test(message)))

  const stop = AbortSignal.abort()
  for await (const _ of followLogs(server.as, id, { signal: stop })) assert.fail('it was told to stop')
  await assert.rejects(followLogs(server.as, 'dep_none').next(), /no deployment/)
})

test('what cannot be deployed is told, and what is gone is gone', async () => {
  const none = await server.nodeyard(['deploy', 'create', 'nothing'])
  assert.equal(none.code, 1)
  assert.match(none.stderr, /no model "admin\/nothing"/)
  const version = await server.nodeyard(['deploy', 'create', 'digits@9.9.9'])
  assert.equal(version.code, 1)
  const { stdout } = await server.nodeyard(['deploy', 'create', 'admin/digits@^1', '--json'])
  const { id: own, revision } = JSON.parse(stdout)
  assert.equal(revision, '1.1.0')
  assert.equal((await server.nodeyard(['deploy', 'delete', own])).stdout, `Deleted ${own}\n`)
  const info = await server.nodeyard(['deploy', 'info', own])
  assert.equal(info.code, 1)
})
