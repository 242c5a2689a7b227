import { idOf } from '../assets/kinds.ts'
import { streamDataset } from '../assets/stream-dataset.ts'
import { defineCommand } from '../cli/command.ts'
import { bytes } from '../cli/table.ts'
import { resolveReference } from '../reference.ts'

export default defineCommand({
  usage: '<ref>',
  summary: 'Write the bytes of a dataset to standard output, shard by shard',
  details:
    'Nothing is stored on the way.\n' +
    'For example: nodeyard dataset stream acme/rows --split train | my-trainer',
  options: {
    split: { type: 'string', value: 'name', summary: 'this split only' },
    list: { type: 'boolean', summary: 'list the shards in place of writing their bytes' },
  },
  async *run({ positionals: [ref = ''], values: { split, list } }, { server, org, signal, stdout }) {
    const target = await resolveReference(ref, 'dataset', org)
    const shards = streamDataset(server, { id: idOf(target), revision: target.version, split, signal })
    for await (const { bytes: read, ...shard } of shards) {
      if (list) {
        yield shard
        continue
      }
      for await (const part of read()) await write(stdout, part)
    }
  },
  show: ({ name, split, size, rows }) =>
    `${split}  ${name}  ${bytes(size)}${rows === null ? '' : `  ${rows} rows`}`,
})

/** Waits until whoever reads has room. */
const write = (stdout: NodeJS.WritableStream, part: Uint8Array) =>
  new Promise<void>((resolve, reject) => {
    stdout.write(part, (error) => (error ? reject(error) : resolve()))
  })
