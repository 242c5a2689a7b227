// A process that puts blobs until it is killed: `put-for-ever.ts <folder> <seed>`, forked by
// kill-while-putting.test.ts. Two with the same seed put the same blobs. Tells the name of each that is safe.
import { createHash } from 'node:crypto'
import { FileStore } from '../../src/blobs/file-store.ts'

const [folder, seed] = process.argv.slice(2) as [string, string]
const store = await FileStore.open(folder)
process.on('disconnect', () => process.exit())

for (let turn = 0; ; turn++) {
  async function* bytes() {
    for (let block = 0; block < 40; block++) {
      const block32 = createHash('sha256').update(`${seed} ${turn} ${block}`).digest()
      yield Buffer.alloc(65_536, block32)
    }
  }
  const { sha256 } = await store.put(bytes())
  process.send!(sha256)
}
