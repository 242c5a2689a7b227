import { defineCommand } from '../cli/command.ts'
import { createPayout } from '../commerce/balance.ts'
import { showMoney, toMinorUnits } from '../commerce/price.ts'

export default defineCommand({
  usage: '',
  summary: 'Have what is available paid out now, instead of next Monday',
  options: {
    amount: { type: 'string', value: 'usd', summary: 'dollars (default all that is available)' },
    currency: { type: 'string', value: 'usd|eur|gbp', summary: 'default usd' },
    owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' },
  },
  run: ({ values: { amount, currency = 'usd', owner } }, { server }) =>
    createPayout(server, {
      currency: currency as 'usd',
      ...(amount ? { amount: toMinorUnits(amount) } : {}),
      ...(owner ? { owner } : {}),
    }),
  show: ({ id, amount, status }) => `Payout ${id} of ${showMoney(amount)}: ${status.replace('_', ' ')}`,
  isFailure: ({ status }) => status === 'failed',
})
