import { writeFile } from 'node:fs/promises'
import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { getExampleGraph, listExampleGraphs } from '../graphs/studio-calls.ts'

/** `graph example` */
export default defineCommand({
  usage: '[path]',
  summary: 'List the example graphs, or write one to a file',
  details: 'For example: graph example Training/Train-Digits --to digits.json.',
  options: {
    to: {
      type: 'string',
      value: 'file',
      summary: "where it goes; the example's own name unless said otherwise",
    },
  },
  async run({ positionals: [path], values }, { server }) {
    if (path === undefined) return { examples: await listExampleGraphs(server), file: null }
    const graph = await getExampleGraph(server, path)
    const file = values.to ?? `${path.split('/').at(-1)}.json`
    await writeFile(file, `${JSON.stringify(graph, null, 2)}\n`)
    return { examples: [], file }
  },
  show: ({ examples, file }) =>
    file === null
      ? table(examples.map(({ path, description }) => [path, description.split('. ', 1)[0]]))
      : `wrote ${file}`,
})
