const DAY = 24 * 3600_000
const WEEK = 7 * DAY
/** 1970-01-05 was a Monday. */
const mondayAfter = (now: number) => 4 * DAY + (Math.floor((now - 4 * DAY) / WEEK) + 1) * WEEK

/** Half up, in whole numbers. */
const part = (amount: number, of: number, outOf: number) =>
  Math.floor((2 * amount * of + outOf) / (2 * outOf))

interface Sale {
  id: string
  amount: number
  fee: number
  refunded: number
  refundedFee: number
  availableAt: number
  /** The subscription it was a bill of. */
  agreement: string | undefined
  dispute: 'none' | 'open' | 'won' | 'lost'
  /** What the dispute is about: what was left of the sale when it was opened. */
  disputed?: { amount: number; fee: number }
}

interface Refund {
  id: string
  sale: Sale
  amount: number
  fee: number
}

interface Agreement {
  id: string
  kind: 'subscription' | 'usage'
  amount: number
  /** Hundredths of a minor unit for one unit. */
  unit: number
  included: number
  anchor: number
  periods: number
  end: number
  unbilled: number
  isEnded: boolean
  sale: string
}

/** So many months later, or the last day of that month. */
function months(anchor: number, count: number): number {
  const date = new Date(anchor)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + count, date.getUTCDate()]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(day, last)) + (anchor % DAY)
}

/**
 * What should become of one seller's money, kept in plain lists: the other side of the comparison, written
 * without the server's code. All times are the seller's test clock.
 */
export class LedgerModel {
  now: number
  readonly sales: Sale[] = []
  readonly agreements: Agreement[] = []
  /** Those that stand. */
  readonly refunds: Refund[] = []
  /** What changed the seller's balance, and from when on it counts. */
  readonly entries: { amount: number; at: number }[] = []
  readonly transit: { amount: number; arrives: number }[] = []
  fees = 0
  /** Money at the provider is below zero here: it is where everything else comes from. */
  clearing = 0
  disputes = 0
  /** What others got from the seller's balance. */
  others = 0
  private wasTried = false

  constructor(now: number) {
    this.now = now
  }

  get total(): number {
    return this.entries.reduce((sum, { amount }) => sum + amount, 0)
  }

  get available(): number {
    return this.availableAt(this.now)
  }

  availableAt(time: number): number {
    return this.entries.filter(({ at }) => at <= time).reduce((sum, { amount }) => sum + amount, 0)
  }

  get inTransit(): number {
    return this.transit.reduce((sum, { amount }) => sum + amount, 0)
  }

  sell(id: string, amount: number, agreement?: string): void {
    const fee = part(amount, 25, 100)
    const availableAt = this.now + WEEK
    this.sales.push({ id, amount, fee, refunded: 0, refundedFee: 0, availableAt, agreement, dispute: 'none' })
    this.entries.push({ amount: amount - fee, at: availableAt })
    this.fees += fee
    this.clearing -= amount
  }

  /** How many days of a trial there are: everything sold is one thing, which its one buyer tries once. */
  tryFor(days: number): number {
    const isFirst = days > 0 && !this.wasTried
    if (isFirst) this.wasTried = true
    return isFirst ? days : 0
  }

  agree(
    agreement: Omit<Agreement, 'anchor' | 'periods' | 'end' | 'unbilled' | 'isEnded'>,
    trialDays: number,
  ): void {
    const anchor = this.now + trialDays * DAY
    const isTrial = trialDays > 0
    this.agreements.push({
      ...agreement,
      anchor,
      periods: isTrial ? 0 : 1,
      end: isTrial ? anchor : months(anchor, 1),
      unbilled: 0,
      isEnded: false,
    })
  }

