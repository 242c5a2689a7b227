import { defineCommand } from '../cli/command.ts'
import { cancelSubscription } from '../commerce/subscriptions.ts'

export default defineCommand({
  usage: '<subscription>',
  summary: 'End a subscription with the period that is paid',
  options: { now: { type: 'boolean', summary: 'end it now' } },
  run: ({ positionals: [id = ''], values: { now } }, { server }) =>
    cancelSubscription(server, id, { now: now === true }),
  show: ({ id, status, current_period_end: end }) =>
    status === 'canceled' ? `${id} has ended` : `${id} ends at ${end}`,
})
