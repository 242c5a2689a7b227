import { defineCommand } from '../cli/command.ts'
import { switchGraphNodeFile } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '<file>',
  summary: 'Switch a file with graph nodes off: graphs that use them no longer run',
  options: {},
  run: ({ positionals: [file = ''] }, { server }) => switchGraphNodeFile(server, file, false),
  show: ({ filename }) => `${filename} is off`,
})
