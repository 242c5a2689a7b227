import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { ago } from '../../ui/format.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ListingState } from './ListingState.tsx'
import { priceOf } from './money.ts'
import { listingsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { listings: words } = texts

export const PRIMARY_LINK =
  'inline-flex h-8 items-center gap-2 rounded-md bg-accent px-3 font-medium text-accent-ink hover:brightness-110'

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
            <div className="card overflow-x-auto">
              <table className="rows">
                <thead>
                  <tr>
                    <th scope="col">{words.title}</th>
                    <th scope="col">{texts.price}</th>
                    <th scope="col">{words.visibility}</th>
                    <th scope="col">{texts.state}</th>
                    <th scope="col">{texts.date}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((listing) => {
                    const { price, often } = priceOf(listing.pricing)
                    return (
                      <tr key={listing.id} className="relative hover:bg-canvas">
                        <td className="max-w-96 min-w-48">
                          <Link
                            to="/sales/listings/$id"
                            params={{ id: listing.id } as never}
                            className="block truncate font-semibold after:absolute after:inset-0 hover:text-accent"
                          >
                            {listing.title}
                          </Link>
                          <span className="block truncate text-xs text-ink-soft">{listing.asset.slug}</span>
                        </td>
                        <td className="whitespace-nowrap tabular-nums">
                          {price} <span className="text-ink-soft">{often}</span>
                        </td>
                        <td className="whitespace-nowrap">{texts.editor.visibilities[listing.visibility]}</td>
                        <td>
                          <ListingState state={listing.state} />
                        </td>
                        <td className="whitespace-nowrap text-ink-soft">{ago(listing.updated_at)}</td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </Section>
  )
}
