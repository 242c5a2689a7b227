import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Disputes } from './Disputes.tsx'
import { inWords } from './money.ts'
import { PaymentMethods } from './PaymentMethods.tsx'
import { PurchaseStatus } from './PurchaseStatus.tsx'
import { type Purchase, purchasesQuery, type Role } from './queries.ts'
import { RefundDialog } from './RefundDialog.tsx'
import { texts } from './texts.ts'

const { purchases: words } = texts

const isRefundable = ({ status, amount, refunded }: Purchase) =>
  (status === 'succeeded' || status === 'partially_refunded') && amount.amount > refunded.amount

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' })

interface Props {
  side: Role
  owner: string | undefined
  isTest: boolean
}

/** What was sold, or bought, and giving it back. */
export function PurchasesTab({ side, owner, isTest }: Props) {
  const [status, setStatus] = useState('')
  const [refunding, setRefunding] = useState<Purchase>()
  const purchases = useInfiniteQuery(purchasesQuery(side, owner, status))
  const isSeller = side === 'seller'
  return (
    <div className="space-y-8">
      {isSeller && <Disputes owner={owner} isTest={isTest} />}
      <Section
        title={isSeller ? texts.tabs.sold : texts.tabs.bought}
        actions={
          <select
            aria-label={words.filter}
            value={status}
            onChange={({ target }) => setStatus(target.value)}
            className="field w-auto"
          >
            <option value="">{words.all}</option>
            {Object.entries(words.statuses).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        }
      >
        <Loaded query={purchases}>
          {({ pages }) => {
            const rows = pages.flatMap(({ items }) => items)
            if (rows.length === 0) {
              return (
                <EmptyState title={isSeller ? words.nothingSold : words.nothingBought}>
                  <p>{isSeller ? words.nothingSoldHint : words.nothingBoughtHint}</p>
                  {!isSeller && (
                    <Link to="/explore" className="mt-2 inline-block font-medium text-accent hover:underline">
                      {words.explore}
                    </Link>
                  )}
                </EmptyState>
              )
            }
            return (
              <div className="card overflow-x-auto">
                <table className="rows">
                  <thead>
                    <tr>
                      <th scope="col">{texts.amount}</th>
                      <th scope="col">{words.what}</th>
                      <th scope="col">{isSeller ? words.buyer : words.seller}</th>
                      {isSeller && <th scope="col">{words.earned}</th>}
                      <th scope="col">{texts.state}</th>
                      <th scope="col">{texts.date}</th>
                      <th scope="col">
                        <span className="sr-only">{texts.actions}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.id} className="hover:bg-canvas">
                        <td className="font-medium whitespace-nowrap tabular-nums">
                          {inWords(row.amount)}
                          {row.refunded.amount > 0 && (
                            <span className="block text-xs font-normal text-ink-soft">
                              − {inWords(row.refunded)}
                            </span>
                          )}
                        </td>
                        <td className="max-w-80 min-w-40">
                          <Link
                            to="/listings/$id"
                            params={{ id: row.listing_id } as never}
                            className="block truncate font-medium hover:text-accent"
                          >
                            {row.parties?.title ?? row.listing_id}
                          </Link>
                          <span className="block truncate text-xs text-ink-soft">
                            {row.parties?.asset.slug}
                            {row.kind !== 'initial' && ` · ${words.kinds[row.kind]}`}
                          </span>
                          {row.failure && (
                            <span className="block truncate text-xs text-bad">{row.failure.message}</span>
                          )}
                        </td>
                        <td>{isSeller ? row.parties?.buyer : row.parties?.seller}</td>
                        {isSeller && (
                          <td className="whitespace-nowrap tabular-nums">
                            {row.status === 'failed' ? '–' : inWords(row.seller_payout)}
                          </td>
                        )}
                        <td>
                          <PurchaseStatus status={row.status} />
                        </td>
                        <td className="whitespace-nowrap text-ink-soft">
                          <time dateTime={row.created_at}>{day.format(new Date(row.created_at))}</time>
                        </td>
                        <td className="text-right">
                          {isRefundable(row) && (
                            <Button
                              look="quiet"
                              aria-label={`${words.refund} ${row.parties?.title ?? row.id}`}
                              onClick={() => setRefunding(row)}
                            >
                              {words.refund}
                            </Button>
                          )}
                          {row.status === 'requires_action' && !isSeller && (
                            <Link
                              to="/listings/$id"
                              params={{ id: row.listing_id } as never}
                              className="font-medium text-accent hover:underline"
                            >
                              {words.confirm}
                            </Link>
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                {purchases.hasNextPage && (
                  <div className="border-t border-line p-2 text-center">
                    <Button
                      look="quiet"
                      disabled={purchases.isFetchingNextPage}
                      onClick={() => void purchases.fetchNextPage()}
                    >
                      {words.more}
                    </Button>
                  </div>
                )}
              </div>
            )
          }}
        </Loaded>
        {refunding && (
          <RefundDialog purchase={refunding} isSeller={isSeller} onClose={() => setRefunding(undefined)} />
        )}
      </Section>
      {!isSeller && <PaymentMethods owner={owner} isTest={isTest} />}
    </div>
  )
}
