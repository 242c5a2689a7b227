import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { day } from '../../../ui/format.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { Section } from '../../../ui/page.tsx'
import { ROW_LINK, RowsTable } from '../../../ui/rows-table.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { inWords } from '../money.ts'
import { invoicesQuery, type Role } from '../queries.ts'
import { texts } from '../texts.ts'
import { InvoiceState } from './InvoiceState.tsx'

const { invoices: words } = texts

/** What subscriptions and use came to: the account's own bills, and those of its customers. */
export function InvoicesTab({ owner }: { owner: string | undefined }) {
  return (
    <div className="space-y-8">
      <Side side="buyer" owner={owner} />
      <Side side="seller" owner={owner} />
    </div>
  )
}

function Side({ side, owner }: { side: Role; owner: string | undefined }) {
  const invoices = useInfiniteQuery(invoicesQuery(side, owner))
  const isSeller = side === 'seller'
  return (
    <Section title={isSeller ? words.customers : words.yours}>
      <Loaded query={invoices} lines={3}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items)
          if (rows.length === 0) {
            return (
              <EmptyState title={isSeller ? words.nothingSold : words.nothing}>
                {words.nothingHint}
              </EmptyState>
            )
          }
          return (
            <RowsTable
              rows={rows}
              keyOf={({ id }) => id}
              more={invoices}
              isLinked
              columns={[
                {
                  name: texts.purchases.what,
                  className: 'max-w-80 min-w-40',
                  cell: ({ id, parties, kind }) => (
                    <>
                      <Link to="/sales/invoices/$id" params={{ id } as never} className={ROW_LINK}>
                        {parties?.title ?? id}
                      </Link>
                      <span className="block truncate text-xs text-ink-soft">{words.kinds[kind]}</span>
                    </>
                  ),
                },
                {
                  name: isSeller ? texts.purchases.buyer : texts.purchases.seller,
                  cell: ({ parties }) => parties?.[isSeller ? 'buyer' : 'seller'],
                },
                {
                  name: texts.amount,
                  look: 'amount',
                  className: 'font-medium',
                  cell: ({ amount }) => inWords(amount),
                },
                { name: texts.state, cell: ({ status }) => <InvoiceState status={status} /> },
                {
                  name: words.period,
                  look: 'quiet',
                  cell: ({ period_start: from, period_end: to }) => words.from(day(from), day(to)),
                },
              ]}
            />
          )
        }}
      </Loaded>
    </Section>
  )
}
