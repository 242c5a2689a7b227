import { defineCommand } from '../cli/command.ts'
import { createWebhookEndpoint, type NewWebhookEndpoint } from '../webhooks/create-webhook-endpoint.ts'

export default defineCommand({
  usage: '<url>',
  summary: 'Have events sent to an address',
  details:
    'The secret that deliveries are verified with is printed this once. Without --event it is all events.',
  options: {
    event: {
      type: 'string',
      value: 'type',
      multiple: true,
      summary: 'what to hear of, for example payout.paid',
    },
    owner: { type: 'string', value: 'org', summary: "an organisation's events in place of yours" },
  },
  run({ positionals: [url = ''], values: { event = ['*'], owner } }, { server }) {
    // Which types there are is the server's to say.
    const events = event as NewWebhookEndpoint['events']
    return createWebhookEndpoint(server, { url, events, ...(owner ? { owner } : {}) })
  },
  show: ({ id, url, secret, standard_secret: standard }) =>
    `${id} is told of events at ${url}\nsecret: ${secret}\nfor libraries of Standard Webhooks: ${standard}`,
})
