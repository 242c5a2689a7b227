import { defineCommand, UsageError } from '../cli/command.ts'
import { printable, table } from '../cli/table.ts'
import { take } from '../pages.ts'
import { listWebhookDeliveries } from '../webhooks/list-webhook-deliveries.ts'

const STATES = ['pending', 'delivered', 'failed'] as const

export default defineCommand({
  usage: '<endpoint>',
  summary: 'What an address was told, and how it answered',
  options: {
    state: { type: 'string', value: 'state', summary: 'pending, delivered or failed' },
    limit: { type: 'string', short: 'n', value: 'number', summary: 'how many at most (default 50)' },
  },
  run({ positionals: [id = ''], values: { state, limit = '50' } }, { server }) {
    if (!/^\d+$/.test(limit)) throw new UsageError('--limit must be a whole number')
    const known = STATES.find((name) => name === state)
    if (state !== undefined && !known) throw new UsageError('--state must be pending, delivered or failed')
    return take(listWebhookDeliveries(server, id, { state: known }), Number(limit))
  },
  show: (events) =>
    table([
      ['EVENT', 'TYPE', 'STATE', 'TRIES', 'LAST ANSWER'],
      ...events.map(({ id, type, delivery: { state, attempts } }) => {
        const last = attempts.at(-1)
        return [
          id,
          type,
          state,
          String(attempts.length),
          printable(last?.error ?? String(last?.status ?? '-')),
        ]
      }),
    ]),
})
