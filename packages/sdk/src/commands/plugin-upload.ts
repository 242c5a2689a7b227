import { defineCommand } from '../cli/command.ts'
import { showUploaded } from '../cli/extension.ts'
import { uploadPlugin } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '<file>',
  summary: 'Bring a plugin to the server, or a new version of it',
  details:
    'A .tgz as npm pack makes it, of at most 8 MiB; it runs in processes of its own. Only the owner of the server may.',
  options: {},
  run: ({ positionals: [file = ''] }, { server }) => uploadPlugin(server, file),
  show: (plugin) => showUploaded(`${plugin.id} ${plugin.version}`, plugin),
  isFailure: ({ problems }) => problems.length > 0,
})
