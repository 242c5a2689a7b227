import { Type } from 'typebox'
import type { BalanceLine } from '../../domain/commerce/balance.ts'
import type { DisputeRow } from '../../domain/commerce/disputes/dispute.ts'
import type { Grant } from '../../domain/commerce/grants.ts'
import type { PaymentMethod } from '../../domain/commerce/payment-methods.ts'
import type { PayoutRow } from '../../domain/commerce/payouts/create-payout.ts'
import type { PurchaseParties } from '../../domain/commerce/purchases/name-parties.ts'
import type { RefundRow } from '../../domain/commerce/refunds/create-refund.ts'
import type { Subscription } from '../../domain/commerce/subscriptions/end-subscription.ts'
import type { InvoiceRow } from '../../domain/commerce/subscriptions/subscriptions.ts'
import { iso } from './iso.ts'
import { MoneyShape } from './listing-schemas.ts'
import { PartiesShape } from './purchase-schemas.ts'
import { Mode, nullable, Time } from './schemas.ts'

export const InPath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) })

/** An id in a body: no NUL, which PostgreSQL does not know. */
export const IdInBody = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000]*$' })

export const SideQuery = Type.Enum(['buyer', 'seller'], { default: 'buyer' })

const MaybeTime = nullable(Time)
const maybeIso = (ms: number | null) => (ms === null ? null : iso(ms))
const money = (currency: string, amount: number) => ({ currency, amount })

export const RefundShape = Type.Object({
  id: Type.String(),
  purchase_id: Type.String(),
  mode: Mode,
  amount: MoneyShape,
  platform_fee: Type.Object(
    { currency: Type.String(), amount: Type.Integer() },
    { description: 'What of the fee goes back with it.' },
  ),
  reason: Type.String(),
  status: Type.Enum(['pending', 'succeeded', 'failed']),
  failure_message: nullable(Type.String()),
  created_at: Time,
})
export const toRefund = (refund: RefundRow) => ({
  id: refund.id,
  purchase_id: refund.purchase_id,
  mode: refund.mode,
  amount: money(refund.currency, refund.amount),
  platform_fee: money(refund.currency, refund.fee),
  reason: refund.reason,
  status: refund.status,
  failure_message: refund.failure_message,
  created_at: iso(refund.created_at),
})

export const SubscriptionShape = Type.Object({
  id: Type.String(),
  mode: Mode,
  status: Type.Enum(['trialing', 'active', 'past_due', 'canceled']),
  listing_id: Type.String(),
  asset_id: Type.String(),
  purchase_id: Type.String(),
  license_grant_id: Type.String(),
  buyer_id: Type.String(),
  seller_id: Type.String(),
  price: Type.Object({
    model: Type.Enum(['subscription', 'usage']),
    currency: Type.String(),
    amount: Type.Integer({ description: 'Of a period.' }),
    unit_amount_decimal: nullable(Type.String()),
    unit: nullable(Type.String()),
    included_units: Type.Integer(),
    interval: Type.Enum(['month', 'year']),
  }),
  payment_method: Type.String(),
  current_period_start: Time,
  current_period_end: Time,
  trial_end: MaybeTime,
  cancel_at_period_end: Type.Boolean(),
  canceled_at: MaybeTime,
  unbilled_units: Type.Optional(Type.Integer({ description: 'Used and not billed yet.' })),
  created_at: Time,
})
export const toSubscription = (subscription: Subscription, unbilledUnits?: number) => ({
  id: subscription.id,
  mode: subscription.mode,
  status: subscription.status,
  listing_id: subscription.listing_id,
  asset_id: subscription.artifact_id,
  purchase_id: subscription.purchase_id,
  license_grant_id: subscription.grant_id,
  buyer_id: subscription.account_id,
  seller_id: subscription.seller_id,
  price: {
    model: subscription.pricing_model,
    currency: subscription.currency,
    amount: subscription.amount,
    unit_amount_decimal: subscription.unit_amount_decimal,
    unit: subscription.unit,
    included_units: subscription.included_units,
    interval: subscription.period,
  },
  payment_method: subscription.payment_method,
  current_period_start: iso(subscription.period_start),
  current_period_end: iso(subscription.period_end),
  trial_end: maybeIso(subscription.trial_end),
  cancel_at_period_end: subscription.cancels_at_end === 1,
  canceled_at: maybeIso(subscription.canceled_at),
  ...(unbilledUnits === undefined ? {} : { unbilled_units: unbilledUnits }),
  created_at: iso(subscription.created_at),
})

export const InvoiceShape = Type.Object({
  id: Type.String(),
  subscription_id: Type.String(),
  purchase_id: nullable(Type.String()),
  mode: Mode,
  kind: Type.Enum(['renewal', 'usage']),
  status: Type.Enum(['open', 'paid', 'uncollectible']),
  amount: MoneyShape,
  lines: Type.Array(
    Type.Object({
      description: Type.String(),
      quantity: Type.Integer(),
      amount: Type.Integer(),
      included: Type.Optional(Type.Integer()),
      billed: Type.Optional(Type.Integer()),
      unit_amount_decimal: Type.Optional(nullable(Type.String())),
    }),
  ),
  period_start: Time,
  period_end: Time,
  parties: Type.Optional(PartiesShape),
  paid_at: MaybeTime,
  created_at: Time,
})
export const toInvoice = (invoice: InvoiceRow, parties?: PurchaseParties) => ({
  id: invoice.id,
  subscription_id: invoice.subscription_id,
  purchase_id: invoice.purchase_id,
  mode: invoice.mode,
  kind: invoice.kind,
  status: invoice.status,
  amount: money(invoice.currency, invoice.amount),
  lines: JSON.parse(invoice.lines),
  period_start: iso(invoice.period_start),
  period_end: iso(invoice.period_end),
  ...(parties === undefined ? {} : { parties }),
  paid_at: maybeIso(invoice.paid_at),
  created_at: iso(invoice.created_at),
})

