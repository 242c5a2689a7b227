import { defineCommand } from '../cli/command.ts'
import { GRANT, readGrant } from '../cli/extension.ts'
import { switchPlugin } from '../graphs/extensions.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Switch a plugin on, and say what it may do',
  options: { grant: GRANT },
  run: ({ positionals: [id = ''], values: { grant } }, { server }) =>
    switchPlugin(server, id, true, readGrant(grant)),
  show: ({ id }) => `${id} is on`,
})
