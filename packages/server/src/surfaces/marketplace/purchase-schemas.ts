import { Type } from 'typebox'
import type { PurchaseParties } from '../../domain/commerce/purchases/name-parties.ts'
import { type PurchaseRow, trialEndOf } from '../../domain/commerce/purchases/purchase.ts'
import { iso } from './iso.ts'
import { MoneyShape } from './listing-schemas.ts'
import { Mode, nullable, Time } from './schemas.ts'

export const PaymentMethodName = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[A-Za-z0-9_]+$',
  description:
    'One of your payment methods, in test mode also a test card such as `pm_card_visa`; or `balance`.',
})

export const PurchaseStatusName = Type.Enum([
  'requires_action',
  'processing',
  'succeeded',
  'failed',
  'refunded',
  'partially_refunded',
  'disputed',
])

/** Of a purchase or an invoice: what it is about, where one reads it. */
export const PartiesShape = Type.Object(
  {
    title: Type.String({ description: 'Of the listing, as it is called now.' }),
    asset: Type.Object({
      kind: Type.Enum(['model', 'dataset']),
      slug: Type.String({ description: '`owner/name`.' }),
    }),
    buyer: Type.String({ description: 'A slug.' }),
    seller: Type.String({ description: 'A slug.' }),
  },
  { description: 'What was bought and by whom, in words.' },
)

export const PurchaseShape = Type.Object({
  id: Type.String(),
  listing_id: Type.String(),
  status: PurchaseStatusName,
  amount: MoneyShape,
  platform_fee: MoneyShape,
  seller_payout: MoneyShape,
  license_grant_id: nullable(Type.String({ description: 'Null until it is paid.' })),
  refunded: MoneyShape,
  kind: Type.Enum(['initial', 'renewal', 'usage']),
  mode: Mode,
  asset_id: Type.String(),
  buyer_id: Type.String(),
  seller_id: Type.String(),
  payment_method: nullable(Type.String()),
  subscription_id: nullable(Type.String()),
  trial_end: nullable(Time),
  invoice_id: nullable(Type.String()),
  next_action: nullable(
    Type.Object(
      {
        type: Type.String(),
        url: nullable(Type.String()),
        client_secret: nullable(Type.String()),
      },
      { description: 'What the card’s holder must do; then `POST /v1/purchases/{id}/confirm`.' },
    ),
  ),
  failure: nullable(Type.Object({ code: Type.String(), message: Type.String() })),
  parties: Type.Optional(PartiesShape),
  created_at: Time,
})

const IS_PAID = new Set(['succeeded', 'refunded', 'partially_refunded', 'disputed'])

export function toPurchase(purchase: PurchaseRow, parties?: PurchaseParties) {
  const trialEnd = trialEndOf(purchase)
  const money = (amount: number) => ({ currency: purchase.currency, amount })
  return {
    id: purchase.id,
    listing_id: purchase.listing_id,
    status: purchase.status,
    amount: money(purchase.amount),
    platform_fee: money(purchase.fee),
    seller_payout: money(purchase.payout),
    license_grant_id: IS_PAID.has(purchase.status) ? purchase.grant_id : null,
    refunded: money(purchase.refunded),
    kind: purchase.kind,
    mode: purchase.mode,
    asset_id: purchase.artifact_id,
    buyer_id: purchase.account_id,
    seller_id: purchase.seller_id,
    payment_method: purchase.payment_method,
    subscription_id: IS_PAID.has(purchase.status) ? purchase.subscription_id : null,
    trial_end: trialEnd === undefined ? null : iso(trialEnd),
    invoice_id: purchase.invoice_id,
    next_action: purchase.next_action === null ? null : JSON.parse(purchase.next_action),
    failure:
      purchase.failure_code === null
        ? null
        : { code: purchase.failure_code, message: purchase.failure_message ?? '' },
    ...(parties === undefined ? {} : { parties }),
    created_at: iso(purchase.created_at),
  }
}
