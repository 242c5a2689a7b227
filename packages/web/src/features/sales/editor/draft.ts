import type { Pricing } from '../money.ts'
import { toMinor } from '../money.ts'
import type { Asset, Listing } from '../queries.ts'

export interface DraftMedia {
  kind: 'image' | 'video'
  /** Where it is shown from: of this page while it is new. */
  url: string
  /** Its bytes on the server; null for a picture that is elsewhere. */
  blob: string | null
  alt: string
}

/** A listing as it is being written: what somebody typed, not yet what the server takes. */
export interface Draft {
  asset: Asset
  title: string
  short: string
  description: string
  model: Pricing['model']
  currency: string
  amount: string
  interval: 'month' | 'year'
  trialDays: string
  unitPrice: string
  unit: string
  includedUnits: string
  license: string
  licenseText: string
  seats: string
  visibility: Listing['visibility']
  allowList: string
  tags: string
  gallery: DraftMedia[]
}

export const newDraft = (asset: Asset): Draft => ({
  asset,
  title: asset.slug.split('/')[1] ?? '',
  short: '',
  description: '',
  model: 'one_time',
  currency: 'usd',
  amount: '49.00',
  interval: 'month',
  trialDays: '0',
  unitPrice: '0.08',
  unit: 'inference_call',
  includedUnits: '0',
  license: 'ND-Commercial-Single-Seat',
  licenseText: '',
  seats: '5',
  visibility: 'public',
  allowList: '',
  tags: '',
  gallery: [],
})

export const draftOf = (listing: Listing): Draft => ({
  ...newDraft(listing.asset),
  title: listing.title,
  short: listing.short_description ?? '',
  description: listing.description ?? '',
  model: listing.pricing.model,
  currency: listing.pricing.currency,
  amount: (listing.pricing.amount / 100).toFixed(2),
  interval: listing.pricing.interval ?? 'month',
  trialDays: String(listing.pricing.trial_days),
  unitPrice: listing.pricing.unit_amount_decimal ?? '0.08',
  unit: listing.pricing.unit ?? 'inference_call',
  includedUnits: String(listing.pricing.included_units),
  license: listing.license,
  licenseText: listing.license_text ?? '',
  seats: String(listing.seats ?? 5),
  visibility: listing.visibility,
  allowList: (listing.allow_list ?? []).join('\n'),
  tags: listing.tags.join(', '),
  gallery: listing.gallery.map(({ kind, url, blob, alt }) => ({ kind, url, blob, alt: alt ?? '' })),
})

export const TEAM = 'ND-Commercial-Team'
export const CUSTOM = 'LicenseRef-Custom'

const words = (text: string, separator: RegExp) => [
  ...new Set(
    text
      .split(separator)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
]

/** What of a price the server is told. */
function pricingBody(draft: Draft) {
  const { model, currency, interval } = draft
  if (model === 'one_time') return { model, currency, amount: toMinor(draft.amount) }
  const trial = { trial_days: Number(draft.trialDays) || 0 }
  if (model === 'subscription') return { model, currency, interval, amount: toMinor(draft.amount), ...trial }
  return {
    model,
    currency,
    interval,
    unit_amount_decimal: draft.unitPrice.trim(),
    unit: draft.unit.trim() || 'inference_call',
    included_units: Number(draft.includedUnits) || 0,
    ...trial,
  }
}

/** Whether the price can be read; the server says what else is wrong. */
export const hasPrice = ({ model, amount }: Draft): boolean =>
  model === 'usage' || toMinor(amount) !== undefined

/** What the server is sent to keep a draft. */
export const toBody = (draft: Draft) => ({
  title: draft.title.trim(),
  short_description: draft.short.trim(),
  description: draft.description,
  pricing: pricingBody(draft),
  license: draft.license.trim(),
  ...(draft.license === CUSTOM && { license_text: draft.licenseText }),
  ...(draft.license === TEAM && { seats: Number(draft.seats) || 1 }),
  visibility: draft.visibility,
  ...(draft.visibility === 'private' && { allow_list: words(draft.allowList, /[\s,]+/) }),
  tags: words(draft.tags, /,/),
  gallery: draft.gallery.map(({ kind, url, blob, alt }) => ({
    kind,
    ...(blob === null ? { url } : { blob }),
    ...(alt.trim() !== '' && { alt: alt.trim() }),
  })),
})

/** What the preview shows. */
export const toShown = (draft: Draft, owner: string) => ({
  title: draft.title,
  short_description: draft.short,
  description: draft.description,
  asset: draft.asset,
  owner,
  pricing: {
    model: draft.model,
    currency: draft.currency,
    amount: toMinor(draft.amount) ?? 0,
    unit_amount_decimal: draft.unitPrice,
    interval: draft.interval,
    trial_days: draft.model === 'one_time' ? 0 : Number(draft.trialDays) || 0,
    unit: draft.unit,
    included_units: draft.model === 'usage' ? Number(draft.includedUnits) || 0 : 0,
  },
  license: draft.license,
  license_text: draft.licenseText,
  seats:
    draft.license === TEAM
      ? Number(draft.seats) || 1
      : draft.license === 'ND-Commercial-Single-Seat'
        ? 1
        : null,
  tags: words(draft.tags, /,/),
  gallery: draft.gallery,
})
