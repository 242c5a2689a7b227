import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Chart } from '../../ui/chart.tsx'
import { Field } from '../../ui/field.tsx'
import { day } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { RowsTable } from '../../ui/rows-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { inWords, type Money } from './money.ts'
import { balanceQuery, type Transaction, transactionsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { balance: words } = texts
const DAY = 86_400

interface Line {
  amount: Money
  created_at: string
}

/** What came in and went out of one currency on each day of those that the lines are from, in whole units. */
function byDay(lines: readonly Line[], currency: string) {
  const own = lines.filter(({ amount }) => amount.currency === currency)
  const dayOf = ({ created_at: at }: Line) => Math.floor(Date.parse(at) / 1000 / DAY)
  const last = Math.max(...own.map(dayOf))
  // Two weeks at least: one day is no line.
  const first = Math.min(last - 13, ...own.map(dayOf))
  const x = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * DAY)
  const came = x.map(() => 0)
  const went = x.map(() => 0)
  for (const line of own) {
    const at = dayOf(line) - first
    const { amount } = line.amount
    if (amount >= 0) came[at] = came[at]! + amount / 100
    else went[at] = went[at]! - amount / 100
  }
  return { x, came, went }
}

/** What is bought from a balance is a charge as well. */
const typeOf = ({ type, amount }: Transaction) =>
  type === 'charge' && amount.amount < 0 ? words.bought : (words.types[type] ?? type)

/** What a movement was about: the listing and its other party, else the payout. */
function Source({ line: { source_id: id, parties } }: { line: Transaction }) {
  if (!parties) return <code className="font-mono text-xs/5 break-words">{id}</code>
  return (
    <span title={id}>
      <span className="block truncate font-medium">{parties.title}</span>
      <span className="block truncate text-xs text-ink-soft">
        {parties.asset.slug} · {parties.buyer}
      </span>
    </span>
  )
}

/** What was earned, every movement of it, and a statement to keep. */
export function BalanceTab({ owner }: { owner: string | undefined }) {
  const balance = useQuery(balanceQuery(owner))
  const transactions = useInfiniteQuery(transactionsQuery(owner))
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const query = new URLSearchParams({
    ...(owner !== undefined && { owner }),
    ...(from !== '' && { from: `${from}T00:00:00Z` }),
    ...(to !== '' && { to: `${to}T00:00:00Z` }),
  })
  return (
    <div className="space-y-8">
      <Loaded query={balance} lines={2}>
        {({ available, pending, in_transit: transit }) => (
          <div className="grid grid-cols-3 gap-4 max-md:grid-cols-1">
            {(
              [
                [words.available, words.availableHint, available],
                [words.pending, words.pendingHint, pending],
                [words.transit, words.transitHint, transit],
              ] as const
            ).map(([name, hint, sums]) => (
              <div key={name} className="card p-4">
                <h2 className="text-ink-soft">{name}</h2>
                {(sums.length === 0 ? [{ currency: 'usd', amount: 0 }] : sums).map((sum) => (
                  <p key={sum.currency} className="mt-1 text-xl font-semibold tabular-nums">
                    {inWords(sum)}
                  </p>
                ))}
                <p className="mt-1 text-xs text-ink-soft">{hint}</p>
              </div>
            ))}
          </div>
        )}
      </Loaded>
      <Section
        title={words.transactions}
        actions={
          <div className="flex flex-wrap items-end gap-2">
            <Field label={words.from}>
              <input
                type="date"
                value={from}
                onChange={({ target }) => setFrom(target.value)}
                className="field"
              />
            </Field>
            <Field label={words.to}>
              <input
                type="date"
                value={to}
                onChange={({ target }) => setTo(target.value)}
                className="field"
              />
            </Field>
            <a
              href={`/v1/balance/statement?${query}`}
              download="statement.csv"
              className="inline-flex h-9 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-canvas"
            >
              <Download aria-hidden size={15} />
              {words.get}
            </a>
          </div>
        }
      >
        <Loaded query={transactions}>
          {({ pages }) => {
            const rows = pages.flatMap(({ items }) => items)
            if (rows.length === 0) return <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>
            const currencies = [...new Set(rows.map(({ amount }) => amount.currency))]
            return (
              <>
                <div
                  className={`grid gap-4 ${currencies.length > 1 ? 'grid-cols-2 max-lg:grid-cols-1' : 'grid-cols-1'}`}
                >
                  {currencies.map((currency) => {
                    const { x, came, went } = byDay(rows, currency)
                    return (
                      <div key={currency} className="card min-w-0 p-4">
                        <Chart
                          label={`${words.earnings}, ${currency.toUpperCase()}`}
                          x={x}
                          series={[
                            { label: words.inLabel, values: came, color: 'good' },
                            { label: words.outLabel, values: went, color: 'bad' },
                          ]}
                          height={140}
                          format={(value) => inWords({ currency, amount: Math.round(value * 100) })}
                        />
                      </div>
                    )
                  })}
                </div>
                <RowsTable
                  rows={rows}
                  keyOf={({ id }) => id}
                  more={transactions}
                  columns={[
                    {
                      name: texts.amount,
                      look: 'amount',
                      className: 'font-medium',
                      cell: ({ amount }) => (
                        <span className={amount.amount < 0 ? 'text-bad' : 'text-good'}>
                          {amount.amount > 0 && '+'}
                          {inWords(amount)}
                        </span>
                      ),
                    },
                    {
                      name: words.type,
                      className: 'whitespace-nowrap',
                      cell: typeOf,
                    },
                    { name: words.source, className: 'max-w-72', cell: (line) => <Source line={line} /> },
                    { name: words.availableOn, look: 'quiet', cell: ({ available_at: at }) => day(at) },
                    { name: texts.date, look: 'quiet', cell: ({ created_at: at }) => day(at) },
                  ]}
                />
              </>
            )
          }}
        </Loaded>
      </Section>
    </div>
  )
}
