import { defineCommand } from '../cli/command.ts'
import { abilitiesOf, problemsOf, stateOf } from '../cli/extension.ts'
import { table } from '../cli/table.ts'
import { listPlugins } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '',
  summary: 'List the packs of graph nodes that the server has, and what is wrong with them',
  options: {},
  run: (_input, { server }) => listPlugins(server),
  show: (plugins) =>
    [
      table([
        ['ID', 'VERSION', 'STATE', 'FROM', 'GRAPH NODES', 'MAY'],
        ...plugins.map((plugin) => [
          plugin.id,
          plugin.version,
          stateOf(plugin),
          plugin.source_kind,
          plugin.nodes.length,
          abilitiesOf(plugin),
        ]),
      ]),
      ...plugins.flatMap(problemsOf),
    ].join('\n'),
})
