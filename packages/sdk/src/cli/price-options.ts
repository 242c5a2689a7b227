import type { Pricing } from '../commerce/listings.ts'
import { UsageError } from './command.ts'

/** How a price is said on the command line: in whole units of its currency. */
export const PRICE_OPTIONS = {
  price: { type: 'string', value: 'usd', summary: 'dollars, for example 49 or 49.90; 0 is free' },
  currency: { type: 'string', value: 'usd|eur|gbp', summary: 'in place of dollars' },
  every: { type: 'string', value: 'month|year', summary: 'the price is for a subscription' },
  trial: { type: 'string', value: 'days', summary: 'free days before a subscription, once for each buyer' },
  'per-unit': { type: 'string', value: 'usd', summary: 'dollars for one unit of use, for example 0.0008' },
  unit: { type: 'string', value: 'name', summary: 'what is counted (default inference_call)' },
  included: { type: 'string', value: 'count', summary: 'units that are free in every period' },
} as const

type Values = { [Name in keyof typeof PRICE_OPTIONS]?: string | undefined }

/**
 * The price that was said, or undefined when none was.
 *
 * @throws UsageError for words that do not go together: none is left out without a word
 */
export function readPricing(values: Values): Pricing | undefined {
  const { price, currency, every, trial, unit, included, 'per-unit': perUnit } = values
  if (every !== undefined && every !== 'month' && every !== 'year')
    throw new UsageError('--every must be month or year.')
  if (perUnit !== undefined && price !== undefined)
    throw new UsageError('--price and --per-unit are two kinds of price: say one.')
  if (trial !== undefined && (price === undefined || every === undefined))
    throw new UsageError('--trial comes before a subscription: say --price and --every month too.')
  if (perUnit === undefined && (unit !== undefined || included !== undefined))
    throw new UsageError('--unit and --included go with --per-unit.')
  if (perUnit === undefined && price === undefined) {
    if (currency === undefined && every === undefined) return undefined
    throw new UsageError('--price is missing: say all of a price.')
  }
  const common = {
    ...(currency === undefined ? {} : { currency: currency as NonNullable<Pricing['currency']> }),
    ...(every === undefined ? {} : { interval: every as 'month' | 'year' }),
  }
  if (perUnit !== undefined) {
    const included_units = included === undefined ? {} : { included_units: readCount('--included', included) }
    return { model: 'usage', per_unit_usd: perUnit, ...common, ...(unit && { unit }), ...included_units }
  }
  if (every === undefined) return { model: 'one_time', price_usd: price!, ...common }
  const trial_days = trial === undefined ? {} : { trial_days: readCount('--trial', trial) }
  return { model: 'subscription', price_usd: price!, ...common, ...trial_days }
}

/** @throws UsageError for what is no whole number */
export function readCount(option: string, text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text)
  throw new UsageError(`${option} must be a whole number.`)
}
