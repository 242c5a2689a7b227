import type { Period, PricingModel } from '../../../db/tables/commerce.ts'
import { CURRENCIES, MOST_AMOUNT, UNIT_AMOUNT_PATTERN } from '../money.ts'
import { refuseField } from '../refuse-field.ts'

/** What a listing costs. Amounts are minor units; `unitAmountDecimal` a decimal text of them. */
export interface Pricing {
  model: PricingModel
  currency: string
  /** Of one purchase or one period; 0 for usage, which is paid afterwards. */
  amount: number
  unitAmountDecimal: string | null
  period: Period | null
  trialDays: number
  unit: string | null
  includedUnits: number
}

/** As it comes from a client: what does not belong to the model is refused rather than ignored. */
export interface PricingInput {
  model: PricingModel
  currency: string
  amount?: number | undefined
  unit_amount_decimal?: string | undefined
  interval?: Period | undefined
  trial_days?: number | undefined
  unit?: string | undefined
  included_units?: number | undefined
}

const BELONGS: Record<PricingModel, readonly (keyof PricingInput)[]> = {
  one_time: ['amount'],
  subscription: ['amount', 'interval', 'trial_days'],
  usage: ['unit_amount_decimal', 'interval', 'unit', 'included_units'],
}

/** @throws Fault `validation_failed`, its field the part of `pricing` that is to blame */
export function checkPricing(input: PricingInput): Pricing {
  const { model, currency } = input
  if (!(CURRENCIES as readonly string[]).includes(currency)) {
    throw refuseField('pricing.currency', `must be one of ${CURRENCIES.join(', ')}`)
  }
  for (const [name, value] of Object.entries(input)) {
    if (['model', 'currency'].includes(name) || value === undefined) continue
    if (!BELONGS[model].includes(name as keyof PricingInput)) {
      throw refuseField(`pricing.${name}`, `does not belong to the model "${model}"`)
    }
  }
  const { amount = 0, unit_amount_decimal: unitAmount } = input
  if (model !== 'usage' && input.amount === undefined) throw refuseField('pricing.amount', 'is missing')
  if (!Number.isInteger(amount) || amount < 0 || amount > MOST_AMOUNT) {
    throw refuseField('pricing.amount', `must be whole minor units, 0 to ${MOST_AMOUNT}`)
  }
  if (model === 'usage' && unitAmount === undefined) {
    throw refuseField('pricing.unit_amount_decimal', 'is missing')
  }
  if (unitAmount !== undefined && !new RegExp(UNIT_AMOUNT_PATTERN).test(unitAmount)) {
    throw refuseField(
      'pricing.unit_amount_decimal',
      'must be a decimal number of minor units, such as "0.08"',
    )
  }
  if (model === 'subscription' && input.interval === undefined) {
    throw refuseField('pricing.interval', 'is missing: month or year')
  }
  return {
    model,
    currency,
    amount,
    unitAmountDecimal: unitAmount ?? null,
    period: model === 'one_time' ? null : (input.interval ?? 'month'),
    trialDays: input.trial_days ?? 0,
    unit: model === 'usage' ? (input.unit ?? 'inference_call') : null,
    includedUnits: input.included_units ?? 0,
  }
}

/** Whether anything is ever to be paid. */
export const isPriced = ({ amount, unitAmountDecimal }: Pick<Pricing, 'amount' | 'unitAmountDecimal'>) =>
  amount > 0 || Number(unitAmountDecimal ?? 0) > 0
