import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { showMoney } from '../commerce/price.ts'
import { listPurchases } from '../commerce/purchases.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List what you bought, or with --sold what was bought from you',
  options: {
    sold: { type: 'boolean', summary: 'what was bought from you' },
    owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' },
    limit: { type: 'string', value: 'count', summary: 'at most so many (default 100)' },
  },
  run({ values: { sold, owner, limit = '100' } }, { server }) {
    const filters = { role: sold ? ('seller' as const) : ('buyer' as const), ...(owner ? { owner } : {}) }
    return take(listPurchases(server, filters), Number(limit))
  },
  show: (purchases) =>
    purchases.length === 0
      ? 'There are no purchases.'
      : table([
          ['ID', 'LISTING', 'KIND', 'AMOUNT', 'SELLER GETS', 'STATUS', 'WHEN'],
          ...purchases.map((purchase) => [
            purchase.id,
            purchase.listing_id,
            purchase.kind,
            showMoney(purchase.amount),
            showMoney(purchase.seller_payout),
            purchase.status.replace('_', ' '),
            purchase.created_at,
          ]),
        ]),
})
