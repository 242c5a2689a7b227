import { answerOf } from '@nodeyard/sdk/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../../app/api.ts'
import { Badge } from '../../ui/badge.tsx'
import { money } from '../../ui/format.ts'
import { texts } from './texts.ts'

interface Props {
  assetId: string
  price: { currency: string; amount: number; model: string }
}

/** What it costs, and the way to where it is bought; nothing for what is free. */
export function PriceBadge({ assetId, price }: Props) {
  const isSold = price.amount > 0
  const { data: listing = null } = useQuery({
    queryKey: ['listings', 'of', assetId],
    enabled: isSold,
    queryFn: async () => {
      const params = { query: { asset_id: assetId, state: 'published' as const, limit: 1 } }
      return (await answerOf(api.marketplace.GET('/v1/listings', { params }))).items[0] ?? null
    },
  })
  if (!isSold) return null
  const badge = <Badge tone="accent">{money(price)}</Badge>
  if (listing === null) return badge
  return (
    <Link to={`/listings/${listing.id}`} title={texts.toListing(listing.title)} className="hover:underline">
      {badge}
    </Link>
  )
}
