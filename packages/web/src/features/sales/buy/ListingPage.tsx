import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { meQuery, orgsQuery, useActingOrg } from '../../../app/session.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ListingState } from '../ListingState.tsx'
import { ListingView, PriceTag } from '../ListingView.tsx'
import { boughtQuery, grantQuery, type Listing, listingQuery } from '../queries.ts'
import { texts } from '../texts.ts'
import { Checkout } from './Checkout.tsx'
import { Owned } from './Owned.tsx'

const { buy: words } = texts

/** Where a listing is bought, and where what was bought is fetched. */
export function ListingPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const listing = useQuery(listingQuery(id))
  return (
    <div className="mx-auto max-w-6xl px-6 py-6">
      <Loaded query={listing} lines={6}>
        {(found) => (
          <div className="grid grid-cols-[minmax(0,1fr)_22rem] items-start gap-8 max-lg:grid-cols-[minmax(0,1fr)_19rem] max-lg:gap-6 max-md:grid-cols-1">
            <ListingView listing={{ ...found, owner: found.owner.slug }} />
            <aside
              aria-label={texts.price}
              className="card sticky top-6 space-y-4 p-5 max-md:static max-md:row-start-1"
            >
              <PriceTag listing={found} />
              <Offer listing={found} />
            </aside>
          </div>
        )}
      </Loaded>
    </div>
  )
}

const PAID = new Set(['succeeded', 'partially_refunded', 'disputed'])

/** A licence ends with its subscription, and with a refund. */
const isValid = ({ revoked_at, expires_at }: { revoked_at: string | null; expires_at: string | null }) =>
  revoked_at === null && (expires_at === null || Date.parse(expires_at) > Date.now())

/** What can be done with a listing by whoever looks at it. */
function Offer({ listing }: { listing: Listing }) {
  const { data: me } = useQuery(meQuery)
  const { data: orgs = [] } = useQuery(orgsQuery)
  const buyer = useActingOrg()?.slug
  const bought = useQuery(boughtQuery(listing.id, buyer))
  const grantId = bought.data?.find(({ status }) => PAID.has(status))?.license_grant_id
  const grant = useQuery({ ...grantQuery(grantId ?? ''), enabled: !!grantId })
  const isOwn =
    listing.owner.id === me?.id || orgs.some(({ id, role }) => id === listing.owner.id && role !== 'reader')
  if (isOwn) {
    return (
      <div className="space-y-2">
        <p className="flex items-center gap-2 font-medium">
          {words.own} <ListingState state={listing.state} />
        </p>
        <p className="text-ink-soft">{words.ownHint}</p>
        <Link
          to="/sales/listings/$id"
          params={{ id: listing.id } as never}
          className="font-medium text-accent hover:underline"
        >
          {texts.edit}
        </Link>
      </div>
    )
  }
  return (
    <Loaded query={bought} lines={2}>
      {(purchases) => {
        const paid = purchases.find(({ status }) => PAID.has(status))
        if (paid && grant.data === undefined) return <Loaded query={grant}>{() => null}</Loaded>
        if (paid && grant.data && isValid(grant.data)) return <Owned purchase={paid} listing={listing} />
        if (listing.state !== 'published') return <p className="text-ink-soft">{words.notOnSale}</p>
        const waiting = purchases.find(
          ({ status }) => status === 'requires_action' || status === 'processing',
        )
        return (
          <>
            {listing.mode === 'test' && (
              <p className="rounded-md bg-warn-soft px-3 py-2 text-xs text-warn">{words.mode}</p>
            )}
            <Checkout key={buyer} listing={listing} buyer={buyer} waiting={waiting} />
          </>
        )
      }}
    </Loaded>
  )
}
