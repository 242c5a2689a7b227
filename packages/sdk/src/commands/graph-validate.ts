import { defineCommand } from '../cli/command.ts'
import { readGraphFile } from '../graphs/graph-file.ts'
import { type Validation, validateGraph } from '../graphs/studio-calls.ts'

/** `graph validate` */
export default defineCommand({
  usage: '<file>',
  summary: 'Say everything that is wrong with a graph',
  options: {},
  run: async ({ positionals: [file = ''] }, { server }) => validateGraph(server, await readGraphFile(file)),
  show: ({ valid, errors }: Validation) => (valid ? 'The graph is valid.' : errors.join('\n')),
  isFailure: ({ valid }) => !valid,
})
