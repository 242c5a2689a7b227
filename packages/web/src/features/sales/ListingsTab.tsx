import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { ago } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { ROW_LINK, RowsTable } from '../../ui/rows-table.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ListingState } from './ListingState.tsx'
import { type Pricing, priceOf } from './money.ts'
import { listingsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { listings: words } = texts

export const PRIMARY_LINK =
  'inline-flex h-8 items-center gap-2 rounded-md bg-accent px-3 font-medium text-accent-ink hover:brightness-110'

function Price({ pricing }: { pricing: Pricing }) {
  const { price, often } = priceOf(pricing)
  return (
    <>
      {price} <span className="text-ink-soft">{often}</span>
    </>
  )
}

/** What an account offers, drafts too. */
export function ListingsTab({ owner }: { owner: string }) {
  const listings = useQuery(listingsQuery(owner))
  return (
    <Section
      title={texts.tabs.listings}
      hint={words.hint}
      actions={
        <Link to="/sales/new" className={PRIMARY_LINK}>
          <Plus aria-hidden size={15} />
          {words.new}
        </Link>
      }
    >
      <Loaded query={listings}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>
          ) : (
            <RowsTable
              rows={rows}
              keyOf={({ id }) => id}
              isLinked
              columns={[
                {
                  name: words.title,
                  className: 'max-w-96 min-w-48',
                  cell: ({ id, title, asset }) => (
                    <>
                      <Link to="/sales/listings/$id" params={{ id } as never} className={ROW_LINK}>
                        {title}
                      </Link>
                      <span className="block truncate text-xs text-ink-soft">{asset.slug}</span>
                    </>
                  ),
                },
                { name: texts.price, look: 'amount', cell: ({ pricing }) => <Price pricing={pricing} /> },
                {
                  name: words.visibility,
                  className: 'whitespace-nowrap',
                  cell: ({ visibility }) => texts.editor.visibilities[visibility],
                },
                { name: texts.state, cell: ({ state }) => <ListingState state={state} /> },
                { name: texts.date, look: 'quiet', cell: ({ updated_at: at }) => ago(at) },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}
