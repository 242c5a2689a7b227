import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { recoverAll, runDueSubscriptions } from '../../src/domain/commerce/run-due.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { addPerson, type Person, PRICE, pushPublicDigits } from './shop.ts'
import { type FakeStripe, startFakeStripe } from './stripe-process.ts'

let stripe: FakeStripe
let server: TestServer
let luca: Person
let seller: { key: string }
let listing: string
before(async () => {
  stripe = await startFakeStripe('sk_test_fake')
  server = await startServer({
    environment: {
      STRIPE_SECRET_KEY: 'sk_test_fake',
      STRIPE_API_BASE: stripe.url,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    },
  })
  await pushPublicDigits(server)
  seller = { key: (await server.call('/v1/keys', { name: 'live', mode: 'live' })).body.secret }
  luca = await addPerson(server, 'luca', 'live')
  const made = await server.call(
    '/v1/listings',
    { asset_id: 'admin/digits', title: 'D', pricing: PRICE, license: 'MIT' },
    seller,
  )
  listing = made.body.id
  await server.call(`/v1/listings/${listing}/publish`, {}, seller)
})
after(async () => {
  await server[Symbol.asyncDispose]()
  await stripe[Symbol.asyncDispose]()
})

const buy = (method: string, headers = {}) =>
  luca.call('/v1/purchases', { listing_id: listing, payment_method: method }, { headers })
const tell = async (type: string, object: object) => {
  const { body, signature } = stripe.sign({ type, data: { object } })
  const response = await fetch(`${server.url}/v1/stripe_events`, {
    method: 'POST',
    headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
    body,
  })
  return response.status
}
const refOf = async (id: string) =>
  (
    await server.deps.database.read
      .selectFrom('purchase')
      .select('provider_ref')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).provider_ref!

test('a live purchase is a payment intent, paid, declined or to be confirmed', async () => {
  const kept = await luca.call('/v1/payment_methods', { token: 'pm_card_visa' })
  assert.equal(kept.status, 201, JSON.stringify(kept.body))
  assert.deepEqual([kept.body.provider, kept.body.card.last4], ['stripe', '4242'])
  const paid = await buy(kept.body.id)
  assert.deepEqual([paid.status, paid.body.status, paid.body.mode], [201, 'succeeded', 'live'])
  assert.equal(stripe.things.get(await refOf(paid.body.id))!.amount, 4900)
  const declined = await buy('pm_card_chargeDeclined')
  assert.deepEqual([declined.status, declined.body.error.message], [402, 'Your card was declined.'])
  assert.equal((await buy('pm_missing')).status, 402)

  const waiting = await buy('pm_card_authenticationRequired')
  assert.equal(waiting.body.next_action.url, 'https://bank.example.org/3ds')
  stripe.things.get(await refOf(waiting.body.id))!.status = 'succeeded'
  assert.equal(await tell('payment_intent.succeeded', { id: await refOf(waiting.body.id) }), 200)
  assert.equal((await luca.call(`/v1/purchases/${waiting.body.id}`)).body.status, 'succeeded')
})

test('an answer that is lost is asked for again under the same key, and nothing is charged twice', async () => {
  stripe.loseNext()
  const begun = stripe.keys.length
  const made = await buy('pm_card_visa', { 'idempotency-key': 'lost' })
  assert.equal(made.body.status, 'processing', JSON.stringify(made.body))
  await recoverAll(server.deps.commerce, { patienceMs: 0 })
  assert.equal((await luca.call(`/v1/purchases/${made.body.id}`)).body.status, 'succeeded')
  assert.equal(stripe.keys.length, begun + 1)
  stripe.loseNext()
  const refund = await server.call('/v1/refunds', { purchase_id: made.body.id, amount: 100 }, seller)
  assert.equal(refund.body.status, 'pending', JSON.stringify(refund.body))
  await recoverAll(server.deps.commerce, { patienceMs: 0 })
  assert.equal(
    (await server.call(`/v1/refunds/${refund.body.id}`, undefined, seller)).body.status,
    'succeeded',
  )
  assert.equal(stripe.keys.length, begun + 2)
})

