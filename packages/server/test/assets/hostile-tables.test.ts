import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { Binary, tableFromArrays, tableToIPC, vectorFromArray } from 'apache-arrow'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { memoryOf } from '../../../../bench/lib/process-memory.ts'
import { ask } from '../../../../soak/lib/push.ts'
import { randomFrom } from '../../../../soak/lib/random.ts'
import { startServerProcess } from '../../../../soak/lib/server-process.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { makeTestDatabase } from '../test-database.ts'

let server: TestServer
before(async () => {
  server = await startServer()
  const made = await server.call('/v1/datasets', { slug: 'tables', name: 'Tables', license: 'CC0-1.0' })
  assert.equal(made.status, 201)
})
after(() => server[Symbol.asyncDispose]())

/** Sends a shard as any client would, and says what became of it. */
const send = (name: string, bytes: Uint8Array) => sendTo(server, name, bytes)

async function sendTo(
  to: { url: string; key: string },
  name: string,
  bytes: Uint8Array,
): Promise<{ status: number; message: string }> {
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex')
  const headers = { authorization: `Bearer ${to.key}` }
  const opened = await fetch(`${to.url}/v1/datasets/admin/tables/shards`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name, size: bytes.length, sha256: hash }),
  })
  const { upload_url: url, error } = (await opened.json()) as {
    upload_url: string
    error?: { message: string }
  }
  if (opened.status !== 201) return { status: opened.status, message: error?.message ?? '' }
  const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) })
  const text = await answer.text()
  return { status: answer.status, message: text ? JSON.parse(text).error.message : '' }
}

const remove = (name: string) =>
  server.call(`/v1/datasets/admin/tables/shards/${encodeURIComponent(name)}`, undefined, { method: 'DELETE' })

const parquet = Buffer.from(
  parquetWriteBuffer({
    columnData: [
      { name: 'x', data: Array.from({ length: 1000 }, (_, i) => i), type: 'INT32' },
      { name: 's', data: Array.from({ length: 1000 }, (_, i) => `row ${i % 7}`), type: 'STRING' },
    ],
  }),
)
const arrow = Buffer.from(
  tableToIPC(
    tableFromArrays({ x: Int32Array.from({ length: 100 }, (_, i) => i), s: Array(100).fill('a') }),
    'file',
  ),
)

/** Files that lie, and a part of what is said of each. */
const LIARS: [name: string, bytes: () => Uint8Array, why: RegExp][] = [
  ['short.parquet', () => Buffer.from('PAR1'), /too short/],
  ['text.parquet', () => Buffer.from('this is no parquet file at all'), /does not end with PAR1/],
  ['footer.parquet', () => withFooterLength(0xfffffff0), /footer says it has 4294967280 bytes/],
  ['cut.parquet', () => parquet.subarray(parquet.length - 200), /parquet/],
  ['rows.parquet', () => lieAboutRows(), /parquet/],
  ['text.arrow', () => Buffer.from('ARROW1\0\0 and then nothing that makes sense ARROW1'), /arrow/],
  ['cut.arrow', () => arrow.subarray(0, arrow.length - 30), /arrow/],
  ['length.arrow', () => withArrowFooter(0x7fffffff), /arrow/],
  ['ragged.csv', () => Buffer.from('a,b\n1,2\n3\n'), /csv: Invalid Record Length/],
  ['quote.csv', () => Buffer.from(`a,b\n1,"${'x'.repeat(1000)}`), /csv/],
  ['twice.csv', () => Buffer.from('a,a\n1,2\n'), /two columns are called "a"/],
  ['binary.csv', () => parquet, /csv/],
  ['gzip.csv', () => gzipSync('a,b\n1,2\n'.repeat(10_000)), /csv/],
  ['long.csv', () => Buffer.concat([Buffer.from('a\n'), Buffer.alloc(6 * 1024 * 1024, 'x')]), /csv/],
  ['broken.jsonl', () => Buffer.from('{"a":1}\n{"a":\n'), /row 2 is not valid JSON/],
  ['list.jsonl', () => Buffer.from('[1,2]\n'), /row 1 is not an object/],
  ['long.jsonl', () => Buffer.alloc(6 * 1024 * 1024, '['), /line of more than/],
  ['latin.jsonl', () => Buffer.from('{"a":"\xe9"}\n', 'latin1'), /not UTF-8/],
  ['empty.jsonl', () => Buffer.from('\n\n'), /holds no rows/],
]

