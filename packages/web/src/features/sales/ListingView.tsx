import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { type Pricing, priceOf, unitName } from './money.ts'
import { texts } from './texts.ts'

const { buy: words } = texts

const Markdown = lazy(() => import('../../ui/markdown.tsx'))

/** What a listing shows to who may buy it, as far as it is known: an editor's preview may lack a lot. */
export interface Shown {
  title: string
  short_description: string | null
  description: string | null
  asset: { kind: 'model' | 'dataset'; slug: string }
  owner: string
  pricing: Pricing
  license: string
  license_text: string | null
  seats: number | null
  tags: readonly string[]
  gallery: readonly { kind: 'image' | 'video'; url: string; alt: string | null }[]
}

/** The price of a listing and what comes with it. */
export function PriceTag({ listing: { pricing, seats } }: { listing: Pick<Shown, 'pricing' | 'seats'> }) {
  const { price, often } = priceOf(pricing)
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-2xl font-semibold tabular-nums">{price}</span>
        <span className="text-ink-soft">{often}</span>
      </p>
      {pricing.model === 'usage' && pricing.included_units > 0 && (
        <p className="text-ink-soft">
          {words.included(pricing.included_units.toLocaleString('en'), unitName(pricing.unit))}
        </p>
      )}
      {pricing.trial_days > 0 && <p className="text-ink-soft">{words.trial(pricing.trial_days)}</p>}
      {seats !== null && <p className="text-ink-soft">{words.seats(seats)}</p>}
    </div>
  )
}

/** Ours are shown; pictures elsewhere are linked to, since this page loads nothing of others. */
const isOurs = (url: string) =>
  url.startsWith('blob:') || url.startsWith('/') || url.startsWith(`${location.origin}/`)

/** A listing without its price: what it is, in words and pictures. */
export function ListingView({ listing, level = 1 }: { listing: Shown; level?: 1 | 2 }) {
  const Heading = level === 1 ? 'h1' : 'h3'
  const { asset, gallery, tags } = listing
  const [assetOwner, name] = asset.slug.split('/')
  return (
    <article className="min-w-0 space-y-5">
      <header className="space-y-1.5">
        <Heading className="text-xl font-semibold break-words">{listing.title || '–'}</Heading>
        {listing.short_description && (
          <p className="text-base break-words text-ink-soft">{listing.short_description}</p>
        )}
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft">
          <span>
            {words.by} <strong className="font-medium text-ink">{listing.owner}</strong>
          </span>
          <span>
            {words.asset}{' '}
            <Link
              to={asset.kind === 'model' ? '/explore/$owner/$name' : '/explore/datasets/$owner/$name'}
              params={{ owner: assetOwner, name } as never}
              className="font-medium text-accent hover:underline"
            >
              {asset.slug}
            </Link>
          </span>
          <span>
            {words.licence} <strong className="font-medium text-ink">{listing.license}</strong>
          </span>
        </p>
        {tags.length > 0 && (
          <p className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </p>
        )}
      </header>
      {gallery.length > 0 && (
        <ul aria-label={words.gallery} className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          {gallery.map(({ kind, url, alt }, at) => (
            <li key={url} className="card overflow-hidden">
              {!isOurs(url) ? (
                <a
                  href={url}
                  rel="noopener noreferrer nofollow"
                  target="_blank"
                  className="block p-4 break-all text-accent underline"
                >
                  {alt ?? url}
                </a>
              ) : kind === 'video' ? (
                // biome-ignore lint/a11y/useMediaCaption: the seller's film has none that we know of; its text says what it shows.
                <video
                  src={url}
                  controls
                  aria-label={alt ?? words.picture(at + 1)}
                  className="aspect-video w-full"
                />
              ) : (
                <img
                  src={url}
                  alt={alt ?? words.picture(at + 1)}
                  className="aspect-video w-full object-contain"
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {!listing.description && gallery.length === 0 && (
        <p className="card border-dashed p-6 text-ink-soft">{words.noDescription(asset.slug)}</p>
      )}
      {listing.description && (
        <Suspense fallback={<Skeleton lines={4} />}>
          <Markdown text={listing.description} />
        </Suspense>
      )}
    </article>
  )
}
