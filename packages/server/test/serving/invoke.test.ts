import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import {
  bytesSource,
  readNpy,
  readSafetensors,
  writeNpy,
  writeOnnx,
  writeSafetensors,
} from '@nodeyard/tensor/formats'
import { push, pushDigits, readExample } from '../../../../soak/lib/push.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { deploy, pushScale, scale } from './yard.ts'

const SAFETENSORS = 'application/vnd.safetensors'
const NPY = 'application/x-npy'

let server: TestServer
let digits: string
let double: string
before(async () => {
  server = await startServer()
  await pushDigits(server)
  await pushScale(server, '1.0.0', 2)
  digits = (await deploy(server, 'admin/digits')).id
  double = (await deploy(server, 'admin/scale')).id
})
after(() => server[Symbol.asyncDispose]())

/** Sends bytes as they are. */
function send(id: string, body: Uint8Array | string, headers: Record<string, string>) {
  return fetch(`${server.url}/v1/deployments/${id}/invoke`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.key}`, ...headers },
    body: body as Uint8Array<ArrayBuffer>,
  })
}

const json = (text: string, headers = {}) =>
  send(double, text, { 'content-type': 'application/json', ...headers })

test('the first five minutes: a picture of a seven is seen as one', async () => {
  const seven = JSON.parse(Buffer.from(await readExample('digits/requests/seven.json')).toString())
  const { status, body, headers } = await server.call(`/v1/deployments/${digits}/invoke`, seven)
  assert.equal(status, 200)
  const [row] = body.output.probabilities
  assert.equal(row.indexOf(Math.max(...row)), 7)
  assert.equal(body.status, 'succeeded')
  assert.match(body.id, /^inv_/)
  assert.equal(headers.get('x-invocation-id'), body.id)
  assert.equal(body.logs_url, `${server.url}/v1/deployments/${digits}/logs`)
  assert.deepEqual(Object.keys(body.metrics), ['queue_ms', 'cold_start_ms', 'predict_ms', 'batch_rows'])
})

test('PyTorch’s own answers come out for all twenty sample digits, alone and together', async () => {
  const { labels, logits } = JSON.parse(
    Buffer.from(await readExample('digits/test/torch-answers.json')).toString(),
  )
  const idx = await readDigitPictures()
  const one = await Promise.all(
    idx.map((image) => server.call(`/v1/deployments/${digits}/invoke`, { input: { image: [image] } })),
  )
  const { body: all } = await server.call(`/v1/deployments/${digits}/invoke`, { input: { image: idx } })
  for (const i of labels.keys()) {
    for (const got of [one[i]!.body.output.logits[0], all.output.logits[i]]) {
      for (const [label, wanted] of logits[i].entries()) assert.ok(Math.abs(got[label] - wanted) < 1e-3)
    }
  }
})

test('outputs come back in the form the inputs came in', async () => {
  const object = await server.call(`/v1/deployments/${double}/invoke`, {
    input: { x: { shape: [2, 2], dtype: 'float32', data: [1, 2, 3, 4] } },
  })
  assert.deepEqual(object.body.output, { y: { dtype: 'float32', shape: [2, 2], data: [2, 4, 6, 8] } })
  const base64 = (data: Float32Array) => Buffer.from(data.buffer as ArrayBuffer).toString('base64')
  const encoded = await server.call(`/v1/deployments/${double}/invoke`, {
    input: { x: { shape: [1, 2], data: base64(Float32Array.of(1, 2)) } },
  })
  assert.deepEqual(encoded.body.output.y, {
    dtype: 'float32',
    shape: [1, 2],
    data: base64(Float32Array.of(2, 4)),
  })

  const x = { dtype: 'float32', shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) } as const
  const safe = await send(double, writeSafetensors({ x }), { 'content-type': SAFETENSORS })
  assert.equal(safe.status, 200)
  assert.equal(safe.headers.get('content-type'), SAFETENSORS)
  assert.match(safe.headers.get('x-invocation-id')!, /^inv_/)
  assert.match(safe.headers.get('server-timing')!, /^queue;dur=[\d.]+, load;dur=[\d.]+, predict;dur=[\d.]+$/)
  const file = new Uint8Array(await safe.arrayBuffer())
  const { tensors } = await readSafetensors(bytesSource(file))
  assert.deepEqual(
    tensors.map(({ name, shape }) => [name, shape]),
    [['y', [2, 2]]],
  )
  assert.deepEqual(new Float32Array(file.buffer.slice(tensors[0]!.offset)), Float32Array.of(2, 4, 6, 8))

  const npy = await send(double, writeNpy('float32', [1, 2], Float32Array.of(1, 2)), { 'content-type': NPY })
  assert.equal(npy.headers.get('content-type'), NPY)
  const { shape, offset } = await readNpy(bytesSource(new Uint8Array(await npy.clone().arrayBuffer())))
  assert.deepEqual(shape, [1, 2])
  assert.deepEqual(new Float32Array((await npy.arrayBuffer()).slice(offset)), Float32Array.of(2, 4))
})

test('an npy request to a model of several outputs answers with safetensors', async () => {
  const image = writeNpy('float32', [1, 1, 28, 28], new Float32Array(784))
  const answer = await send(digits, image, { 'content-type': NPY })
  assert.equal(answer.headers.get('content-type'), SAFETENSORS)
  const { tensors } = await readSafetensors(bytesSource(new Uint8Array(await answer.arrayBuffer())))
  assert.deepEqual(tensors.map(({ name }) => name).sort(), ['logits', 'probabilities'])
})

test('Accept by name chooses another form', async () => {
  const x = writeNpy('float32', [1, 2], Float32Array.of(1, 2))
  const toJson = await send(double, x, { 'content-type': NPY, accept: 'application/json' })
  assert.deepEqual(((await toJson.json()) as { output: object }).output, { y: [[2, 4]] })
  const toNpy = await json('{"input":{"x":[[1,2]]}}', { accept: NPY })
  assert.equal(toNpy.headers.get('content-type'), NPY)
})

test('what is wrong with a request is said by status, code and field', async () => {
  const cases: [Promise<Response>, number, string, string | undefined, RegExp][] = [
    [json('{"input":{"x":[[1,2'), 400, 'invalid_json', undefined, /not JSON/],
    [json(''), 400, 'invalid_json', undefined, /./],
    [json('[1]'), 422, 'validation_failed', 'input', /the body must be \{"input"/],
    [json('{"input":{}}'), 422, 'validation_failed', 'input.x', /"x" is missing.*float32\[batch, 2\]/],
    [json('{"input":{"x":[[1,2]],"z":1}}'), 422, 'validation_failed', 'input.z', /no input "z"/],
    [json('{"input":{"x":[1,2]}}'), 422, 'validation_failed', 'input.x', /send one sample as \[1, 2\]/],
    [json('{"input":{"x":[[1,"b"]]}}'), 422, 'validation_failed', 'input.x', /input\.x\[0\]\[1\] is "b"/],
    [json('{"input":{"x":[[1,2]]},"stream":true}'), 422, 'validation_failed', 'stream', /not a known field/],
    [json('{"input":{"x":[[1,2]]},"timeout_ms":0}'), 422, 'validation_failed', 'timeout_ms', /at least 1/],
    [send(double, 'x', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type', undefined, /npy/],
    [send(double, Uint8Array.of(1, 2), { 'content-type': NPY }), 422, 'validation_failed', 'input', /^npy: /],
    [
      json(`{"input":{"x":[[${'1,'.repeat(5 * 1024 * 1024)}1]]}}`),
      413,
      'payload_too_large',
      undefined,
      /8 MiB.*safetensors/,
    ],
  ]
  for (const [sent, status, code, field, message] of cases) {
    const answer = await sent
    const { error } = (await answer.json()) as { error: { code: string; field?: string; message: string } }
    assert.equal(answer.status, status, error.message)
    assert.equal(error.code, code)
    assert.equal(error.field, field)
    assert.match(error.message, message)
  }
})

test('a body of megabytes is read, run and answered like a small one', async () => {
  const rows = 150_000
  const x = Float32Array.from({ length: 2 * rows }, (_, i) => i / 8)
  const nested = Array.from({ length: rows }, (_, i) => [i / 4, i / 4 + 1 / 8])
  const large = await server.call(`/v1/deployments/${double}/invoke`, { input: { x: nested } })
  assert.equal(large.status, 200)
  assert.equal(large.body.output.y.length, rows)
  assert.deepEqual(
    large.body.output.y[rows - 1],
    nested[rows - 1]!.map((value) => value * 2),
  )

  const many = 4_000_000
  const bytes = writeNpy('float32', [many, 2], new Float32Array(2 * many).fill(1.5))
  const binary = await send(double, bytes, { 'content-type': NPY })
  assert.equal(binary.status, 200)
  const answer = new Uint8Array(await binary.arrayBuffer())
  const { offset } = await readNpy(bytesSource(answer))
  assert.ok(new Float32Array(answer.buffer, offset).every((value) => value === 3))
  assert.equal(x.length, 2 * rows)
})

test('a body without a length is read to its end', async () => {
  const text = '{"input":{"x":[[1,2]]}}'
  const answer = await new Promise<string>((resolve, reject) => {
    const url = new URL(`/v1/deployments/${double}/invoke`, server.url)
    const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' }
    const sending = request(url, { method: 'POST', headers }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve(body))
    })
    sending.on('error', reject)
    for (const letter of text) sending.write(letter)
    sending.end()
  })
  assert.deepEqual(JSON.parse(answer).output, { y: [[2, 4]] })
})

test('many at once to two models, in batches of all sizes, get their own answers', async () => {
  await pushScale(server, '1.0.0', -3, { name: 'negative' })
  const other = (await deploy(server, 'admin/negative')).id
  const answers = await Promise.all(
    Array.from({ length: 600 }, async (_, i) => {
      const rows = Array.from({ length: 1 + (i % 3) }, (_row, row) => [i, row])
      const factor = i % 2 ? 2 : -3
      const { body } = await server.call(`/v1/deployments/${i % 2 ? double : other}/invoke`, {
        input: { x: rows },
      })
      return { got: body.output?.y, wanted: rows.map((row) => row.map((value) => value * factor)) }
    }),
  )
  for (const { got, wanted } of answers) assert.deepEqual(got, wanted)
})

test('a deployment’s own limit is counted apart from the key’s', async () => {
  await using limited = await startServer({ environment: { NODEYARD_RATE_LIMITS: 'on' } })
  await pushScale(limited, '1.0.0', 2)
  const { id } = await deploy(limited, 'admin/scale', { rate_limit: 2 })
  const first = await scale(limited, id, [1, 2])
  assert.equal(first.status, 200)
  assert.equal(first.headers.get('x-ratelimit-limit'), '2')
  assert.equal(first.headers.get('x-ratelimit-remaining'), '1')
  assert.equal((await scale(limited, id, [1, 2])).status, 200)
  const refused = await scale(limited, id, [1, 2])
  assert.equal(refused.status, 429)
  assert.equal(refused.body.error.code, 'rate_limited')
  assert.ok(Number(refused.headers.get('retry-after')) >= 1)
  assert.equal(refused.headers.get('x-ratelimit-remaining'), '0')
})

test('an answer that takes too long is a 504, and the deployment goes on', async () => {
  await push(server, { org: 'admin', name: 'slow', version: '1.0.0', files: { 'model.onnx': slowOnnx() } })
  const { id } = await deploy(server, 'admin/slow')
  const invoke = (rounds: number, timeout?: number) =>
    server.call(`/v1/deployments/${id}/invoke`, {
      input: { rounds },
      ...(timeout === undefined ? {} : { timeout_ms: timeout }),
    })
  assert.deepEqual((await invoke(3)).body.output, { y: 4 })
  const late = await invoke(200_000, 20)
  assert.equal(late.status, 504)
  assert.equal(late.body.error.code, 'timeout')
  assert.deepEqual((await invoke(5)).body.output, { y: 6 })
})

test('a full queue answers 429; a client that goes away leaves it', async () => {
  const { id } = await deploy(server, 'admin/slow', { max_queue: 1 })
  const invoke = (rounds: number, signal?: AbortSignal) =>
    fetch(`${server.url}/v1/deployments/${id}/invoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ input: { rounds } }),
      ...(signal ? { signal } : {}),
    })
  await invoke(1)
  let isBusy = true
  const busy = invoke(500_000).finally(() => {
    isBusy = false
  })
  // One runs and one may wait, so of three one is refused.
  const leaving = new AbortController()
  const gone = Promise.allSettled([invoke(1, leaving.signal), invoke(1, leaving.signal)])
  let refused: Response | undefined
  while (isBusy && refused?.status !== 429) refused = await Promise.race([invoke(1), busy])
  assert.equal(refused?.status, 429)
  assert.equal(((await refused.json()) as { error: { code: string } }).error.code, 'rate_limited')
  assert.equal(refused.headers.get('retry-after'), '1')
  leaving.abort()
  await gone
  assert.equal((await busy).status, 200)
  assert.equal((await invoke(2)).status, 200)
})

