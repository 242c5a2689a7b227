import { defineCommand, UsageError } from '../cli/command.ts'
import { reportUsage } from '../commerce/subscriptions.ts'

export default defineCommand({
  usage: '<subscription> <units>',
  summary: 'Report what a subscriber has used, as the seller',
  options: {},
  run({ positionals: [id = '', units = ''] }, { server }) {
    if (!/^[1-9]\d*$/.test(units)) throw new UsageError('The units must be a whole number, at least 1.')
    return reportUsage(server, { subscription_id: id, quantity: Number(units) })
  },
  show: ({ subscription_id: id, quantity }) => `${quantity} units for ${id}`,
})
