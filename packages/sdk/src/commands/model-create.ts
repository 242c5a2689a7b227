import { createModel, type NewModel } from '../assets/create-model.ts'
import { defineCommand, UsageError } from '../cli/command.ts'

export default defineCommand({
  usage: '<name>',
  summary: 'Add a model, to push revisions to later',
  details: 'It is seen by its owner alone until it is made public.',
  options: {
    title: { type: 'string', value: 'text', summary: 'the name as people write it (default: the name)' },
    task: { type: 'string', value: 'task', summary: 'manipulation, navigation, perception, language or vla' },
    framework: { type: 'string', value: 'name', summary: 'pytorch, tensorflow, jax, onnx or gguf' },
    license: { type: 'string', value: 'licence', summary: 'an SPDX identifier, for example MIT' },
    summary: { type: 'string', value: 'text', summary: 'what it is, in a sentence' },
    tag: { type: 'string', value: 'tag', multiple: true, summary: 'a word to find it by' },
  },
  async run({ positionals: [name = ''], values }, { server, org }) {
    const { title, task, framework, license, summary, tag } = values
    if (!task || !framework || !license) throw new UsageError('--task, --framework and --license are needed.')
    return createModel(server, {
      slug: name.includes('/') ? name : `${await org()}/${name}`,
      name: title ?? name.split('/').at(-1)!,
      // Checked by the server, which says what it takes.
      task: task as NewModel['task'],
      framework: framework as NewModel['framework'],
      license,
      ...(summary === undefined ? {} : { summary }),
      ...(tag === undefined ? {} : { tags: tag }),
    })
  },
  show: ({ slug, id }) => `Added ${slug} (${id})`,
})
