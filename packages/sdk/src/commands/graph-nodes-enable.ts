import { defineCommand } from '../cli/command.ts'
import { GRANT, readGrant } from '../cli/extension.ts'
import { switchGraphNodeFile } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '<file>',
  summary: 'Switch a file with graph nodes on, and say what it may do',
  options: { grant: GRANT },
  run: ({ positionals: [file = ''], values: { grant } }, { server }) =>
    switchGraphNodeFile(server, file, true, readGrant(grant)),
  show: ({ filename }) => `${filename} is on`,
})
