import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copyable.tsx'
import { day } from '../../../ui/format.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { Facts, Page } from '../../../ui/page.tsx'
import { inWords, unitName, unitPrice } from '../money.ts'
import { type Invoice, invoiceQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { InvoiceState } from './InvoiceState.tsx'

const { invoices: words } = texts

/** One invoice: for what, between whom, and how it adds up; made to be printed, too. */
export function InvoicePage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const invoice = useQuery(invoiceQuery(id))
  return (
    <Page
      above={
        <Link to="/sales" search={{ tab: 'invoices' } as never} className="hover:text-ink">
          {texts.tabs.invoices}
        </Link>
      }
      title={
        <>
          {invoice.data?.parties?.title ?? words.title}
          {invoice.data && <InvoiceState status={invoice.data.status} />}
        </>
      }
      actions={
        invoice.data && (
          <Button className="print:hidden" onClick={() => window.print()}>
            <Printer aria-hidden size={15} />
            {words.print}
          </Button>
        )
      }
    >
      <Loaded query={invoice} lines={6}>
        {(found) => (
          <div className="space-y-6">
            <About invoice={found} />
            <Lines invoice={found} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function About({ invoice: { id, parties, ...invoice } }: { invoice: Invoice }) {
  const [owner, name] = parties?.asset.slug.split('/') ?? []
  const rows = [
    [
      words.number,
      <span key="id" className="flex items-center gap-1">
        <code className="font-mono text-xs break-all">{id}</code>
        <CopyButton text={id} className="-my-1 print:hidden" />
      </span>,
    ],
    [words.kind, words.kinds[invoice.kind]],
    [words.period, words.from(day(invoice.period_start), day(invoice.period_end))],
    [words.made, day(invoice.created_at)],
    [words.paidOn, invoice.paid_at ? day(invoice.paid_at) : '–'],
  ] as const
  return (
    <div className="card grid grid-cols-2 gap-6 p-5 max-md:grid-cols-1">
      <Facts rows={rows} />
      {parties && (
        <Facts
          rows={[
            [texts.purchases.seller, parties.seller],
            [texts.purchases.buyer, parties.buyer],
            [
              texts.buy.asset,
              <Link
                key="asset"
                to={
                  parties.asset.kind === 'model' ? '/explore/$owner/$name' : '/explore/datasets/$owner/$name'
                }
                params={{ owner, name } as never}
                className="text-accent hover:underline"
              >
                {parties.asset.slug}
              </Link>,
            ],
          ]}
        />
      )}
    </div>
  )
}

function Lines({ invoice: { lines, amount, kind } }: { invoice: Invoice }) {
  const { currency } = amount
  const isUse = kind === 'usage'
  return (
    <div className="card overflow-x-auto">
      <table className="rows tabular-nums">
        <thead>
          <tr>
            <th scope="col">{words.line}</th>
            <th scope="col" className="text-right">
              {words.quantity}
            </th>
            {isUse && (
              <>
                <th scope="col" className="text-right">
                  {words.included}
                </th>
                <th scope="col" className="text-right">
                  {words.unitPrice}
                </th>
              </>
            )}
            <th scope="col" className="text-right">
              {texts.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.description}>
              <td className="first-letter:uppercase">{unitName(line.description)}</td>
              <td className="text-right">{line.quantity.toLocaleString('en')}</td>
              {isUse && (
                <>
                  <td className="text-right">{(line.included ?? 0).toLocaleString('en')}</td>
                  <td className="text-right">
                    {unitPrice({ currency, unit_amount_decimal: line.unit_amount_decimal ?? null })}
                  </td>
                </>
              )}
              <td className="text-right">{inWords({ currency, amount: line.amount })}</td>
            </tr>
          ))}
        </tbody>
        <tfoot className="border-t border-line">
          <tr>
            <th scope="row" colSpan={isUse ? 4 : 2} className="border-b-0">
              {words.total}
            </th>
            <td className="text-right text-base font-semibold">{inWords(amount)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
