import { defineCommand } from '../cli/command.ts'
import { deleteOauthApp } from '../oauth/oauth-apps.ts'

export default defineCommand({
  usage: '<client-id>',
  summary: 'Remove an app, and end every token it was given',
  options: {},
  async run({ positionals: [id = ''] }, { server }) {
    await deleteOauthApp(server, id)
    return { id }
  },
  show: ({ id }) => `${id} is removed`,
})
