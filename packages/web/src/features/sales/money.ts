import { money } from '../../ui/format.ts'
import { texts } from './texts.ts'

export interface Money {
  currency: string
  amount: number
}

/** $49.00 */
export const inWords = ({ currency, amount }: Money): string => money({ currency, amount, model: 'one_time' })

export interface Pricing {
  model: 'one_time' | 'subscription' | 'usage'
  currency: string
  amount: number
  unit_amount_decimal: string | null
  interval: 'month' | 'year' | null
  trial_days: number
  unit: string | null
  included_units: number
}

/** What a unit costs, with as many digits as its price has: $0.0008 */
export function unitPrice({
  currency,
  unit_amount_decimal: cents,
}: Pick<Pricing, 'currency' | 'unit_amount_decimal'>) {
  const value = Number(cents ?? 0) / 100
  const format = { style: 'currency', currency: currency.toUpperCase(), maximumFractionDigits: 14 } as const
  return new Intl.NumberFormat('en', format).format(value)
}

/** The unit as people read it: inference_call → inference call */
export const unitName = (unit: string | null): string => (unit ?? 'inference_call').replaceAll('_', ' ')

/** A price and how often it is due, in two parts. */
export function priceOf(pricing: Pricing): { price: string; often: string } {
  if (pricing.model === 'usage') {
    return { price: unitPrice(pricing), often: texts.buy.per(unitName(pricing.unit)) }
  }
  if (pricing.amount === 0) return { price: texts.free, often: '' }
  const often = pricing.model === 'one_time' ? texts.buy.once : texts.buy.every[pricing.interval ?? 'month']
  return { price: inWords(pricing), often }
}

/** What a subscription costs: $5.00 a month, or $0.0008 for each call. */
export function rateOf(price: {
  model: string
  currency: string
  amount: number
  unit_amount_decimal: string | null
  unit: string | null
  interval: 'month' | 'year'
}): string {
  if (price.model === 'usage') return `${unitPrice(price)} ${texts.buy.per(unitName(price.unit))}`
  return `${inWords(price)} ${texts.buy.every[price.interval]}`
}

/** Minor units of what somebody typed, or undefined: 49 → 4900, 49.5 → 4950 */
export function toMinor(text: string): number | undefined {
  const [, whole, digits = ''] = /^\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*$/.exec(text) ?? []
  return whole === undefined ? undefined : Number(whole) * 100 + Number(digits.padEnd(2, '0'))
}
