import { type Role, setMember } from '../accounts/set-member.ts'
import { defineCommand } from '../cli/command.ts'

export default defineCommand({
  usage: '<org> <user>',
  summary: 'Make a user a member, or give a member another role',
  options: {
    role: {
      type: 'string',
      value: 'role',
      summary: 'owner, admin, contributor (pushes and deploys) or reader (default reader)',
    },
  },
  run({ positionals: [org = '', user = ''], values: { role = 'reader' } }, { server }) {
    // Which roles there are is the server's to say.
    return setMember(server, org, user, role as Role)
  },
  show: ({ user, role }, { positionals: [org] }) => `${user.slug} is now ${role} of ${org}`,
})
