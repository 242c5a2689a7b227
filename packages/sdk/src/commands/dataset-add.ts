import { addShards } from '../assets/add-shards.ts'
import { idOf } from '../assets/kinds.ts'
import { publishDataset } from '../assets/publish-dataset.ts'
import { defineCommand } from '../cli/command.ts'
import { tellPhases } from '../cli/progress.ts'
import { bytes, table } from '../cli/table.ts'
import { resolveReference } from '../reference.ts'

export default defineCommand({
  usage: '<ref> <file>...',
  summary: 'Add files to a dataset as shards',
  details:
    'What is there already is not sent again, and what was cut goes on where it was when this is run again.\n' +
    'A table must have the columns of the dataset; the first one decides which those are.',
  options: {
    split: { type: 'string', value: 'name', summary: 'the split they belong to (default: by their names)' },
    publish: { type: 'boolean', summary: 'make a revision of all shards when they are there' },
    changelog: { type: 'string', value: 'text', summary: 'what changed, with --publish' },
  },
  async run({ positionals: [ref = '', ...files], values: { split, publish, changelog } }, context) {
    const id = idOf(await resolveReference(ref, 'dataset', context.org))
    const tell = tellPhases(context.progress)
    const shards = await addShards(context.server, {
      id,
      files: files.map((source) => ({ source, split })),
      signal: context.signal,
      onProgress: ({ done, total }) => tell('Sending', done, total),
    })
    const about = changelog === undefined ? {} : { changelog }
    const revision = publish ? await publishDataset(context.server, id, about) : null
    return { shards, revision: revision?.version ?? null }
  },
  show: ({ shards, revision }) =>
    [
      table(shards.map(({ name, size, was_there }) => [name, bytes(size), was_there ? 'was there' : 'sent'])),
      ...(revision === null ? [] : [`Published ${revision}`]),
    ].join('\n'),
})
