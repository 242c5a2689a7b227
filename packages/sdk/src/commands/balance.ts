import { defineCommand } from '../cli/command.ts'
import { facts } from '../cli/table.ts'
import { getBalance } from '../commerce/balance.ts'
import { showMoney } from '../commerce/price.ts'

export default defineCommand({
  usage: '',
  summary: 'Show what you have earned',
  options: { owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' } },
  run: ({ values: { owner } }, { server }) => getBalance(server, owner ? { owner } : {}),
  show: ({ available, pending, in_transit: inTransit }) =>
    facts({
      available: available.map(showMoney),
      pending: pending.map(showMoney),
      'on its way': inTransit.map(showMoney),
    }),
})
