import type { Generated } from 'kysely'
import type { Flag, KeyMode } from '../tables.ts'

/** What is sold, bought and owed: migrations 0007, 0008 and 0023. Amounts are integer minor units. */
export interface CommerceTables {
  artifact_grant_seat: { grant_id: string; account_id: string; created_at: number }
  grant_log: { sequence: number; grant_id: string; document: string; hash: string; created_at: number }
  grant_log_head: { id: number; sequence: number; hash: string }
  listing: ListingTable
  listing_media: ListingMediaTable
  listing_viewer: { listing_id: string; account_id: string }
  purchase: PurchaseTable
  ledger: LedgerTable
  balance_hold: { owner_id: string; mode: KeyMode; currency: string; changed_at: number }
  refund: RefundTable
  payment_method: PaymentMethodTable
  payment_customer: { account_id: string; mode: KeyMode; provider_ref: string }
  subscription: SubscriptionTable
  trial: { mode: KeyMode; artifact_id: string; account_id: string; subscription_id: string }
  usage_record: UsageRecordTable
  invoice: InvoiceTable
  payout_destination: { owner_id: string; mode: KeyMode; destination: string; updated_at: number }
  payout: PayoutTable
  dispute: DisputeTable
  test_provider: TestProviderTable
}

export type PricingModel = 'one_time' | 'subscription' | 'usage'
export type Period = 'month' | 'year'
export type ListingState = 'draft' | 'in_review' | 'published' | 'unpublished' | 'archived' | 'suspended'
export type Visibility = 'public' | 'unlisted' | 'private'
export type PurchaseStatus =
  | 'requires_action'
  | 'processing'
  | 'succeeded'
  | 'failed'
  | 'refunded'
  | 'partially_refunded'
  | 'disputed'
export type ProviderName = 'none' | 'balance' | 'test' | 'stripe'
export type LedgerAccount = 'balance' | 'payouts' | 'fees' | 'clearing' | 'disputes'

export interface ListingTable {
  id: string
  owner_id: string
  mode: KeyMode
  artifact_id: string
  title: string
  short_description: string | null
  description: string | null
  pricing_model: PricingModel
  currency: string
  amount: number
  unit_amount_decimal: string | null
  period: Period | null
  trial_days: number
  unit: string | null
  included_units: number
  license: string
  license_text: string | null
  seats: number | null
  /** JSON array of texts. */
  tags: string
  visibility: Visibility
  state: ListingState
  published_at: number | null
  created_at: number
  updated_at: number
}

export interface ListingMediaTable {
  listing_id: string
  position: number
  kind: 'image' | 'video'
  url: string | null
  sha256: string | null
  content_type: string | null
  alt: string | null
}

export interface PurchaseTable {
  id: string
  kind: 'initial' | 'renewal' | 'usage'
  mode: KeyMode
  account_id: string
  made_by: string
  seller_id: string
  listing_id: string
  artifact_id: string
  pricing_model: PricingModel
  currency: string
  amount: number
  fee: number
  payout: number
  refunded: Generated<number>
  refunded_fee: Generated<number>
  refund_pending: Generated<number>
  status: PurchaseStatus
  payment_method: string | null
  provider: ProviderName
  provider_ref: string | null
  provider_try: Generated<number>
  /** JSON: what was agreed on beside the price. */
  terms: string | null
  /** JSON: what the buyer must do. */
  next_action: string | null
  failure_code: string | null
  failure_message: string | null
  idempotency_key: string | null
  fingerprint: string | null
  grant_id: string | null
  subscription_id: string | null
  invoice_id: string | null
  available_at: number | null
  created_at: number
  settled_at: number | null
  checked_at: number
}

export interface LedgerTable {
  id: string
  source_id: string
  kind: string
  line: number
  mode: KeyMode
  currency: string
  debit_owner: string
  debit_account: LedgerAccount
  credit_owner: string
  credit_account: LedgerAccount
  amount: number
  purchase_id: string | null
  /** From when on it counts for the account it leaves, and for the one it reaches. */
  taken_at: number
  available_at: number
  created_at: number
}

export interface RefundTable {
  id: string
  purchase_id: string
  mode: KeyMode
  made_by: string
  currency: string
  amount: number
  fee: Generated<number>
  reason: string
  note: string | null
  status: 'pending' | 'succeeded' | 'failed'
  provider_ref: string | null
  failure_message: string | null
  idempotency_key: string | null
  fingerprint: string | null
  created_at: number
  settled_at: number | null
  checked_at: number
}

export interface PaymentMethodTable {
  id: string
  account_id: string
  mode: KeyMode
  provider: 'test' | 'stripe'
  provider_ref: string
  brand: string
  last4: string
  exp_month: number
  exp_year: number
  created_at: number
  removed_at: number | null
}

export interface SubscriptionTable {
  id: string
  mode: KeyMode
  account_id: string
  seller_id: string
  listing_id: string
  artifact_id: string
  purchase_id: string
  grant_id: string
  pricing_model: 'subscription' | 'usage'
  currency: string
  amount: number
  unit_amount_decimal: string | null
  unit: string | null
  included_units: Generated<number>
  period: Period
  payment_method: string
  status: 'trialing' | 'active' | 'past_due' | 'canceled'
  anchor_at: number
  periods: Generated<number>
  period_start: number
  period_end: number
  trial_end: number | null
  cancels_at_end: Generated<Flag>
  canceled_at: number | null
  tries: Generated<number>
  clock_owner: string | null
  due_at: number | null
  change: Generated<number>
  created_at: number
  updated_at: number
}

export interface UsageRecordTable {
  id: string
  subscription_id: string
  quantity: number
  deployment_id: string | null
  idempotency_key: string | null
  invoice_id: string | null
  used_at: number
}

export interface InvoiceTable {
  id: string
  subscription_id: string
  mode: KeyMode
  account_id: string
  seller_id: string
  kind: 'renewal' | 'usage'
  number: number
  currency: string
  amount: number
  /** JSON */
  lines: string
  status: 'open' | 'paid' | 'uncollectible'
  purchase_id: string | null
  period_start: number
  period_end: number
  created_at: number
  paid_at: number | null
}

export interface PayoutTable {
  id: string
  owner_id: string
  mode: KeyMode
  currency: string
  amount: number
  status: 'pending' | 'in_transit' | 'paid' | 'failed' | 'reversed'
  provider: 'test' | 'stripe'
  destination: string
  provider_ref: string | null
  failure_message: string | null
  week: number | null
  made_by: string | null
  idempotency_key: string | null
  fingerprint: string | null
  arrives_at: number | null
  created_at: number
  settled_at: number | null
  checked_at: number
}

export interface DisputeTable {
  id: string
  purchase_id: string
  mode: KeyMode
  seller_id: string
  currency: string
  amount: number
  fee: number
  reason: string
  status: 'needs_response' | 'under_review' | 'won' | 'lost'
  evidence: string | null
  provider_ref: string | null
  created_at: number
  closed_at: number | null
}

export interface TestProviderTable {
  request_key: string
  kind: 'charge' | 'refund' | 'payout'
  ref: string
  target: string | null
  amount: number
  currency: string
  status: string
  created_at: number
}
