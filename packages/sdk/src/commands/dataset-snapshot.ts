import { idOf } from '../assets/kinds.ts'
import { publishDataset } from '../assets/publish-dataset.ts'
import { defineCommand } from '../cli/command.ts'
import { resolveReference } from '../reference.ts'

export default defineCommand({
  usage: '<ref>',
  summary: 'Make a revision of the shards of a dataset as they are now',
  options: {
    version: { type: 'string', value: 'X.Y.Z', summary: 'its number (default: the next one)' },
    changelog: { type: 'string', value: 'text', summary: 'what changed' },
  },
  async run({ positionals: [ref = ''], values: { version, changelog } }, { server, org }) {
    return publishDataset(server, idOf(await resolveReference(ref, 'dataset', org)), {
      ...(version === undefined ? {} : { version }),
      ...(changelog === undefined ? {} : { changelog }),
    })
  },
  show: ({ version, manifest_sha256: hash }) => `Published ${version} (sha256:${hash})`,
})
