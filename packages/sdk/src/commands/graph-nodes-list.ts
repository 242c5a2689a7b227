import { defineCommand } from '../cli/command.ts'
import { abilitiesOf, problemsOf, stateOf } from '../cli/extension.ts'
import { table } from '../cli/table.ts'
import { listGraphNodeFiles } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '',
  summary: 'List the files with graph nodes of your own, and what is wrong with them',
  options: {},
  run: (_input, { server }) => listGraphNodeFiles(server),
  show: (files) =>
    files.length === 0
      ? 'There are none: nodeyard graph-nodes upload brings one.'
      : [
          table([
            ['FILE', 'STATE', 'GRAPH NODES', 'MAY'],
            ...files.map((file) => [file.filename, stateOf(file), file.nodes, abilitiesOf(file)]),
          ]),
          ...files.flatMap(problemsOf),
        ].join('\n'),
})