for (const [name, bytes, why] of LIARS) {
  test(`${name} is refused with a reason, and nothing is left of it`, async () => {
    const { status, message } = await send(name, bytes())
    assert.equal(status, 422, message)
    assert.match(message, why)
    const { body } = await server.call('/v1/datasets/admin/tables/shards')
    assert.ok(!body.items.some((shard: { name: string }) => shard.name === name))
  })
}

test('bombs do not take the memory they ask for', async () => {
  const place = await makeTestDatabase()
  const environment = place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}
  // In a process of its own, where only the server's memory is measured.
  const own = await startServerProcess(place.dataFolder, environment)
  try {
    await ask(own, 'POST', '/v1/datasets', { slug: 'tables', name: 'Tables', license: 'CC0-1.0' })
    await sendTo(own, 'plain.csv', Buffer.from('x\n1\n'))
    const before = peakOf(own.child.pid!)
    const bombs: [string, Uint8Array][] = [
      ['bomb.parquet', parquetBomb()],
      ['bomb.arrow', arrowBomb()],
      ['deep.jsonl', Buffer.from(`{"a":${'['.repeat(1_500_000)}${']'.repeat(1_500_000)}}\n`)],
      ['wide.csv', Buffer.from(`${Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(',')}\n`)],
    ]
    for (const [name, bytes] of bombs) {
      const { status, message } = await sendTo(own, name, bytes)
      assert.equal(status, 422, `${name}: ${message}`)
    }
    const grown = peakOf(own.child.pid!) - before
    assert.ok(grown < 600, `memory grew by ${grown} MiB at its highest`)
  } finally {
    await own.stop()
    await place.remove()
  }
})

test('damaged files are read or refused, and the server answers on', async () => {
  const random = randomFrom(5)
  const seen = new Set<number>()
  for (let round = 0; round < 40; round++) {
    const [name, whole] = round % 2 === 0 ? ['damaged.parquet', parquet] : ['damaged.arrow', arrow]
    const bytes = Buffer.from(whole)
    for (let i = 0; i < 1 + random() * 8; i++) bytes[Math.floor(random() * bytes.length)] = random() * 256
    const { status, message } = await send(name, bytes)
    assert.ok([200, 204, 422].includes(status), `${name}, round ${round}: ${status} ${message}`)
    seen.add(status)
    if (status !== 422) await remove(name)
  }
  assert.ok(seen.has(422), 'nothing was refused: the damage does not reach the readers')
})

/** The most a process has had of memory. MiB. */
const peakOf = (pid: number) => Math.round(memoryOf(pid).peak / 1024 / 1024)

function withFooterLength(length: number): Uint8Array {
  const bytes = Buffer.from(parquet)
  bytes.writeUInt32LE(length, bytes.length - 8)
  return bytes
}

/** The number of rows stands in the footer as a varint: another one does not agree with the row groups. */
function lieAboutRows(): Uint8Array {
  const bytes = Buffer.from(parquet)
  const length = bytes.readUInt32LE(bytes.length - 8)
  const footer = bytes.subarray(bytes.length - 8 - length)
  // 1000 as a zigzag varint.
  const at = footer.lastIndexOf(Buffer.from([0xd0, 0x0f]))
  footer[at + 1] = 0x0e
  return bytes
}

function withArrowFooter(length: number): Uint8Array {
  const bytes = Buffer.from(arrow)
  bytes.writeInt32LE(length, bytes.length - 10)
  return bytes
}

/** A page of 300 MB of nothing, which takes 300 KB. */
function parquetBomb(): Uint8Array {
  const bytes = parquetWriteBuffer({
    columnData: [{ name: 'x', data: [new Uint8Array(300 * 1024 * 1024)], type: 'BYTE_ARRAY' }],
    codec: 'GZIP',
    statistics: false,
    compressors: { GZIP: (input) => gzipSync(input) },
  })
  return Buffer.from(bytes)
}

function arrowBomb(): Uint8Array {
  // Says that its one buffer has two gigabytes.
  const bytes = Buffer.from(
    tableToIPC(
      tableFromArrays({ b: vectorFromArray([deflateRawSync(Buffer.alloc(1000))], new Binary()) as never }),
      'stream',
    ),
  )
  for (let i = 0; i + 8 <= bytes.length; i += 8) {
    if (bytes.readBigUInt64LE(i) > 0n && bytes.readBigUInt64LE(i) < 100n) bytes.writeBigUInt64LE(2n ** 31n, i)
  }
  return bytes
}
