// Plays random histories of one seller (sales, refunds, some of which come back, renewals, use, payouts, disputes, jumps of the clock)
// against the server and against a few plain lists, and wants the same money in every account after each step.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { isMain, readArguments } from './lib/arguments.ts'
import { LedgerModel } from './lib/ledger-model.ts'
import { ask, type Connection, push } from './lib/push.ts'
import { makeDataFolder, removeFolder, startServerProcess } from './lib/server-process.ts'
import { signUp } from './lib/yard.ts'

type Step =
  | { do: 'buy'; amount: number }
  | { do: 'subscribe'; amount: number; trialDays: number }
  | { do: 'subscribe to use'; unit: number; included: number }
  | { do: 'meter'; which: number; quantity: number }
  | { do: 'refund'; which: number; share: number }
  | { do: 'fail refund'; which: number }
  | { do: 'dispute'; which: number }
  | { do: 'decide'; which: number; outcome: 'won' | 'lost' }
  | { do: 'spend'; amount: number }
  | { do: 'pay out'; share: number }
  | { do: 'wait'; hours: number }

const amount = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 500_000 }))
const which = fc.nat({ max: 50 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('buy' as const), amount }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('subscribe' as const),
      amount,
      trialDays: fc.constantFrom(0, 0, 3, 14),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('subscribe to use' as const),
      unit: fc.integer({ min: 1, max: 999 }),
      included: fc.constantFrom(0, 10),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('meter' as const),
      which,
      quantity: fc.integer({ min: 1, max: 5000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('refund' as const), which, share: fc.constantFrom(1, 2, 3, 100) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fail refund' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dispute' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      which,
      outcome: fc.constantFrom('won' as const, 'lost' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('spend' as const), amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pay out' as const), share: fc.constantFrom(1, 2) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      hours: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1100 })),
    }),
  },
)

/** The platform's own accounts, which no client sees: what is in them, all histories together. */
export type ReadPlatform = () => Promise<{ fees: number; clearing: number; disputes: number }>

/** @throws with the seed and the shortest history that disagrees */
export async function playHistories(
  server: Connection,
  { runs, seed, readPlatform }: { runs: number; seed: number; readPlatform?: ReadPlatform },
): Promise<void> {
  const buyer = { url: server.url, key: await signUp(server, `buyer-${randomBytes(4).toString('hex')}`) }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30, size: 'max' }), async (steps) => {
      const world = await makeWorld(server, buyer, readPlatform)
      for (const one of steps) {
        await world.play(one)
        await world.compare(one)
      }
    }),
    { numRuns: runs, seed, endOnFailure: false, interruptAfterTimeLimit: 3600_000 },
  )
}

interface Bought {
  id: string
  subscription_id: string | null
  amount: { amount: number }
}

