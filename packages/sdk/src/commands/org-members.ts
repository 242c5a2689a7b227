import { listMembers } from '../accounts/list-members.ts'
import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '<org>',
  summary: 'List the members of an organisation',
  options: {},
  run({ positionals: [org = ''] }, { server }) {
    return take(listMembers(server, org))
  },
  show: (members) =>
    table([['USER', 'NAME', 'ROLE'], ...members.map(({ user, role }) => [user.slug, user.name, role])]),
})
