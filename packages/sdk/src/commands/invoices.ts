import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { showMoney } from '../commerce/price.ts'
import { listInvoices } from '../commerce/subscriptions.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List the invoices of your subscriptions, or with --sold of what you sell',
  options: {
    sold: { type: 'boolean', summary: 'of what you sell' },
    subscription: { type: 'string', value: 'id', summary: 'of this one only' },
    owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' },
  },
  run({ values: { sold, subscription, owner } }, { server }) {
    const filters = {
      role: sold ? ('seller' as const) : ('buyer' as const),
      ...(subscription ? { subscription_id: subscription } : {}),
      ...(owner ? { owner } : {}),
    }
    return take(listInvoices(server, filters), 100)
  },
  show: (invoices) =>
    invoices.length === 0
      ? 'There are no invoices.'
      : table([
          ['ID', 'SUBSCRIPTION', 'KIND', 'AMOUNT', 'STATUS', 'FROM', 'TO'],
          ...invoices.map((invoice) => [
            invoice.id,
            invoice.subscription_id,
            invoice.kind,
            showMoney(invoice.amount),
            invoice.status,
            invoice.period_start,
            invoice.period_end,
          ]),
        ]),
})
