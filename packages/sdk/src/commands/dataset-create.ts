import { createDataset } from '../assets/create-dataset.ts'
import { defineCommand, UsageError } from '../cli/command.ts'

export default defineCommand({
  usage: '<name>',
  summary: 'Add a dataset, to add shards to later',
  details: 'It is seen by its owner alone until it is made public.',
  options: {
    title: { type: 'string', value: 'text', summary: 'the name as people write it (default: the name)' },
    license: { type: 'string', value: 'licence', summary: 'an SPDX identifier, for example CC-BY-4.0' },
    modality: { type: 'string', value: 'a,b,c', summary: 'what its samples consist of: rgb,depth,action' },
    summary: { type: 'string', value: 'text', summary: 'what it is, in a sentence' },
    tag: { type: 'string', value: 'tag', multiple: true, summary: 'a word to find it by' },
  },
  async run({ positionals: [name = ''], values }, { server, org }) {
    const { title, license, modality, summary, tag } = values
    if (!license) throw new UsageError('--license is needed.')
    return createDataset(server, {
      slug: name.includes('/') ? name : `${await org()}/${name}`,
      name: title ?? name.split('/').at(-1)!,
      license,
      ...(modality === undefined ? {} : { modality: modality.split(',').map((word) => word.trim()) }),
      ...(summary === undefined ? {} : { summary }),
      ...(tag === undefined ? {} : { tags: tag }),
    })
  },
  show: ({ slug, id }) => `Added ${slug} (${id})`,
})
