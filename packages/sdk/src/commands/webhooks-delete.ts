import { defineCommand } from '../cli/command.ts'
import { deleteWebhookEndpoint } from '../webhooks/delete-webhook-endpoint.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Send events to an address no longer',
  options: {},
  async run({ positionals: [id = ''] }, { server }) {
    await deleteWebhookEndpoint(server, id)
    return { id }
  },
  show: ({ id }) => `${id} is removed`,
})
