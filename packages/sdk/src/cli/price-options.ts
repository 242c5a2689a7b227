import type { Pricing } from '../commerce/listings.ts'
import { UsageError } from './command.ts'

/** How a price is said on the command line: in dollars. */
export const PRICE_OPTIONS = {
  price: { type: 'string', value: 'usd', summary: 'dollars, for example 49 or 49.90; 0 is free' },
  every: { type: 'string', value: 'month|year', summary: 'the price is for a subscription' },
  trial: { type: 'string', value: 'days', summary: 'free days before it' },
  'per-unit': { type: 'string', value: 'usd', summary: 'dollars for one unit of use, for example 0.0008' },
  unit: { type: 'string', value: 'name', summary: 'what is counted (default inference_call)' },
  included: { type: 'string', value: 'count', summary: 'units that are free in every period' },
} as const

type Values = { [Name in keyof typeof PRICE_OPTIONS]?: string | undefined }

/** The price that was said, or undefined when none was. */
export function readPricing(values: Values): Pricing | undefined {
  const { price, every, trial, unit, included, 'per-unit': perUnit } = values
  if (every !== undefined && every !== 'month' && every !== 'year')
    throw new UsageError('--every must be month or year.')
  const interval = every === undefined ? {} : { interval: every as 'month' | 'year' }
  if (perUnit !== undefined) {
    if (price !== undefined) throw new UsageError('--price and --per-unit are two kinds of price: say one.')
    return {
      model: 'usage',
      per_unit_usd: perUnit,
      ...interval,
      ...(unit === undefined ? {} : { unit }),
      ...(included === undefined ? {} : { included_units: Number(included) }),
    }
  }
  if (price === undefined) return undefined
  if (every === undefined) return { model: 'one_time', price_usd: price }
  const trialDays = trial === undefined ? {} : { trial_days: Number(trial) }
  return { model: 'subscription', price_usd: price, ...interval, ...trialDays }
}