test('a refund that fails at Stripe goes back to seller and platform, and the buyer has the model again', async () => {
  const { body: purchase } = await buy('pm_card_visa')
  const state = async () => {
    const { body } = await luca.call(`/v1/purchases/${purchase.id}`)
    const { body: grant } = await luca.call(`/v1/grants/${purchase.license_grant_id}`)
    const { body: balance } = await server.call('/v1/balance', undefined, seller)
    return { status: body.status, revoked: grant.revoked_at !== null, pending: balance.pending[0].amount }
  }
  const giveBack = async (amount?: number) =>
    (await server.call('/v1/refunds', { purchase_id: purchase.id, amount }, seller)).body
  const before = await state()
  const part = await giveBack(1000)
  const rest = await giveBack()
  assert.deepEqual(await state(), { status: 'refunded', revoked: true, pending: before.pending - 3675 })
  const thingOf = async (id: string) => {
    const row = await server.deps.database.read
      .selectFrom('refund')
      .select('provider_ref')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { ...stripe.things.get(row.provider_ref!)!, failure_reason: 'lost_or_stolen_card' }
  }
  assert.equal(await tell('refund.updated', await thingOf(rest.id)), 200)
  assert.equal((await state()).status, 'refunded', 'one that was only told to have succeeded')
  for (const type of ['refund.failed', 'charge.refund.updated']) {
    assert.equal(await tell(type, { ...(await thingOf(rest.id)), status: 'failed' }), 200)
    assert.deepEqual(await state(), {
      status: 'partially_refunded',
      revoked: false,
      pending: before.pending - 750,
    })
  }
  const { body: failed } = await server.call(`/v1/refunds/${rest.id}`, undefined, seller)
  assert.deepEqual([failed.status, failed.failure_message], ['failed', 'lost_or_stolen_card'])
  assert.equal(await tell('refund.failed', { ...(await thingOf(part.id)), status: 'canceled' }), 200)
  assert.deepEqual(await state(), before)
  const events = await server.call('/v1/events?type=refund.failed', undefined, seller)
  assert.deepEqual(
    events.body.items.map(
      ({ data }: { data: { object: { refund: { id: string } } } }) => data.object.refund.id,
    ),
    [part.id, rest.id],
  )

  // The answer is lost, and Stripe tells of the failure before anybody asks again.
  stripe.loseNext()
  const lost = await giveBack(100)
  assert.equal(lost.status, 'pending')
  const thing = [...stripe.things.values()].find(
    ({ metadata }) => (metadata as { key?: string })?.key === lost.id,
  )
  assert.equal(await tell('refund.failed', { ...thing!, status: 'failed' }), 200)
  await recoverAll(server.deps.commerce, { patienceMs: 0 })
  assert.equal((await server.call(`/v1/refunds/${lost.id}`, undefined, seller)).body.status, 'failed')
  assert.deepEqual(await state(), before)
  // Somebody else's, made in Stripe's own pages.
  assert.equal(await tell('refund.failed', { id: 're_other', object: 'refund', status: 'failed' }), 200)
  const { body: audit } = await server.call('/v1/money_audits', {})
  assert.deepEqual(audit.problems, [])
})

