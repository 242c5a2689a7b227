/** What a token of the test provider stands for. */
export interface TestCard {
  brand: string
  last4: string
  /** Why it is declined, if it is. */
  decline?: { code: string; message: string }
  needsAction?: boolean
  /** Milliseconds the provider takes. Without it, it answers in the caller's own transaction. */
  delayMs?: number
  /** `after`: the charge is made and the answer lost; `before`: the request is lost, once. */
  loses?: 'before' | 'after'
  /** The holder disputes every charge. */
  disputes?: boolean
}

const declined = (code: string, message: string, last4: string): TestCard => ({
  brand: 'visa',
  last4,
  decline: { code, message },
})

/** The names are those that Stripe's own test mode has, and a few more for what goes wrong on the way. */
const CARDS: Readonly<Record<string, TestCard>> = {
  pm_card_visa: { brand: 'visa', last4: '4242' },
  pm_card_visa_debit: { brand: 'visa', last4: '5556' },
  pm_card_mastercard: { brand: 'mastercard', last4: '4444' },
  pm_card_amex: { brand: 'amex', last4: '8431' },
  pm_card_chargeDeclined: declined('card_declined', 'the card was declined', '0002'),
  pm_card_visa_chargeDeclined: declined('card_declined', 'the card was declined', '0002'),
  pm_card_chargeCustomerFail: declined('card_declined', 'the card was declined', '0341'),
  pm_card_chargeDeclinedInsufficientFunds: declined(
    'insufficient_funds',
    'there is not enough money on the card',
    '9995',
  ),
  pm_card_chargeDeclinedExpiredCard: declined('expired_card', 'the card has expired', '0069'),
  pm_card_authenticationRequired: { brand: 'visa', last4: '3184', needsAction: true },
  pm_card_createDispute: { brand: 'visa', last4: '0259', disputes: true },
  pm_card_slow: { brand: 'visa', last4: '4242', delayMs: 200 },
  pm_card_timeout: { brand: 'visa', last4: '4242', delayMs: 0, loses: 'after' },
  pm_card_lostRequest: { brand: 'visa', last4: '4242', delayMs: 0, loses: 'before' },
}

/** The card of a token; `pm_card_delay_1500` answers after so many milliseconds, half a minute at most. */
export function findTestCard(token: string): TestCard | undefined {
  const [, ms] = /^pm_card_delay_(\d{1,5})$/.exec(token) ?? []
  if (ms !== undefined) return { brand: 'visa', last4: '4242', delayMs: Math.min(Number(ms), 30_000) }
  return Object.hasOwn(CARDS, token) ? CARDS[token] : undefined
}