/** y = rounds + 1, one after another: as slow as one likes. */
function slowOnnx(): Uint8Array {
  const scalar = (name: string, dtype: 'int64' | 'bool') => ({ name, dtype, shape: [] })
  return writeOnnx({
    opset: 17,
    irVersion: 8,
    graph: {
      inputs: [scalar('rounds', 'int64')],
      outputs: [scalar('y', 'int64')],
      initializers: {
        yes: { dtype: 'bool', shape: [], data: Uint8Array.of(1) },
        one: { dtype: 'int64', shape: [], data: BigInt64Array.of(1n) },
      },
      operations: [
        {
          type: 'Loop',
          inputs: ['rounds', 'yes', 'one'],
          outputs: ['y'],
          attributes: {
            body: {
              graph: {
                inputs: [scalar('round', 'int64'), scalar('before', 'bool'), scalar('sum', 'int64')],
                outputs: [scalar('after', 'bool'), scalar('next', 'int64')],
                operations: [
                  { type: 'Identity', inputs: ['before'], outputs: ['after'] },
                  { type: 'Add', inputs: ['sum', 'one'], outputs: ['next'] },
                ],
              },
            },
          },
        },
      ],
    },
  })
}

/** The twenty sample pictures, in the order of their labels, as rows of fractions. */
async function readDigitPictures(): Promise<number[][][][]> {
  const { default: sharp } = await import('sharp')
  const names = Array.from({ length: 20 }, (_, i) => `${Math.floor(i / 2)}-${(i % 2) + 1}.png`)
  return Promise.all(
    names.map(async (name) => {
      const pixels = await sharp(await readExample(`digits/images/${name}`))
        .greyscale()
        .raw()
        .toBuffer()
      const rows = Array.from({ length: 28 }, (_, y) =>
        [...pixels.subarray(y * 28, y * 28 + 28)].map((p) => p / 255),
      )
      return [rows]
    }),
  )
}
