// What a store does on a disk of 4 MiB: `fill-disk.ts <folder>`, run by full-disk.test.ts.
import { createHash, randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { FileStore } from '../../src/blobs/file-store.ts'
import { Fault } from '../../src/fault.ts'

const store = await FileStore.open(process.argv[2]!)

function* chunks(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
}

const put = (size: number) => store.put(Readable.from(chunks(randomBytes(size))))

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'stored',
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  )

async function upload(bytes: Buffer) {
  await using incoming = await store.staging.claim('upl_1', bytes.length)
  const received = await incoming.received()
  await incoming.append(Readable.from(chunks(bytes.subarray(received))))
  const { sha256 } = await incoming.finish()
  return sha256 === createHash('sha256').update(bytes).digest('hex')
}

const small = await put(1_000_000)
const tooLarge = await outcome(put(8_000_000))
const incoming = await readdir(store.staging.folder)
const bytes = randomBytes(3_500_000)
const uploaded = await outcome(upload(bytes))
const wasKept = (await store.staging.received('upl_1')) > 0
await store.remove(small.sha256)
const isWhole = await upload(bytes)
console.log(JSON.stringify({ tooLarge, incoming, uploaded, wasKept, isWhole }))