async function makeWorld(server: Connection, buyer: Connection, readPlatform: ReadPlatform | undefined) {
  const name = randomBytes(6).toString('hex')
  const [seller, other] = [`s${name}`, `t${name}`]
  const bytes = { 'weights.bin': new TextEncoder().encode('weights') }
  await ask(server, 'POST', '/v1/orgs', { slug: seller, name: 'Seller' })
  await ask(buyer, 'POST', '/v1/orgs', { slug: other, name: 'Other' })
  await push(server, { org: seller, name: 'thing', version: '1.0.0', files: bytes })
  await push(buyer, { org: other, name: 'thing', version: '1.0.0', files: bytes })
  const start = Date.UTC(2027, 0, 29, 7)
  const clock = await ask<{ id: string }>(server, 'POST', '/v1/test_clocks', {
    owner: seller,
    frozen_time: new Date(start).toISOString(),
  })
  const model = new LedgerModel(start)
  const zero = await readPlatform?.()

  async function offer(as: Connection, org: string, pricing: object): Promise<string> {
    const listing = await ask<{ id: string }>(as, 'POST', '/v1/listings', {
      asset_id: `${org}/thing`,
      title: 'Thing',
      pricing: { currency: 'usd', ...pricing },
      license: 'MIT',
    })
    await ask(as, 'POST', `/v1/listings/${listing.id}/publish`, {})
    return listing.id
  }
  const buy = (listing: string) =>
    ask<Bought>(buyer, 'POST', '/v1/purchases', { listing_id: listing, payment_method: 'pm_card_visa' })
  const pick = <T>(list: readonly T[], index: number) =>
    list.length === 0 ? undefined : list[index % list.length]

  async function play(now: Step): Promise<void> {
    switch (now.do) {
      case 'buy': {
        const { id } = await buy(await offer(server, seller, { model: 'one_time', amount: now.amount }))
        return model.sell(id, now.amount)
      }
      case 'subscribe': {
        const { amount, trialDays } = now
        const pricing = { model: 'subscription', amount, interval: 'month', trial_days: trialDays }
        const { id, subscription_id, amount: paid } = await buy(await offer(server, seller, pricing))
        const free = model.tryFor(trialDays)
        assert.equal(paid.amount, free > 0 ? 0 : amount)
        if (free === 0) model.sell(id, amount)
        const agreement = {
          id: subscription_id!,
          kind: 'subscription',
          amount,
          unit: 0,
          included: 0,
          sale: id,
        } as const
        return model.agree(agreement, free)
      }
      case 'subscribe to use': {
        const { unit, included } = now
        const pricing = { model: 'usage', unit_amount_decimal: `${unit / 100}`, included_units: included }
        const { id, subscription_id } = await buy(await offer(server, seller, pricing))
        return model.agree({ id: subscription_id!, kind: 'usage', amount: 0, unit, included, sale: id }, 0)
      }
      case 'meter': {
        const agreement = pick(
          model.agreements.filter(({ kind, isEnded }) => kind === 'usage' && !isEnded),
          now.which,
        )
        if (!agreement) return
        await ask(server, 'POST', '/v1/usage_records', {
          subscription_id: agreement.id,
          quantity: now.quantity,
        })
        agreement.unbilled += now.quantity
        return
      }
      case 'refund': {
        const open = model.sales.filter(
          (sale) => sale.refunded < sale.amount && ['none', 'won'].includes(sale.dispute),
        )
        const sale = pick(open, now.which)
        if (!sale) return
        const part = Math.ceil((sale.amount - sale.refunded) / now.share)
        const made = { purchase_id: sale.id, amount: part }
        const { id } = await ask<{ id: string }>(server, 'POST', '/v1/refunds', made)
        return model.refund(sale, part, id)
      }
      case 'fail refund': {
        const returned = pick(model.refunds, now.which)
        if (!returned) return
        await ask(server, 'POST', `/v1/test_helpers/refunds/${returned.id}/fail`)
        return model.failRefund(returned)
      }
      case 'dispute': {
        const open = model.sales.filter((sale) => sale.refunded < sale.amount && sale.dispute === 'none')
        const sale = pick(open, now.which)
        if (!sale) return
        await ask(buyer, 'POST', '/v1/test_helpers/disputes', { purchase_id: sale.id })
        return model.dispute(sale)
      }
      case 'decide': {
        const sale = pick(
          model.sales.filter(({ dispute }) => dispute === 'open'),
          now.which,
        )
        if (!sale) return
        const { items } = await ask<{ items: { id: string; purchase_id: string }[] }>(
          server,
          'GET',
          `/v1/disputes?limit=100&owner=${seller}`,
        )
        const dispute = items.find(({ purchase_id: id }) => id === sale.id)!
        await ask(server, 'POST', `/v1/test_helpers/disputes/${dispute.id}/close`, { outcome: now.outcome })
        return model.decide(sale, now.outcome)
      }
      case 'spend': {
        const listing = await offer(buyer, other, { model: 'one_time', amount: now.amount })
        const body = { listing_id: listing, payment_method: 'balance', owner: seller }
        const isEnough = model.available >= now.amount
        const answer = await ask(server, 'POST', '/v1/purchases', body).catch(
          (error: { status: number }) => error,
        )
        assert.equal((answer as { status: unknown }).status, isEnough ? 'succeeded' : 402)
        return isEnough ? model.spend(now.amount) : undefined
      }
      case 'pay out': {
        const part = Math.floor(model.available / now.share)
        if (part < 2500) return
        await ask(server, 'POST', '/v1/payouts', { currency: 'usd', amount: part, owner: seller })
        return model.payOut(part)
      }
      case 'wait': {
        const to = model.now + now.hours * 3600_000
        await ask(server, 'POST', `/v1/test_clocks/${clock.id}/advance`, { to: new Date(to).toISOString() })
        const paid = await invoices()
        await model.advance(to, ({ id }, amount) => {
          const invoice = paid.find((one) => one.subscription_id === id)
          assert.equal(invoice?.amount.amount, amount, `the bill of ${id}`)
          paid.splice(paid.indexOf(invoice!), 1)
          return invoice!.purchase_id
        })
        assert.deepEqual(paid, [], 'bills that nobody expected')
      }
    }
  }

  const seen = new Set<string>()
  interface Invoice {
    id: string
    subscription_id: string
    purchase_id: string
    amount: { amount: number }
  }
  /** The new ones that cost something, the oldest first. */
  async function invoices(): Promise<Invoice[]> {
    const all: Invoice[] = []
    for (let cursor = ''; ; ) {
      const path = `/v1/invoices?role=seller&owner=${seller}&limit=100${cursor && `&cursor=${cursor}`}`
      const page = await ask<{ items: Invoice[]; next_cursor: string | null }>(server, 'GET', path)
      all.push(...page.items)
      if (page.next_cursor === null) break
      cursor = page.next_cursor
    }
    const fresh = all.filter(({ id, amount }) => !seen.has(id) && amount.amount > 0).reverse()
    for (const { id } of all) seen.add(id)
    return fresh
  }

  async function compare(after: Step): Promise<void> {
    type Money = { currency: string; amount: number }[]
    const real = await ask<{ available: Money; pending: Money; in_transit: Money }>(
      server,
      'GET',
      `/v1/balance?owner=${seller}`,
    )
    const usd = (list: Money) => list.find(({ currency }) => currency === 'usd')!.amount
    const told = `after ${JSON.stringify(after)}`
    assert.deepEqual(
      { available: usd(real.available), pending: usd(real.pending), inTransit: usd(real.in_transit) },
      { available: model.available, pending: model.total - model.available, inTransit: model.inTransit },
      told,
    )
    const platform = await readPlatform?.()
    if (!platform || !zero) return
    assert.deepEqual(
      {
        fees: platform.fees - zero.fees,
        clearing: platform.clearing - zero.clearing,
        disputes: platform.disputes - zero.disputes,
      },
      { fees: model.fees, clearing: model.clearing, disputes: model.disputes },
      told,
    )
    assert.equal(
      model.total + model.inTransit + model.fees + model.clearing + model.disputes + model.others,
      0,
      told,
    )
  }

  return { play, compare }
}

if (isMain('commerce-model')) {
  const { rounds, seed } = readArguments({ rounds: 200 })
  const folder = await makeDataFolder()
  const databaseUrl = process.env.DATABASE_URL
  const server = await startServerProcess(folder, databaseUrl ? { DATABASE_URL: databaseUrl } : {})
  await playHistories(server, { runs: rounds, seed })
  await server.stop()
  await removeFolder(folder)
  console.log(`${rounds} histories: the ledger agrees with the model after every step`)
}
