import { defineCommand } from '../cli/command.ts'
import { deletePlugin } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Delete a plugin that was uploaded, with what it has written on the server',
  options: {},
  run: ({ positionals: [id = ''] }, { server }) => deletePlugin(server, id),
  show: ({ message }) => message,
})
