// How fast bytes come in and go out. Uploads, checked and safe on disk, beside `cp` and `sha256sum` of the
// same file; downloads from Node alone and with the documented nginx in front, beside nginx sendfile. And
// what the server's memory does meanwhile.
//
//   npm run bench blobs -- [--rounds 5] [--size 1GiB]
//
// Needs curl and nginx (Debian: nginx-light), and room for three files of that size.

import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { blobPath } from '../packages/server/src/blobs/blob-path.ts'
import { openBlobStore } from '../packages/server/src/blobs/open-blob-store.ts'
import { openDatabase } from '../packages/server/src/db/open-database.ts'
import { signBlobUrl } from '../packages/server/src/domain/artifacts/blob-url.ts'
import { openUploads } from '../packages/server/src/domain/artifacts/open-uploads.ts'
import { removeBlob } from '../packages/server/src/domain/artifacts/remove-blob.ts'
import { openSigner } from '../packages/server/src/signer.ts'
import { type Child, startNodeyard } from './lib/child.ts'
import { findNginx, startNginx } from './lib/nginx.ts'
import { memoryOf, startPeak } from './lib/process-memory.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'

const run = promisify(execFile)
const MiB = 1024 * 1024

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, size: { type: 'string', default: '1GiB' } },
})
const rounds = Number(values.rounds)
const [, count, unit] = /^(\d+)(MiB|GiB)$/.exec(values.size) ?? []
if (!count) throw new Error(`--size is "${values.size}", but must be like 512MiB or 8GiB`)
const size = Number(count) * (unit === 'GiB' ? 1024 * MiB : MiB)
const nginxCommand = findNginx()
if (!nginxCommand) throw new Error('nginx is not installed (Debian: apt-get install nginx-light)')

const folder = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
try {
  const file = join(folder, 'file')
  const sha256 = await writeFile(file, size)
  const warm = join(folder, 'warm')
  const warmSha256 = await writeFile(warm, MiB)

  const dataFolder = join(folder, 'data')
  await using server = await startNodeyard(dataFolder)
  await using behind = await startNodeyard(dataFolder, { NODEYARD_ACCEL_PREFIX: '/nodeyard-blobs/' })
  await using nginx = await startNginx({
    command: nginxCommand,
    folder: join(folder, 'nginx'),
    serverUrl: behind.ready,
    blobs: join(dataFolder, 'blobs'),
  })
  const key = readFileSync(join(dataFolder, 'admin.key'), 'utf8').trim()
  const database = await openDatabase({ dataFolder, url: undefined })
  await using _closed = { [Symbol.asyncDispose]: () => database.close() }
  const blobs = await openBlobStore({ url: undefined, dataFolder, s3: { region: '' } })
  const signer = await openSigner(database)

  const upload = async (path: string, name: string, bytes: number) => {
    const now = Date.now()
    const { id } = await database.read.selectFrom('account').select('id').executeTakeFirstOrThrow()
    const opening = { accountId: id, ownerId: id, now, expiresAt: now + 3600_000 }
    const [missing] = await database.write((trx) =>
      openUploads(trx, [{ sha256: name, size: bytes }], opening),
    )
    const headers = ['upload-offset: 0', 'content-type: application/offset+octet-stream', 'expect:']
    return timed(() =>
      curl([
        '-X',
        'PATCH',
        '-T',
        path,
        ...[`authorization: Bearer ${key}`, ...headers].flatMap((header) => ['-H', header]),
        `${server.ready}/v1/uploads/${missing!.uploadId}`,
      ]),
    )
  }
  /** So that the next upload is not the second of the same bytes. */
  const forget = async (name: string) => {
    const seen = await database.read
      .selectFrom('blob')
      .select(['sha256', 'state', 'touched_at'])
      .where('sha256', '=', name)
      .executeTakeFirst()
    if (seen) await removeBlob({ database, blobs }, seen)
  }
  const pathOf = (name: string) =>
    signBlobUrl({ blobs, signer }, { sha256: name, filename: 'f', expiresIn: 3600 })
  const download = (url: string) => timed(() => curl([url]))

  await upload(warm, warmSha256, MiB)
  await download(server.ready + (await pathOf(warmSha256)))
  const uploadGrowth = await growthOf(server, () => upload(file, sha256, size))
  const downloadGrowth = await growthOf(server, async () => download(server.ready + (await pathOf(sha256))))

  const results = await runRounds(rounds, {
    'cp + sha256sum': async () => {
      const copy = join(folder, 'copy')
      await rm(copy, { force: true })
      return (await timed(() => run('cp', [file, copy]))) + (await timed(() => run('sha256sum', [file])))
    },
    upload: async () => {
      await rm(join(folder, 'copy'), { force: true })
      await forget(sha256)
      return upload(file, sha256, size)
    },
    'nginx sendfile': () => download(`${nginx.url}/plain/${blobPath(sha256)}`),
    node: async () => download(server.ready + (await pathOf(sha256))),
    'nginx in front': async () => download(nginx.url + (await pathOf(sha256))),
  })

  const speeds = Object.fromEntries(
    Object.entries(results).map(([name, seconds]) => [name, seconds.map((time) => size / MiB / time)]),
  ) as typeof results
  console.log(`\na file of ${values.size}, ${rounds} rounds\n`)
  for (const [name, speed] of Object.entries(speeds)) printSpread(name, speed, ' MiB/s', 0)
  console.log()
  printSpread('checked upload / cp + sha256sum (≥ 0.7)', ratios(speeds.upload, speeds['cp + sha256sum']), '×')
  printSpread('download, Node alone / nginx (≥ 0.5)', ratios(speeds.node, speeds['nginx sendfile']), '×')
  printSpread(
    'download, nginx in front / nginx (≥ 0.9)',
    ratios(speeds['nginx in front'], speeds['nginx sendfile']),
    '×',
  )
  printSpread('memory growth during the upload (< 64)', [uploadGrowth / MiB], ' MiB', 0)
  printSpread('memory growth during the download (< 64)', [downloadGrowth / MiB], ' MiB', 0)
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** Random bytes, no block like another. */
async function writeFile(path: string, bytes: number): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'w')
  const block = randomBytes(16 * MiB)
  for (let written = 0; written < bytes; written += block.length) {
    block.writeDoubleLE(written, 0)
    const part = block.subarray(0, Math.min(block.length, bytes - written))
    hash.update(part)
    await file.write(part)
  }
  await file.sync()
  await file.close()
  return hash.digest('hex')
}

async function curl(args: string[]): Promise<void> {
  await run('curl', ['--silent', '--show-error', '--fail', '--output', '/dev/null', ...args])
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

/** By how many bytes the most that the server held exceeds what it held before. */
async function growthOf({ process: { pid } }: Child, work: () => Promise<unknown>): Promise<number> {
  startPeak(pid!)
  const before = memoryOf(pid!).now
  await work()
  return memoryOf(pid!).peak - before
}
