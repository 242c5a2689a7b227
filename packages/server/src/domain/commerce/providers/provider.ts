import type { Trx } from '../../../db/database.ts'

/** What is asked of a provider, perhaps not for the first time. */
interface Request {
  /** The provider's idempotency key: the same one never does anything twice. */
  key: string
  /** When it may have been asked first, ms: providers forget keys after a time. */
  askedAt: number
}

/** Money to be taken by a provider. */
export interface Charge extends Request {
  amount: number
  currency: string
  /** The provider's own name of the payment method. */
  method: string
  /** The provider's own name of who pays, where it has one. */
  customer: string | undefined
  /** Nobody is there to confirm it: a renewal. */
  isOffSession: boolean
  description: string
}

/** What the buyer must do before the money comes. */
export interface NextAction {
  type: string
  /** Where, when it is a page of the provider's. */
  url: string | null
  /** For the provider's own library in a browser. */
  client_secret: string | null
}

export type ChargeResult =
  | { status: 'succeeded'; ref: string }
  | { status: 'requires_action'; ref: string; nextAction: NextAction }
  /** Under way at the provider, which will know later. */
  | { status: 'processing'; ref: string }
  | { status: 'failed'; ref: string | null; code: string; message: string }

export type TransferResult =
  | { status: 'succeeded' | 'pending'; ref: string; arrivesAt: number | null }
  | { status: 'failed'; ref: string | null; message: string }

/** A card or the like, as it can be shown. */
export interface MethodDetails {
  ref: string
  brand: string
  last4: string
  expMonth: number
  expYear: number
}

/**
 * A company that takes and pays out money. Whatever is asked of it is asked outside of any transaction and
 * under a key of its own, so that asking again after a crash or a timeout does nothing twice. A thrown
 * `ProviderUnknown` means: it may or may not have happened.
 */
export interface PaymentProvider {
  readonly name: 'test' | 'stripe'
  /** What is certain without asking anybody, written in the transaction that needs it; undefined: it must be asked. */
  chargeHere?(trx: Trx, charge: Charge): Promise<ChargeResult | undefined>
  charge(charge: Charge): Promise<ChargeResult>
  /** Whether who pays with this disputes it at once: a test card's doing. */
  isDisputed?(method: string): boolean
  /** What became of a charge that needed the buyer or more time. */
  findCharge(ref: string): Promise<ChargeResult>
  refundHere?(trx: Trx, refund: RefundRequest): Promise<TransferResult | undefined>
  refund(refund: RefundRequest): Promise<TransferResult>
  payout(payout: PayoutRequest): Promise<TransferResult>
  findPayout(ref: string, destination: string, now: number): Promise<TransferResult>
  /** Makes a method that a buyer's browser was given usable again and again. */
  addMethod(
    token: string,
    customer: { accountId: string; email: string | null; known: string | undefined },
  ): Promise<MethodDetails & { customer: string | undefined }>
  removeMethod(ref: string): Promise<void>
}

export interface RefundRequest extends Request {
  chargeRef: string
  amount: number
  currency: string
}

export interface PayoutRequest extends Request {
  amount: number
  currency: string
  destination: string
  now: number
}

/** The provider did not answer, so that nobody knows whether it happened: ask again under the same key. */
export class ProviderUnknown extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ProviderUnknown'
  }
}
