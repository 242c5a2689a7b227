import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startServer, type TestServer } from '../start-server.ts'
import { addListing, addPerson, type Person, pushPublicDigits } from './shop.ts'

let server: TestServer
let monthly: string
let yearly: string
before(async () => {
  server = await startServer()
  await pushPublicDigits(server)
  monthly = await offer({ interval: 'month', amount: 1000 })
  yearly = await offer({ interval: 'year', amount: 9000, currency: 'eur' })
})
after(() => server[Symbol.asyncDispose]())

const offer = (pricing: object) =>
  addListing(server, { pricing: { model: 'subscription', currency: 'usd', trial_days: 14, ...pricing } })
const subscribe = (person: Person, listing_id: string, more: object = {}) =>
  person.call('/v1/purchases', { listing_id, payment_method: 'pm_card_visa', ...more })
const quote = async (person: Person, listing: string, query = '') =>
  (await person.call(`/v1/listings/${listing}/quote${query}`)).body
const cancel = (person: Person, subscription: string) =>
  person.call(`/v1/subscriptions/${subscription}/cancel`, { at_period_end: false })
const statusOf = async (person: Person, subscription: string) =>
  (await person.call(`/v1/subscriptions/${subscription}`)).body.status

test('a trial is had once: subscribing again is paid from the first day, and says so before', async () => {
  const ann = await addPerson(server, 'ann')
  assert.deepEqual(await quote(ann, monthly), {
    listing_id: monthly,
    due_now: { currency: 'usd', amount: 0 },
    trial_days: 14,
    had_trial: false,
  })
  const first = (await subscribe(ann, monthly, { trial: true })).body
  assert.equal(first.amount.amount, 0)
  assert.equal(Date.parse(first.trial_end) - Date.parse(first.created_at), 14 * 24 * 3600_000)
  assert.equal(await statusOf(ann, first.subscription_id), 'trialing')
  assert.equal((await cancel(ann, first.subscription_id)).body.status, 'canceled')

  const { due_now, trial_days, had_trial } = await quote(ann, monthly)
  assert.deepEqual([due_now.amount, trial_days, had_trial], [1000, 0, true])
  const insisted = await subscribe(ann, monthly, { trial: true })
  assert.deepEqual([insisted.status, insisted.body.error.field], [409, 'trial'])
  const surprised = await subscribe(ann, monthly, { expected_amount: 0 })
  assert.deepEqual([surprised.status, surprised.body.error.field], [409, 'expected_amount'])
  const again = (await subscribe(ann, monthly)).body
  assert.deepEqual([again.amount.amount, again.platform_fee.amount, again.trial_end], [1000, 250, null])
  assert.equal(await statusOf(ann, again.subscription_id), 'active')
  // The same asset by another listing, in another currency, is the same thing to try.
  const other = (await subscribe(ann, yearly)).body
  assert.deepEqual([other.amount.amount, other.trial_end], [9000, null])
})

test('an organisation made for it gives nobody a second trial', async () => {
  const [ben, bea] = [await addPerson(server, 'ben'), await addPerson(server, 'bea')]
  await subscribe(ben, monthly)
  await ben.call('/v1/orgs', { slug: 'bens', name: 'Bens' })
  assert.equal((await quote(ben, monthly, '?owner=bens')).had_trial, true)
  assert.equal((await subscribe(ben, monthly, { owner: 'bens' })).body.amount.amount, 1000)
  // The company did not have it; whoever works there and has not had it takes it for the company.
  await bea.call('/v1/orgs', { slug: 'beas', name: 'Beas' })
  assert.equal((await subscribe(bea, monthly, { owner: 'beas' })).body.amount.amount, 0)
  assert.equal((await subscribe(bea, monthly)).body.amount.amount, 1000)
})

test('without the trial the first period is paid, and the trial is still to be had', async () => {
  const cleo = await addPerson(server, 'cleo')
  const paid = (await subscribe(cleo, monthly, { trial: false, expected_amount: 1000 })).body
  assert.deepEqual([paid.amount.amount, paid.trial_end], [1000, null])
  await cancel(cleo, paid.subscription_id)
  assert.equal((await quote(cleo, monthly)).had_trial, false)
  const plain = await addListing(server)
  const none = await subscribe(cleo, plain, { trial: true })
  assert.deepEqual([none.status, none.body.error.field], [422, 'trial'])
  assert.equal((await cleo.call('/v1/listings/lst_none/quote')).status, 404)
})

test('of requests at one moment one has the trial, and a repeated request has what it had', async () => {
  const dan = await addPerson(server, 'dan')
  const listings = [monthly, yearly, await offer({ interval: 'month', amount: 700, currency: 'gbp' })]
  const insisted = await Promise.all(listings.map((id) => subscribe(dan, id, { trial: true })))
  assert.deepEqual(insisted.map(({ status }) => status).sort(), [201, 409, 409])
  await dan.call('/v1/orgs', { slug: 'dans', name: 'Dans' })
  const eve = await addPerson(server, 'eve')
  await eve.call('/v1/orgs', { slug: 'eves', name: 'Eves' })
  const [alone, together] = await Promise.all([
    subscribe(eve, monthly),
    subscribe(eve, monthly, { owner: 'eves' }),
  ])
  const amounts = [alone.body.amount.amount, together.body.amount.amount]
  assert.deepEqual(amounts.toSorted(), [0, 1000])

  const fay = await addPerson(server, 'fay')
  const headers = { 'idempotency-key': 'try it' }
  const body = { listing_id: monthly, payment_method: 'pm_card_visa', trial: true }
  const first = await fay.call('/v1/purchases', body, { headers })
  await server.deps.database.write((trx) => trx.deleteFrom('idempotency').execute())
  const repeated = await fay.call('/v1/purchases', body, { headers })
  assert.deepEqual([first.status, repeated.status, repeated.body.id], [201, 201, first.body.id])
})

test('a test clock brings no trial back, and what follows one is paid', async () => {
  const gus = await addPerson(server, 'gus')
  const { body: clock } = await gus.call('/v1/test_clocks', { frozen_time: '2027-01-31T12:00:00Z' })
  const first = (await subscribe(gus, monthly)).body
  assert.equal(first.trial_end, '2027-02-14T12:00:00Z')
  await gus.call(`/v1/test_clocks/${clock.id}/advance`, { to: '2027-02-15T12:00:00Z' })
  const [invoice] = (await gus.call('/v1/invoices')).body.items
  assert.deepEqual([invoice.status, invoice.amount.amount], ['paid', 1000])
  await cancel(gus, first.subscription_id)
  assert.equal((await subscribe(gus, monthly)).body.amount.amount, 1000)
  await gus.call(`/v1/test_clocks/${clock.id}`, undefined, { method: 'DELETE' })
  assert.equal((await quote(gus, yearly)).had_trial, true)
  const { body: books } = await server.call('/v1/money_audits', {})
  assert.deepEqual(books.problems, [])
})
