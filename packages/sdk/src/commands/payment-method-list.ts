import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listPaymentMethods } from '../commerce/payment-methods.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List your payment methods',
  options: { owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' } },
  run: ({ values: { owner } }, { server }) => take(listPaymentMethods(server, owner ? { owner } : {}), 100),
  show: (methods) =>
    methods.length === 0
      ? 'There are no payment methods.'
      : table([
          ['ID', 'CARD', 'EXPIRES'],
          ...methods.map(({ id, card }) => [
            id,
            `${card.brand} …${card.last4}`,
            `${card.exp_month}/${card.exp_year}`,
          ]),
        ]),
})
