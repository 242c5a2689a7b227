import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { showMoney } from '../commerce/price.ts'
import { listSubscriptions } from '../commerce/subscriptions.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List your subscriptions, or with --sold those to what you sell',
  options: {
    sold: { type: 'boolean', summary: 'those to what you sell' },
    owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' },
  },
  run({ values: { sold, owner } }, { server }) {
    const filters = { role: sold ? ('seller' as const) : ('buyer' as const), ...(owner ? { owner } : {}) }
    return take(listSubscriptions(server, filters), 100)
  },
  show: (subscriptions) =>
    subscriptions.length === 0
      ? 'There are no subscriptions.'
      : table([
          ['ID', 'LISTING', 'PRICE', 'STATUS', 'PERIOD ENDS'],
          ...subscriptions.map(({ id, listing_id, price, status, current_period_end }) => [
            id,
            listing_id,
            price.model === 'usage' ? `by ${price.unit}` : `${showMoney(price)} a ${price.interval}`,
            status.replace('_', ' '),
            current_period_end,
          ]),
        ]),
})