test('disputes and reversed transfers come from Stripe, signed', async () => {
  const { body: purchase } = await buy('pm_card_visa')
  const dispute = {
    id: 'dp_1',
    object: 'dispute',
    payment_intent: await refOf(purchase.id),
    reason: 'fraudulent',
    status: 'needs_response',
  }
  for (let time = 0; time < 2; time++) assert.equal(await tell('charge.dispute.created', dispute), 200)
  assert.equal((await luca.call(`/v1/purchases/${purchase.id}`)).body.status, 'disputed')
  assert.equal(await tell('charge.dispute.closed', { ...dispute, status: 'lost' }), 200)
  const [row] = (await server.call('/v1/disputes', undefined, seller)).body.items
  assert.deepEqual([row.purchase_id, row.status], [purchase.id, 'lost'])
  const forged = await fetch(`${server.url}/v1/stripe_events`, {
    method: 'POST',
    headers: { 'stripe-signature': 't=1,v1=00' },
    body: '{}',
  })
  assert.equal(forged.status, 403)

  const payOut = (body: object) => server.call('/v1/payouts', { currency: 'usd', ...body }, seller)
  assert.equal((await payOut({})).status, 409)
  await server.call('/v1/payout_destination', { destination: 'acct_1' }, { ...seller, method: 'PUT' })
  assert.equal((await payOut({})).status, 402)
  await server.deps.database.write(async (trx) => {
    const earned = await trx
      .selectFrom('ledger')
      .selectAll()
      .where('credit_account', '=', 'balance')
      .limit(1)
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('ledger')
      .values({ ...earned, id: 'mov_0', source_id: 'gift', amount: 9000, available_at: 1 })
      .execute()
  })
  const paid = await payOut({ amount: 4000 })
  assert.equal(paid.body.status, 'paid', JSON.stringify(paid.body))
  const transfer = [...stripe.things.values()].find(({ object }) => object === 'transfer')!
  assert.equal(await tell('transfer.reversed', { ...transfer, amount_reversed: 1 }), 200)
  assert.equal((await server.call(`/v1/payouts/${paid.body.id}`, undefined, seller)).body.status, 'paid')
  assert.equal(await tell('transfer.reversed', { ...transfer, reversed: true }), 200)
  assert.equal((await server.call(`/v1/payouts/${paid.body.id}`, undefined, seller)).body.status, 'reversed')
  await server.call('/v1/payout_destination', { destination: 'acct_closed' }, { ...seller, method: 'PUT' })
  assert.equal((await payOut({ amount: 4000 })).body.status, 'failed')
  assert.equal((await server.call('/v1/balance', undefined, seller)).body.available[0].amount, 9000)
})

/** As if this were written down so long ago that Stripe has forgotten the key it was asked under. */
async function ageByDays(table: 'purchase' | 'refund' | 'payout', id: string, days: number): Promise<void> {
  const created_at = Date.now() - days * 24 * 3600_000
  await server.deps.database.write((trx) =>
    trx.updateTable(table).set({ created_at }).where('id', '=', id).execute(),
  )
  stripe.forgetKeys()
}

test('a server that comes back after days takes and gives nothing twice', async () => {
  await server.call('/v1/payout_destination', { destination: 'acct_1' }, { ...seller, method: 'PUT' })
  const begun = stripe.keys.length
  stripe.loseNext()
  const { body: purchase } = await buy('pm_card_visa')
  await ageByDays('purchase', purchase.id, 2)
  await recoverAll(server.deps.commerce, { patienceMs: 0 })
  assert.equal((await luca.call(`/v1/purchases/${purchase.id}`)).body.status, 'succeeded')

  stripe.loseNext()
  const { body: refund } = await server.call('/v1/refunds', { purchase_id: purchase.id, amount: 100 }, seller)
  await ageByDays('refund', refund.id, 2)
  await recoverAll(server.deps.commerce, { patienceMs: 0 })
  assert.equal((await server.call(`/v1/refunds/${refund.id}`, undefined, seller)).body.status, 'succeeded')

  stripe.loseNext()
  const { body: payout } = await server.call('/v1/payouts', { currency: 'usd', amount: 2500 }, seller)
  assert.equal(payout.status, 'pending', JSON.stringify(payout))
  await ageByDays('payout', payout.id, 2)
  await recoverAll(server.deps.commerce, { patienceMs: 0 })
  assert.equal((await server.call(`/v1/payouts/${payout.id}`, undefined, seller)).body.status, 'paid')
  assert.equal(stripe.keys.length, begun + 3)

  // What never reached Stripe is done now.
  stripe.loseNext()
  const { body: lost } = await buy('pm_card_visa')
  await ageByDays('purchase', lost.id, 2)
  for (const [id, { metadata }] of stripe.things)
    if ((metadata as { key?: string } | undefined)?.key === `${lost.id}:1`) stripe.things.delete(id)
  await recoverAll(server.deps.commerce, { patienceMs: 0 })
  assert.equal((await luca.call(`/v1/purchases/${lost.id}`)).body.status, 'succeeded')
})

