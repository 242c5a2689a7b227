import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { day } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { type Column, RowsTable } from '../../ui/rows-table.tsx'
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

const EARNED: Column<Purchase> = {
  name: words.earned,
  look: 'amount',
  cell: ({ status, seller_payout: payout }) => (status === 'failed' ? '–' : inWords(payout)),
}

/** What was bought, and why it was not when it was not. */
function What({ purchase: { listing_id: id, parties, kind, failure } }: { purchase: Purchase }) {
  return (
    <>
      <Link
        to="/listings/$id"
        params={{ id } as never}
        className="block truncate font-medium hover:text-accent"
      >
        {parties?.title ?? id}
      </Link>
      <span className="block truncate text-xs text-ink-soft">
        {parties?.asset.slug}
        {kind !== 'initial' && ` · ${words.kinds[kind]}`}
      </span>
      {failure && <span className="block truncate text-xs text-bad">{failure.message}</span>}
    </>
  )
}

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
              <RowsTable
                rows={rows}
                keyOf={({ id }) => id}
                more={purchases}
                columns={[
                  {
                    name: texts.amount,
                    look: 'amount',
                    className: 'font-medium',
                    cell: ({ amount, refunded }) => (
                      <>
                        {inWords(amount)}
                        {refunded.amount > 0 && (
                          <span className="block text-xs font-normal text-ink-soft">
                            − {inWords(refunded)}
                          </span>
                        )}
                      </>
                    ),
                  },
                  {
                    name: words.what,
                    className: 'max-w-80 min-w-40',
                    cell: (row) => <What purchase={row} />,
                  },
                  {
                    name: isSeller ? words.buyer : words.seller,
                    cell: ({ parties }) => parties?.[isSeller ? 'buyer' : 'seller'],
                  },
                  ...(isSeller ? [EARNED] : []),
                  { name: texts.state, cell: ({ status }) => <PurchaseStatus status={status} /> },
                  {
                    name: texts.date,
                    look: 'quiet',
                    cell: ({ created_at: at }) => <time dateTime={at}>{day(at)}</time>,
                  },
                ]}
                action={(row) =>
                  isRefundable(row) ? (
                    <Button
                      look="quiet"
                      aria-label={`${words.refund} ${row.parties?.title ?? row.id}`}
                      onClick={() => setRefunding(row)}
                    >
                      {words.refund}
                    </Button>
                  ) : row.status === 'requires_action' && !isSeller ? (
                    <Link
                      to="/listings/$id"
                      params={{ id: row.listing_id } as never}
                      className="font-medium text-accent hover:underline"
                    >
                      {words.confirm}
                    </Link>
                  ) : null
                }
              />
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
