import { Type } from 'typebox'
import type { Listing } from '../../domain/commerce/listings/listing.ts'
import { CURRENCIES, MOST_AMOUNT, UNIT_AMOUNT_PATTERN } from '../../domain/commerce/money.ts'
import { iso } from './iso.ts'
import { Mode, nullable, Time } from './schemas.ts'

/** Text of people: PostgreSQL knows no NUL. */
const text = (maxLength: number, options: object = {}) =>
  Type.String({ maxLength, pattern: '^[^\\u0000]*$', ...options })

export const CurrencyName = Type.Enum([...CURRENCIES], { description: 'ISO 4217, in lower case.' })

export const Amount = Type.Integer({
  minimum: 0,
  maximum: MOST_AMOUNT,
  description: 'Minor units: 4900 is $49.00.',
})

export const MoneyShape = Type.Object({
  currency: Type.String(),
  amount: Type.Integer({ description: 'Minor units: 4900 is $49.00.' }),
})

const PricingModel = Type.Enum(['one_time', 'subscription', 'usage'])
const Interval = Type.Enum(['month', 'year'])

const PricingBody = Type.Object(
  {
    model: PricingModel,
    currency: CurrencyName,
    amount: Type.Optional(Amount),
    unit_amount_decimal: Type.Optional(
      Type.String({
        pattern: UNIT_AMOUNT_PATTERN,
        description: 'Minor units of one unit of use, as a decimal text: `0.08` is 8 hundredths of a cent.',
      }),
    ),
    interval: Type.Optional(Interval),
    trial_days: Type.Optional(Type.Integer({ minimum: 0, maximum: 730 })),
    unit: Type.Optional(
      Type.String({
        pattern: '^[a-z][a-z0-9_]{0,39}$',
        description: 'What is counted. Default `inference_call`.',
      }),
    ),
    included_units: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 1_000_000_000_000, description: 'Free in every period.' }),
    ),
  },
  {
    additionalProperties: false,
    description: '`amount` for one_time and subscription, `unit_amount_decimal` for usage.',
  },
)

const MediaBody = Type.Object(
  {
    kind: Type.Optional(Type.Enum(['image', 'video'])),
    url: Type.Optional(text(2000, { description: 'An http(s) address.' })),
    blob: Type.Optional(
      Type.String({
        pattern: '^sha256:[0-9a-f]{64}$',
        description: 'Bytes sent to `/v1/uploads` before: PNG, JPEG, GIF, WebP, AVIF, MP4 or WebM.',
      }),
    ),
    alt: Type.Optional(text(300)),
  },
  { additionalProperties: false },
)

const fields = {
  title: text(200, { minLength: 1 }),
  short_description: text(500),
  description: text(100_000, { description: 'Markdown.' }),
  pricing: PricingBody,
  license: Type.String({
    maxLength: 100,
    description:
      'An SPDX identifier, `ND-Commercial-Single-Seat`, `ND-Commercial-Team` or `LicenseRef-Custom`.',
  }),
  license_text: text(200_000, { description: 'The terms, for `LicenseRef-Custom`.' }),
  seats: Type.Integer({ minimum: 1, maximum: 100_000, description: 'Of a team licence.' }),
  tags: Type.Array(text(50, { minLength: 1 }), { maxItems: 30, uniqueItems: true }),
  gallery: Type.Array(MediaBody, { maxItems: 8 }),
  visibility: Type.Enum(['public', 'unlisted', 'private'], {
    description: 'Public is found in lists; unlisted by its id; private by those on its list only.',
  }),
  allow_list: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
    maxItems: 1000,
    uniqueItems: true,
    description: 'Slugs of who may see and buy a private listing.',
  }),
}

const { title, pricing, license, ...rest } = fields

export const ListingBody = Type.Object(
  {
    asset_id: Type.String({
      minLength: 1,
      maxLength: 300,
      pattern: '^[^\\u0000]*$',
      description: "A model's or dataset's id, or `owner/name` of a model.",
    }),
    title,
    pricing,
    license,
    ...Type.Partial(Type.Object(rest)).properties,
  },
  { additionalProperties: false },
)

export const ListingChangeBody = Type.Partial(Type.Object(fields), { additionalProperties: false })

export const StateName = Type.Enum([
  'draft',
  'in_review',
  'published',
  'unpublished',
  'archived',
  'suspended',
])

export const ListingShape = Type.Object({
  id: Type.String(),
  mode: Mode,
  owner: Type.Object({ id: Type.String(), slug: Type.String() }),
  asset: Type.Object({
    id: Type.String(),
    kind: Type.Enum(['model', 'dataset']),
    slug: Type.String({ description: '`owner/name`.' }),
  }),
  asset_id: Type.String(),
  title: Type.String(),
  short_description: nullable(Type.String()),
  description: nullable(Type.String()),
  pricing: Type.Object({
    model: PricingModel,
    currency: Type.String(),
    amount: Type.Integer({ description: 'Minor units; 0 for a price by use.' }),
    unit_amount_decimal: nullable(Type.String()),
    interval: nullable(Interval),
    trial_days: Type.Integer(),
    unit: nullable(Type.String()),
    included_units: Type.Integer(),
  }),
  license: Type.String(),
  license_text: nullable(Type.String()),
  seats: nullable(Type.Integer({ description: 'How many people may use it; null is without limit.' })),
  tags: Type.Array(Type.String()),
  gallery: Type.Array(
    Type.Object({
      kind: Type.Enum(['image', 'video']),
      url: Type.String({ description: 'Of our own bytes: good for an hour.' }),
      blob: nullable(
        Type.String({ description: '`sha256:<hex>` of our own bytes, to be named in the next change.' }),
      ),
      content_type: nullable(Type.String()),
      alt: nullable(Type.String()),
    }),
  ),
  visibility: Type.Enum(['public', 'unlisted', 'private']),
  allow_list: Type.Optional(Type.Array(Type.String())),
  state: StateName,
  published_at: nullable(Time),
  created_at: Time,
  updated_at: Time,
})

/** @param mediaUrls where the gallery's own bytes are, by their SHA-256 */
export const toListing = (listing: Listing, mediaUrls: ReadonlyMap<string, string>) => ({
  id: listing.id,
  mode: listing.mode,
  owner: { id: listing.owner_id, slug: listing.owner_slug },
  asset: {
    id: listing.artifact_id,
    kind: listing.asset_kind,
    slug: `${listing.asset_owner_slug}/${listing.asset_name}`,
  },
  asset_id: listing.artifact_id,
  title: listing.title,
  short_description: listing.short_description,
  description: listing.description,
  pricing: {
    model: listing.pricing_model,
    currency: listing.currency,
    amount: listing.amount,
    unit_amount_decimal: listing.unit_amount_decimal,
    interval: listing.period,
    trial_days: listing.trial_days,
    unit: listing.unit,
    included_units: listing.included_units,
  },
  license: listing.license,
  license_text: listing.license_text,
  seats: listing.seats,
  tags: JSON.parse(listing.tags) as string[],
  gallery: listing.media.map(({ kind, url, sha256, content_type, alt }) => ({
    kind,
    url: url ?? mediaUrls.get(sha256!) ?? '',
    blob: sha256 === null ? null : `sha256:${sha256}`,
    content_type,
    alt,
  })),
  visibility: listing.visibility,
  ...(listing.allowList ? { allow_list: listing.allowList } : {}),
  state: listing.state,
  published_at: listing.published_at === null ? null : iso(listing.published_at),
  created_at: iso(listing.created_at),
  updated_at: iso(listing.updated_at),
})
