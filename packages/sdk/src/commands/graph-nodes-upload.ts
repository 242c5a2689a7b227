import { defineCommand } from '../cli/command.ts'
import { showUploaded } from '../cli/extension.ts'
import { uploadGraphNodeFile } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '<file>',
  summary: 'Bring a module with graph nodes to the server, or a new state of it',
  details:
    'A .ts, .mts, .js or .mjs file of at most 1 MiB; it runs in a process of its own. Only the owner of the server may.',
  options: {},
  run: ({ positionals: [file = ''] }, { server }) => uploadGraphNodeFile(server, file),
  show: (file) => showUploaded(file.filename, file),
  isFailure: ({ problems }) => problems.length > 0,
})
