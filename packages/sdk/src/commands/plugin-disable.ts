import { defineCommand } from '../cli/command.ts'
import { switchPlugin } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Switch a plugin off: graphs that use its graph nodes no longer run',
  options: {},
  run: ({ positionals: [id = ''] }, { server }) => switchPlugin(server, id, false),
  show: ({ id }) => `${id} is off`,
})
