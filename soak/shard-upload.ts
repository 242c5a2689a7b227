// Sends a shard of many gigabytes to POST /v1/datasets/{id}/shards with the public tus client, which knows
// nothing of this server, through connections that break; then wants every byte back.
//
//   npm run soak shard-upload -- [--mebibytes 2048] [--seed N]
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { Upload } from 'tus-js-client'
import { startProxy } from '../test/tcp-proxy.ts'
import { isMain } from './lib/arguments.ts'
import { ask, type Connection } from './lib/push.ts'
import { randomFrom } from './lib/random.ts'
import { makeDataFolder, removeFolder, startServerProcess } from './lib/server-process.ts'

const MIB = 1024 * 1024

interface Shard {
  name: string
  size: number
  sha256: string | null
  status: string
}

/** @returns how often the connection broke, and how often the client tried again */
export async function uploadShard(server: Connection, mebibytes: number, cuts: number, seed: number) {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-shard-'))
  try {
    const file = join(folder, 'shard.tar')
    const sha256 = await writeRandom(file, mebibytes, seed)
    const size = mebibytes * MIB
    const slug = `shards-${seed}`
    await ask(server, 'POST', '/v1/datasets', { slug, name: 'Shards', license: 'CC-BY-4.0' })
    const bytes = Math.floor(size / (cuts + 1))
    await using proxy = await startProxy(server.url, { cutting: { direction: 'up', bytes, times: cuts } })
    const retries = await sendByTus(`${proxy.url}/v1/datasets/admin/${slug}/shards`, file, size, server.key)
    if (proxy.cuts !== cuts) throw new Error(`the connection broke ${proxy.cuts} times, not ${cuts}`)

    const { items } = await ask<{ items: Shard[] }>(server, 'GET', `/v1/datasets/admin/${slug}/shards`)
    const [shard] = items
    if (shard?.sha256 !== sha256 || shard.size !== size || shard.status !== 'present') {
      throw new Error(`it arrived as ${JSON.stringify(items)}, but was ${sha256}`)
    }
    const headers = { authorization: `Bearer ${server.key}` }
    const back = await fetch(`${server.url}/v1/datasets/admin/${slug}/shards/train/shard.tar`, { headers })
    if (!back.ok) throw new Error(`it cannot be fetched: ${back.status} ${await back.text()}`)
    const hash = createHash('sha256')
    for await (const chunk of back.body!) hash.update(chunk)
    if (hash.digest('hex') !== sha256) throw new Error('what comes back is not what was sent')
    const version = await ask<{ version: string }>(server, 'POST', `/v1/datasets/admin/${slug}/publish`, {})
    return { cuts: proxy.cuts, retries, version: version.version }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function writeRandom(file: string, mebibytes: number, seed: number): Promise<string> {
  const random = randomFrom(seed)
  const hash = createHash('sha256')
  // One random block, changed a little each time: as good as random, and much quicker to make.
  const block = new Uint32Array(MIB / 4).map(() => random() * 2 ** 32)
  const blocks = function* () {
    for (let i = 0; i < mebibytes; i++) {
      block[0] = i
      const bytes = Buffer.from(block.buffer.slice(0))
      hash.update(bytes)
      yield bytes
    }
  }
  await pipeline(Readable.from(blocks()), createWriteStream(file))
  return hash.digest('hex')
}

function sendByTus(endpoint: string, file: string, size: number, key: string): Promise<number> {
  let retries = 0
  return new Promise((resolve, reject) => {
    new Upload(createReadStream(file), {
      endpoint,
      uploadSize: size,
      chunkSize: Math.max(MIB, Math.min(size / 4, 512 * MIB)),
      headers: { authorization: `Bearer ${key}` },
      metadata: { filename: 'train/shard.tar', split: 'train' },
      retryDelays: Array.from({ length: 600 }, () => 100),
      onShouldRetry: () => {
        retries += 1
        return true
      },
      onSuccess: () => resolve(retries),
      onError: reject,
    }).start()
  })
}

if (isMain('shard-upload')) {
  const { values } = parseArgs({ options: { mebibytes: { type: 'string' }, seed: { type: 'string' } } })
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
  const mebibytes = Number(values.mebibytes ?? 2048)
  console.log(`${mebibytes} MiB, seed ${seed}`)
  const folder = await makeDataFolder()
  const server = await startServerProcess(
    folder,
    process.env.DATABASE_URL ? { DATABASE_URL: process.env.DATABASE_URL } : {},
  )
  const begun = performance.now()
  const { cuts, retries, version } = await uploadShard(server, mebibytes, 5, seed)
  const seconds = (performance.now() - begun) / 1000
  console.log(
    `arrived whole in ${seconds.toFixed(1)} s through ${cuts} cuts and ${retries} retries; published ${version}`,
  )
  await server.stop()
  await removeFolder(folder)
}
