import { defineCommand } from '../cli/command.ts'
import { showMoney, toMinorUnits } from '../commerce/price.ts'
import { refund } from '../commerce/purchases.ts'

export default defineCommand({
  usage: '<purchase>',
  summary: 'Give the money of a purchase back, all or a part',
  options: {
    amount: { type: 'string', value: 'usd', summary: 'dollars (default all that is left)' },
    note: { type: 'string', value: 'text', summary: 'why, for your books' },
  },
  run: ({ positionals: [purchase = ''], values: { amount, note } }, { server }) =>
    refund(server, {
      purchase_id: purchase,
      ...(amount ? { amount: toMinorUnits(amount) } : {}),
      ...(note ? { note } : {}),
    }),
  show: ({ id, amount, status }) => `Refund ${id} of ${showMoney(amount)}: ${status}`,
  isFailure: ({ status }) => status === 'failed',
})
