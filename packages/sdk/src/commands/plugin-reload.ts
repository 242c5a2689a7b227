import { defineCommand } from '../cli/command.ts'
import { reloadPlugins } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '',
  summary: 'Have the server look again at its plugins and files with graph nodes',
  options: {},
  run: (_input, { server }) => reloadPlugins(server),
  show: ({ total, builtin, custom, plugins }) =>
    `${total} kinds of graph nodes: ${builtin} of the server's own, ${custom} in files, ${plugins} in plugins`,
})
