import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listPayouts } from '../commerce/balance.ts'
import { showMoney } from '../commerce/price.ts'
import { take } from '../pages.ts'

export default defineCommand({
  usage: '',
  summary: 'List your payouts',
  options: { owner: { type: 'string', value: 'org', summary: 'of an organisation of yours' } },
  run: ({ values: { owner } }, { server }) => take(listPayouts(server, owner ? { owner } : {}), 100),
  show: (payouts) =>
    payouts.length === 0
      ? 'There are no payouts.'
      : table([
          ['ID', 'AMOUNT', 'STATUS', 'TO', 'WHEN'],
          ...payouts.map((payout) => [
            payout.id,
            showMoney(payout.amount),
            payout.status.replace('_', ' '),
            payout.destination,
            payout.created_at,
          ]),
        ]),
})
