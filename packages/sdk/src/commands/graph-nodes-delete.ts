import { defineCommand } from '../cli/command.ts'
import { deleteGraphNodeFile } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '<file>',
  summary: 'Delete a file with graph nodes from the server, with what it has written there',
  options: {},
  run: ({ positionals: [file = ''] }, { server }) => deleteGraphNodeFile(server, file),
  show: ({ message }) => message,
})
