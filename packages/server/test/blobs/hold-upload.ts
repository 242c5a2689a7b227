// A process that holds an upload: `hold-upload.ts <folder> <id>`, forked and killed by staging.test.ts.
import { Readable } from 'node:stream'
import { Staging } from '../../src/blobs/staging.ts'

const [folder, id] = process.argv.slice(2) as [string, string]
const incoming = await (await Staging.open(folder)).claim(id, 2000)
await incoming.append(Readable.from([Buffer.alloc(1000, 7)]))
process.send!('holding')
process.on('disconnect', () => process.exit())
