// The grid: one row through an MLP at 32 connections beside Flask and PyTorch running the same network as
// TorchScript, and a large model by multipart beside `cp` and `sha256sum` of the same file.
import { execFile } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdtemp, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { type OnnxOperation, writeOnnx } from '../packages/tensor/src/formats/index.ts'
import { makeDataFolder, removeFolder } from '../soak/lib/server-process.ts'
import { startChild, startNodeyard } from './lib/child.ts'
import { loadHttp } from './lib/http-load.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '32' },
    mib: { type: 'string', default: '1024' },
    python: { type: 'string', default: '/usr/bin/python3' },
  },
})
const rounds = Number(values.rounds)
const SIZES = [64, 256, 128, 10]

const folder = await mkdtemp(join(tmpdir(), 'nodeyard-grid-'))
const dataFolder = await makeDataFolder()
try {
  // The large model is to be stored, not loaded.
  await using nodeyard = await startNodeyard(dataFolder, { NODEYARD_MODEL_MEMORY_MB: '256' })
  await inference(nodeyard.ready)
  await upload(nodeyard.ready)
} finally {
  await Promise.all([removeFolder(dataFolder), rm(folder, { recursive: true, force: true })])
}

async function inference(url: string) {
  const peer = new URL('peers/flask_server.py', import.meta.url).pathname
  await using flask = await startChild(values.python!, [peer, folder], { ready: /^ready at (\S+)$/ })
  const weights = new Float32Array(new Uint8Array(await readFile(join(folder, 'weights.bin'))).buffer)
  await serve(url, new Blob([mlp(weights)]), 'mlp')
  const row = Array.from({ length: SIZES[0]! }, (_, i) => Math.sin(i))
  const body = JSON.stringify({ encoding: 'utf-8', data: JSON.stringify([row]) })
  const targets = { ours: `${url}/model/mlp`, flask: `${flask.ready}/model/mlp` }
  await checkSameAnswer(Object.values(targets), body)

  const headers = { 'content-type': 'application/json' }
  const [connections, seconds] = [Number(values.connections), Number(values.seconds)]
  const load = (target: string) => () => loadHttp({ urls: [target], headers, body, connections, seconds })
  const results = await runRounds(rounds, { ours: load(targets.ours), flask: load(targets.flask) })
  const column = (name: keyof typeof results) => results[name].map((result) => result.requestsPerSecond)
  printSpread('ours: requests a second', column('ours'), '', 0)
  printSpread('Flask + PyTorch: requests a second', column('flask'), '', 0)
  printSpread('requests a second, ours / Flask + PyTorch (target 2)', ratios(column('ours'), column('flask')))
}

async function upload(url: string) {
  const file = join(folder, 'large.onnx')
  await writeLargeModel(file, Number(values.mib))
  const { size } = await stat(file)
  const run = promisify(execFile)
  let round = 0
  const ours = async () => {
    const id = `large-${round++}`
    const startedAt = performance.now()
    await serve(url, await openAsBlob(file), id)
    const ms = performance.now() - startedAt
    await post(url, '/delete-model', { model_id: id })
    return ms
  }
  const peer = async () => {
    const copy = join(folder, 'copy')
    const startedAt = performance.now()
    await run('sh', ['-c', `cp "${file}" "${copy}" && sha256sum "${copy}"`])
    const ms = performance.now() - startedAt
    await rm(copy)
    return ms
  }
  const results = await runRounds(rounds, { ours, peer })
  const speed = (times: number[]) => times.map((ms) => size / 1e6 / (ms / 1000))
  printSpread('serve-model by multipart', speed(results.ours), ' MB/s', 0)
  printSpread('cp + sha256sum', speed(results.peer), ' MB/s', 0)
  printSpread('multipart / cp + sha256sum (target 0.5)', ratios(speed(results.ours), speed(results.peer)))
}

async function serve(url: string, model: Blob, id: string) {
  const form = new FormData()
  const fields = { encoding: 'ISO-8859-1', allow_download: 'True', allow_remote_inference: 'True' }
  for (const [name, value] of Object.entries({ ...fields, model_id: id })) form.append(name, value)
  form.append('model', model, id)
  const response = await fetch(`${url}/serve-model`, { method: 'POST', body: form })
  if (!response.ok) throw new Error(`serve-model: ${response.status} ${await response.text()}`)
}

async function post(url: string, path: string, body: object) {
  const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}

/** A benchmark of things that do not do the same is worth nothing. */
async function checkSameAnswer(urls: string[], body: string) {
  const answers = await Promise.all(
    urls.map(async (url) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(url, { method: 'POST', headers, body })
      const { prediction } = (await response.json()) as { prediction: string }
      return (JSON.parse(prediction) as number[][])[0]!
    }),
  )
  const [a = [], b = []] = answers
  if (a.length !== 10 || a.some((value, i) => Math.abs(value - b[i]!) > 1e-4)) throw new Error('they differ')
}

/** PyTorch's weights, [out, in] and a bias, layer by layer, as ONNX. */
function mlp(weights: Float32Array<ArrayBuffer>) {
  let at = 0
  const take = (shape: number[]) => {
    const count = shape.reduce((product, n) => product * n, 1)
    at += count
    return { dtype: 'float32' as const, shape, data: weights.slice(at - count, at) }
  }
  const initializers: Record<string, ReturnType<typeof take>> = {}
  const operations: OnnxOperation[] = []
  let from = 'x'
  for (let layer = 0; layer + 1 < SIZES.length; layer++) {
    initializers[`w${layer}`] = take([SIZES[layer + 1]!, SIZES[layer]!])
    initializers[`b${layer}`] = take([SIZES[layer + 1]!])
    const isLast = layer + 2 === SIZES.length
    const inputs = [from, `w${layer}`, `b${layer}`]
    const attributes = { transB: { int: 1 } }
    operations.push({ type: 'Gemm', inputs, outputs: [isLast ? 'y' : `h${layer}`], attributes })
    if (!isLast) operations.push({ type: 'Relu', inputs: [`h${layer}`], outputs: [`r${layer}`] })
    from = `r${layer}`
  }
  const value = (name: string, width: number) => ({
    name,
    dtype: 'float32' as const,
    shape: ['batch', width],
  })
  return writeOnnx({
    graph: { inputs: [value('x', 64)], outputs: [value('y', 10)], operations, initializers },
    opset: 17,
  })
}

/** An ONNX model of so many MiB of random weights. */
async function writeLargeModel(file: string, mib: number) {
  const rows = mib * 256
  const data = new Uint8Array(rows * 4096)
  for (let at = 0; at < data.length; at += 2 ** 30) randomFillSync(data.subarray(at, at + 2 ** 30))
  const shape = [rows, 1024]
  const bytes = writeOnnx({
    graph: {
      inputs: [{ name: 'index', dtype: 'int64', shape: ['batch'] }],
      outputs: [{ name: 'row', dtype: 'float32', shape: ['batch', 1024] }],
      operations: [{ type: 'Gather', inputs: ['table', 'index'], outputs: ['row'] }],
      initializers: { table: { dtype: 'float32', shape, data: new Float32Array(data.buffer) } },
    },
    opset: 17,
  })
  await writeFile(file, bytes)
  const handle = await open(file)
  await handle.sync()
  await handle.close()
}