export const PayoutShape = Type.Object({
  id: Type.String(),
  mode: Mode,
  amount: MoneyShape,
  status: Type.Enum(['pending', 'in_transit', 'paid', 'failed', 'reversed']),
  destination: Type.String(),
  failure_message: nullable(Type.String()),
  arrives_at: MaybeTime,
  created_at: Time,
})
export const toPayout = (payout: PayoutRow) => ({
  id: payout.id,
  mode: payout.mode,
  amount: money(payout.currency, payout.amount),
  status: payout.status,
  destination: payout.destination,
  failure_message: payout.failure_message,
  arrives_at: maybeIso(payout.arrives_at),
  created_at: iso(payout.created_at),
})

export const DisputeShape = Type.Object({
  id: Type.String(),
  purchase_id: Type.String(),
  mode: Mode,
  amount: MoneyShape,
  reason: Type.String(),
  status: Type.Enum(['needs_response', 'under_review', 'won', 'lost']),
  created_at: Time,
  closed_at: MaybeTime,
})
export const toDispute = (dispute: DisputeRow) => ({
  id: dispute.id,
  purchase_id: dispute.purchase_id,
  mode: dispute.mode,
  amount: money(dispute.currency, dispute.amount),
  reason: dispute.reason,
  status: dispute.status,
  created_at: iso(dispute.created_at),
  closed_at: maybeIso(dispute.closed_at),
})

export const PaymentMethodShape = Type.Object({
  id: Type.String(),
  mode: Mode,
  provider: Type.Enum(['test', 'stripe']),
  card: Type.Object({
    brand: Type.String(),
    last4: Type.String(),
    exp_month: Type.Integer(),
    exp_year: Type.Integer(),
  }),
  created_at: Time,
})
export const toPaymentMethod = (method: PaymentMethod) => ({
  id: method.id,
  mode: method.mode,
  provider: method.provider,
  card: { brand: method.brand, last4: method.last4, exp_month: method.exp_month, exp_year: method.exp_year },
  created_at: iso(method.created_at),
})

export const BalanceLineShape = Type.Object({
  id: Type.String(),
  type: Type.String({
    description:
      '`charge`, `refund`, `refund_returned`, `payout`, `payout_returned`, `dispute`, `dispute_won`.',
  }),
  source_id: Type.String({ description: 'The purchase, refund, payout or dispute that moved it.' }),
  purchase_id: nullable(Type.String()),
  parties: Type.Optional(PartiesShape),
  amount: MoneyShape,
  available_at: Time,
  created_at: Time,
})
export const toBalanceLine = (line: BalanceLine, parties?: PurchaseParties) => ({
  id: line.id,
  type: line.type,
  source_id: line.source_id,
  purchase_id: line.purchase_id,
  ...(parties === undefined ? {} : { parties }),
  amount: money(line.currency, line.amount),
  available_at: iso(line.available_at),
  created_at: iso(line.created_at),
})

export const GrantDocumentShape = Type.Object({
  type: Type.Literal('nodeyard.grant.v1'),
  id: Type.String(),
  mode: Mode,
  purchase_id: nullable(Type.String()),
  listing_id: nullable(Type.String()),
  asset: Type.Object({ id: Type.String(), kind: Type.String(), owner: Type.String(), name: Type.String() }),
  licensee: Type.Object({ id: Type.String(), slug: Type.String() }),
  license: nullable(Type.String()),
  seats: nullable(Type.Integer()),
  revision_range: Type.String(),
  issued_at: Time,
  expires_at: MaybeTime,
  revoked_at: MaybeTime,
  frozen_at: MaybeTime,
  sequence: Type.Integer(),
  prev_hash: Type.String(),
  key_id: Type.String(),
  hash: Type.String({
    description: 'SHA-256 of the document without `hash` and `signature`, its keys sorted.',
  }),
  signature: Type.String({ description: 'Ed25519 over the 32 bytes of `hash`, in base64.' }),
})

export const GrantShape = Type.Object({
  id: Type.String(),
  purchase_id: nullable(Type.String()),
  listing_id: nullable(Type.String()),
  asset_id: Type.String(),
  licensee: Type.Object({ id: Type.String(), slug: Type.String() }),
  license: nullable(Type.String()),
  seats: nullable(Type.Integer({ description: 'Null is without a number.' })),
  seat_holders: Type.Array(Type.String(), { description: 'Slugs of those who use it beside the holder.' }),
  revision_range: Type.String(),
  issued_at: Time,
  expires_at: MaybeTime,
  revoked_at: MaybeTime,
  frozen_at: nullable(Time),
  prev_hash: Type.String(),
  hash: Type.String(),
  signature: Type.String(),
  document: GrantDocumentShape,
})
export const toGrant = ({ signed, ...grant }: Grant) => ({
  id: grant.id,
  purchase_id: grant.purchase_id,
  listing_id: grant.listing_id,
  asset_id: grant.artifact_id,
  licensee: signed.licensee,
  license: grant.license,
  seats: grant.seats,
  seat_holders: grant.seat_holders,
  revision_range: grant.revision_range,
  issued_at: iso(grant.created_at),
  expires_at: maybeIso(grant.expires_at),
  revoked_at: maybeIso(grant.revoked_at),
  frozen_at: maybeIso(grant.frozen_at),
  prev_hash: signed.prev_hash,
  hash: signed.hash,
  signature: signed.signature,
  document: signed,
})
