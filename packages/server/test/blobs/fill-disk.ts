// What a store does on a disk of 4 MiB: `fill-disk.ts <folder>`, run by full-disk.test.ts.
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { FileStore } from '../../src/blobs/file-store.ts'
import { Fault } from '../../src/fault.ts'

const store = await FileStore.open(process.argv[2]!)

async function* bytes(size: number) {
  for (let left = size; left > 0; left -= 100_000) yield randomBytes(Math.min(left, 100_000))
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'stored',
    (error: unknown) => (error instanceof Fault ? error.code : String(error)),
  )

async function upload() {
  await using incoming = await store.staging.claim('upl_1', 10_000_000)
  await incoming.append(Readable.from(bytes(10_000_000)))
}

const small = await outcome(store.put(bytes(1_000_000)))
const large = await outcome(store.put(bytes(8_000_000)))
const uploaded = await outcome(upload())
const incoming = (await readdir(store.staging.folder)).filter((name) => !name.endsWith('.want')).sort()
const blobs = (await Array.fromAsync(store.list())).length
await store.staging.discard('upl_1')
const afterRoom = await outcome(store.put(bytes(1_000_000)))
console.log(JSON.stringify({ small, large, upload: uploaded, incoming, blobs, afterRoom }))
