import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { take } from '../pages.ts'
import { listWebhookEndpoints } from '../webhooks/list-webhook-endpoints.ts'

export default defineCommand({
  usage: '',
  summary: 'List the addresses that events are sent to',
  options: { owner: { type: 'string', value: 'org', summary: "an organisation's in place of yours" } },
  run: ({ values: { owner } }, { server }) => take(listWebhookEndpoints(server, { owner })),
  show: (endpoints) =>
    endpoints.length === 0
      ? 'There are no webhook endpoints.'
      : table([
          ['ID', 'STATUS', 'URL', 'EVENTS'],
          ...endpoints.map(({ id, status, url, events }) => [id, status, url, events.join(' ')]),
        ]),
})
