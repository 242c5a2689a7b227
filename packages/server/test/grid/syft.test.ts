import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import { compress } from 'lz4js'
import { openEnvelope } from '../../src/domain/runtimes/serde/envelope.ts'
import { readSyftTensors } from '../../src/domain/runtimes/serde/syft-object.ts'
import { startServer, type TestServer } from '../start-server.ts'

const FOLDER = new URL('../blackbox/fixtures/grid/', import.meta.url)
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, FOLDER)))
const expected = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')) as {
  input: number[][]
  output: number[][]
}
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const MOST = 64 * 1024 * 1024

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server[Symbol.asyncDispose]())

const serve = (id: string, model: Uint8Array) =>
  server.call(
    '/serve-model',
    {
      encoding: 'ISO-8859-1',
      model_id: id,
      allow_download: 'True',
      allow_remote_inference: 'True',
      model: latin1(model),
    },
    { key: null },
  )

function isClose(found: ArrayLike<number>, wanted: number[]): void {
  assert.equal(found.length, wanted.length)
  for (const [i, value] of wanted.entries())
    assert.ok(Math.abs(found[i]! - value) < 1e-5, `${found[i]} ${value}`)
}

/** A file packed otherwise. */
function repack(bytes: Uint8Array, packing: 40 | 41 | 42): Uint8Array {
  const { payload } = openEnvelope(bytes, MOST)
  const packed =
    packing === 40 ? payload : packing === 41 ? compress(Buffer.from(payload)) : zstdCompressSync(payload)
  return Uint8Array.from([packing, ...packed])
}

for (const name of ['plan-0.2.3', 'plan-0.2.9', 'plan-0.2.9-torch']) {
  test(`${name} runs without Python, and answers as it is asked`, async () => {
    const saved = await serve(name, fixture(`${name}.bin`))
    assert.equal(saved.status, 200, JSON.stringify(saved.body))
    // The shape it is usually asked with, another one, and the usual one again.
    for (const rows of [expected.input.length, 1, expected.input.length]) {
      const data = JSON.stringify(expected.input.slice(0, rows))
      const run = await server.call(`/model/${name}`, { encoding: 'utf-8', data })
      assert.equal(run.status, 200, JSON.stringify(run.body))
      isClose(JSON.parse(run.body.prediction).flat(), expected.output.slice(0, rows).flat())
    }
    const got = await server.call(`/get_model/${name}`)
    assert.ok(Buffer.from(got.body.serialized_model, 'latin1').equals(Buffer.from(fixture(`${name}.bin`))))
  })
}

test('a tensor may be serialized in every way, and the prediction comes back in the same', async () => {
  const names = ['input-all', 'input-numpy', 'input-torch', 'input-torch-zip'].map((name) =>
    fixture(`${name}.bin`),
  )
  const inputs = [...names, repack(names[0]!, 41), repack(names[0]!, 42), repack(names[3]!, 42)]
  for (const [index, bytes] of inputs.entries()) {
    const run = await server.call('/model/plan-0.2.9', { encoding: 'ISO-8859-1', data: latin1(bytes) })
    assert.equal(run.status, 200, `${index}: ${JSON.stringify(run.body)}`)
    const answer = Buffer.from(run.body.prediction, 'latin1')
    assert.equal(answer[0], bytes[0])
    const asked = await readSyftTensors(bytes, MOST)
    const { tensors, serializer } = await readSyftTensors(answer, MOST)
    assert.equal(serializer, asked.serializer)
    assert.deepEqual(tensors[0]!.shape, [2, 3])
    isClose(tensors[0]!.data as Float32Array, expected.output.flat())
  }
})

test('a plan may be served packed with zstd or LZ4', async () => {
  for (const packing of [41, 42] as const) {
    const saved = await serve(`packed-${packing}`, repack(fixture('plan-0.2.9.bin'), packing))
    assert.equal(saved.status, 200, JSON.stringify(saved.body))
  }
})

test('an operation that is not covered is named, and nothing is executed', async () => {
  const forbidden = await serve('forbidden', fixture('plan-forbidden.bin'))
  assert.equal(forbidden.status, 400)
  assert.match(forbidden.body.error, /torch\.load/)
  const evil = await server.call('/model/plan-0.2.9', {
    encoding: 'ISO-8859-1',
    data: latin1(fixture('input-evil.bin')),
  })
  assert.equal(evil.status, 400, JSON.stringify(evil.body))
  assert.match(evil.body.error, /system/)
  assert.throws(() => readFileSync('/tmp/nodeyard-was-here'))
})

test('hostile objects are refused, and memory stays where it is', async () => {
  const zeros = Buffer.alloc(600 * 1024 * 1024)
  const bombs = {
    zstd: Uint8Array.from([42, ...zstdCompressSync(zeros)]),
    lz4: Uint8Array.from([41, ...lz4Bomb()]),
  }
  const nested = Buffer.concat([
    Buffer.from([40]),
    Buffer.alloc(100_000, Buffer.from([0x92, 0x01])),
    Buffer.from([0x01]),
  ])
  const lying = Buffer.from([40, 0xdd, 0xff, 0xff, 0xff, 0xff, 0x01])
  const cut = fixture('input-all.bin').subarray(0, 60)
  const before = process.memoryUsage().rss
  for (const [name, bytes] of Object.entries({ ...bombs, nested, lying, cut })) {
    const run = await server.call('/model/plan-0.2.9', {
      encoding: 'base64',
      data: Buffer.from(bytes).toString('base64'),
    })
    assert.equal(run.status, 400, `${name}: ${JSON.stringify(run.body)}`)
    assert.ok(run.body.error.length > 10, name)
  }
  assert.ok(process.memoryUsage().rss - before < 1024 * 1024 * 1024)
  assert.equal((await server.call('/models')).status, 200)
})

/** One block whose match is as long as a length can say: 255-fold for every byte. */
function lz4Bomb(): Buffer {
  const block = Buffer.concat([
    Buffer.from([0x1f, 0x00, 0x01, 0x00]),
    Buffer.alloc(4_000_000, 255),
    Buffer.from([0]),
  ])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(block.length)
  return Buffer.concat([Buffer.from('04224d18607073', 'hex'), size, block, Buffer.alloc(4)])
}
