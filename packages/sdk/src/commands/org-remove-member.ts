import { removeMember } from '../accounts/remove-member.ts'
import { defineCommand } from '../cli/command.ts'

export default defineCommand({
  usage: '<org> <user>',
  summary: 'Take a member out of an organisation',
  options: {},
  async run({ positionals: [org = '', user = ''] }, { server }) {
    await removeMember(server, org, user)
    return { org, user, removed: true }
  },
  show: ({ org, user }) => `${user} is no longer a member of ${org}`,
})