test('a renewal that takes its bank days is asked for once; one that fails after the end is over', async () => {
  const pricing = { model: 'subscription', currency: 'usd', amount: 900, interval: 'month' }
  const made = await server.call(
    '/v1/listings',
    { asset_id: 'admin/digits', title: 'Monthly', pricing, license: 'MIT' },
    seller,
  )
  await server.call(`/v1/listings/${made.body.id}/publish`, {}, seller)
  const order = { listing_id: made.body.id, payment_method: 'pm_card_visa' }
  const both = await Promise.all([luca.call('/v1/purchases', order), luca.call('/v1/purchases', order)])
  assert.deepEqual(both.map(({ status }) => status).sort(), [201, 409], 'two at once are one subscription')
  const id = both.find(({ status }) => status === 201)!.body.subscription_id
  const path = `/v1/subscriptions/${id}`
  await luca.call(path, { payment_method: 'pm_bankDebit' }, { method: 'PATCH' })
  const { database, commerce } = server.deps
  const fallDue = async () => {
    await database.write((trx) =>
      trx.updateTable('subscription').set({ due_at: 1 }).where('id', '=', id).execute(),
    )
    await runDueSubscriptions(commerce)
    const { body } = await luca.call(`/v1/invoices?subscription_id=${id}`)
    return body.items[0]
  }
  const begun = stripe.keys.length
  const first = await fallDue()
  assert.equal(first.status, 'open')
  await recoverAll(commerce, { patienceMs: 0 })
  stripe.forgetKeys()
  await recoverAll(commerce, { patienceMs: 0 })
  assert.equal(stripe.keys.length, begun + 1)
  stripe.things.get(await refOf(first.purchase_id))!.status = 'succeeded'
  assert.equal(await tell('payment_intent.succeeded', { id: await refOf(first.purchase_id) }), 200)
  assert.deepEqual((await luca.call(`/v1/invoices/${first.id}`)).body.status, 'paid')
  assert.equal((await luca.call(path)).body.status, 'active')

  const second = await fallDue()
  await luca.call(`${path}/cancel`, { at_period_end: false })
  stripe.things.get(await refOf(second.purchase_id))!.status = 'requires_payment_method'
  await recoverAll(commerce, { patienceMs: 0 })
  assert.equal((await luca.call(`/v1/invoices/${second.id}`)).body.status, 'uncollectible')
  assert.equal(stripe.keys.length, begun + 2)
  const { problems } = (await server.call('/v1/money_audits', {})).body
  // But for what the test before has put into the books itself.
  assert.deepEqual(
    problems.filter((one: { id: string }) => one.id !== 'gift'),
    [],
  )
})

test('use is billed to the live subscription, whatever was rehearsed before', async () => {
  const pricing = { model: 'usage', currency: 'usd', unit_amount_decimal: '1', unit: 'call' }
  const lucaTest = { key: (await luca.call('/v1/keys', { name: 'rehearsal', mode: 'test' })).body.secret }
  const subscribe = async (as: object, buyer: object) => {
    const wanted = { asset_id: 'admin/digits', title: 'Metered', pricing, license: 'MIT' }
    const { body: made } = await server.call('/v1/listings', wanted, as)
    await server.call(`/v1/listings/${made.id}/publish`, {}, as)
    const order = { listing_id: made.id, payment_method: 'pm_card_visa' }
    const { body } = await server.call('/v1/purchases', order, buyer)
    return { id: body.subscription_id, assetId: made.asset_id }
  }
  const rehearsal = await subscribe({}, lucaTest)
  const real = await subscribe(seller, luca)
  const { meter } = server.deps.commerce
  meter.count({ id: 'dep_any', accountId: luca.id, artifactId: real.assetId })
  await meter.flush()
  const unbilled = async (id: string, as: object) =>
    (await server.call(`/v1/subscriptions/${id}`, undefined, as)).body.unbilled_units
  assert.deepEqual([await unbilled(rehearsal.id, lucaTest), await unbilled(real.id, luca)], [0, 1])
})
