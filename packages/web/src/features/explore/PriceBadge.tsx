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

/** What it costs, and the way to where it is bought in the mode one is in; nothing for what is free. */
export function PriceBadge({ assetId, price }: Props) {
  const { data: listing = null } = useQuery({
    queryKey: ['listings', 'of', assetId],
    queryFn: async () => {
      const params = { query: { asset_id: assetId, state: 'published' as const, limit: 1 } }
      return (await answerOf(api.marketplace.GET('/v1/listings', { params }))).items[0] ?? null
    },
  })
  if (listing === null) return price.amount > 0 ? <Badge tone="accent">{money(price)}</Badge> : null
  const { pricing, title } = listing
  return (
    <Link to={`/listings/${listing.id}`} title={texts.toListing(title)} className="hover:underline">
      <Badge tone="accent">{pricing.model === 'usage' ? texts.byUse : money(pricing)}</Badge>
    </Link>
  )
}