  refund(sale: Sale, amount: number, id: string): void {
    const [feeLeft, left] = [sale.fee - sale.refundedFee, sale.amount - sale.refunded]
    const wanted = part(sale.fee, sale.refunded + amount, sale.amount) - sale.refundedFee
    // After one came back a share may be out by its rounding: nobody gives what they do not have.
    const least = Math.max(0, amount - (left - feeLeft))
    const fee = Math.min(Math.max(wanted, least), feeLeft, amount)
    this.refunds.push({ id, sale, amount, fee })
    sale.refunded += amount
    sale.refundedFee += fee
    this.entries.push({ amount: fee - amount, at: sale.availableAt })
    this.fees -= fee
    this.clearing += amount
    // Whoever has everything back has nothing any more.
    if (sale.refunded === sale.amount) this.end(sale)
  }

  /** The refund came back from the provider; what ended with it stays ended. */
  failRefund(refund: Refund): void {
    const { sale, amount, fee } = refund
    this.refunds.splice(this.refunds.indexOf(refund), 1)
    sale.refunded -= amount
    sale.refundedFee -= fee
    this.entries.push({ amount: amount - fee, at: sale.availableAt })
    this.fees += fee
    this.clearing -= amount
  }

  dispute(sale: Sale): void {
    const [amount, fee] = [sale.amount - sale.refunded, sale.fee - sale.refundedFee]
    sale.dispute = 'open'
    sale.disputed = { amount, fee }
    this.entries.push({ amount: fee - amount, at: sale.availableAt })
    this.fees -= fee
    this.disputes += amount
  }

  decide(sale: Sale, outcome: 'won' | 'lost'): void {
    const { amount, fee } = sale.disputed!
    sale.dispute = outcome
    this.disputes -= amount
    if (outcome === 'won') {
      this.entries.push({ amount: amount - fee, at: sale.availableAt })
      this.fees += fee
    } else {
      this.clearing += amount
      this.end(sale)
    }
  }

  /** Giving back a period, or the first purchase, gives back the grant, and so ends the subscription. */
  private end(sale: Sale): void {
    for (const agreement of this.agreements) {
      if (agreement.sale === sale.id || agreement.id === sale.agreement) agreement.isEnded = true
    }
  }

  spend(amount: number): void {
    this.entries.push({ amount: -amount, at: 0 })
    const fee = part(amount, 25, 100)
    this.fees += fee
    this.others += amount - fee
  }

  payOut(amount: number): void {
    this.entries.push({ amount: -amount, at: 0 })
    this.transit.push({ amount, arrives: this.now + DAY })
  }

  /** @param billed is told of every bill that costs something, to learn the id of its payment */
  async advance(to: number, billed: (agreement: Agreement, amount: number) => string): Promise<void> {
    for (;;) {
      const due = this.agreements
        .filter(({ isEnded }) => !isEnded)
        .sort((a, b) => a.end - b.end || (a.id < b.id ? -1 : 1))[0]
      const arrival = this.transit.toSorted((a, b) => a.arrives - b.arrives)[0]
      const monday = mondayAfter(this.now)
      const next = Math.min(due?.end ?? Infinity, arrival?.arrives ?? Infinity, monday)
      if (next > to) break
      this.now = next
      if (due?.end === next) this.bill(due, billed)
      else if (arrival?.arrives === next) {
        this.transit.splice(this.transit.indexOf(arrival), 1)
        this.clearing += arrival.amount
      } else {
        const amount = this.available
        if (amount >= 2500) this.payOut(amount)
      }
    }
    this.now = to
  }

  private bill(agreement: Agreement, billed: (agreement: Agreement, amount: number) => string): void {
    const isUse = agreement.kind === 'usage'
    const units = Math.max(0, agreement.unbilled - agreement.included)
    const amount = isUse ? part(units, agreement.unit, 100) : agreement.amount
    agreement.unbilled = 0
    agreement.periods++
    agreement.end = months(agreement.anchor, agreement.periods)
    if (amount > 0) this.sell(billed(agreement, amount), amount, agreement.id)
  }
}
