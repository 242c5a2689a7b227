import { Fault } from '../../fault.ts'

/** An amount of a currency in its minor units (cents), always whole. */
export interface Money {
  currency: string
  amount: number
}

/** What listings may be priced in. All have a hundred minor units. */
export const CURRENCIES = ['usd', 'eur', 'gbp'] as const
export type Currency = (typeof CURRENCIES)[number]

/** The largest single amount: $999,999.99, as card networks have it. */
export const MOST_AMOUNT = 99_999_999

/**
 * Parts of an amount, rounded half up, in whole numbers throughout: `amount · numerator / denominator`.
 *
 * @example share(4900, 2500, 10_000) // 1225
 */
export function share(amount: number, numerator: number, denominator: number): number {
  const [a, n, d] = [BigInt(amount), BigInt(numerator), BigInt(denominator)]
  return Number((2n * a * n + d) / (2n * d))
}

/**
 * What of a price the platform keeps and what the seller gets. The two always sum to the price.
 *
 * @param feeBasisPoints hundredths of a percent: 2500 is 25 %
 */
export function splitFee(amount: number, feeBasisPoints: number): { fee: number; payout: number } {
  const fee = share(amount, feeBasisPoints, 10_000)
  return { fee, payout: amount - fee }
}

/**
 * The fee that goes back with a refund, pro rata: after all refunds of a purchase so far, this one included,
 * exactly the rounded share of the fee has gone back, so a full refund in parts returns all of it.
 *
 * A refund that came back takes its own rounding out again, and what is left to go back may then be a unit
 * beside the share: neither side ever gives more than it has, or less than nothing.
 */
export function refundedFee(
  purchase: { amount: number; fee: number; refunded: number; refunded_fee: number },
  refund: number,
): number {
  const wanted = share(purchase.fee, purchase.refunded + refund, purchase.amount) - purchase.refunded_fee
  const feeLeft = purchase.fee - purchase.refunded_fee
  const payoutLeft = purchase.amount - purchase.refunded - feeLeft
  return Math.min(Math.max(wanted, refund - payoutLeft, 0), feeLeft, refund)
}

/** Digits behind the point of a unit price. */
const UNIT_DIGITS = 12

/** A decimal text of minor units: `0.08` is eight hundredths of a cent. */
export const UNIT_AMOUNT_PATTERN = `^(0|[1-9]\\d{0,7})(\\.\\d{1,${UNIT_DIGITS}})?$`

function toScaled(decimal: string): bigint {
  const [whole = '0', digits = ''] = decimal.split('.')
  return BigInt(whole + digits.padEnd(UNIT_DIGITS, '0'))
}

/**
 * What a number of units costs in whole minor units, rounded half up once.
 *
 * @throws Fault `validation_failed` when it is more than one payment can be
 */
export function priceOfUnits(units: number, unitAmount: string): number {
  const one = 10n ** BigInt(UNIT_DIGITS)
  const amount = (2n * BigInt(units) * toScaled(unitAmount) + one) / (2n * one)
  if (amount > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new Fault('validation_failed', 'so many units cost more than can be counted', { field: 'quantity' })
  }
  return Number(amount)
}
