import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { push } from '../../../../soak/lib/push.ts'
import { findFlaw } from '../../src/domain/artifacts/grants/grant-document.ts'
import { startServer, type TestServer } from '../start-server.ts'
import { addListing, addPerson, type Person, pushPublicDigits } from './shop.ts'

let server: TestServer
let mira: Person
let listing: string
before(async () => {
  server = await startServer()
  await pushPublicDigits(server)
  mira = await addPerson(server, 'mira')
  listing = await addListing(server)
})
after(() => server[Symbol.asyncDispose]())

const usd = (amount: number) => ({ currency: 'usd', amount })
const DAY = 24 * 3600_000
const iso = (ms: number) => new Date(Math.floor(ms / 1000) * 1000).toISOString()
const buy = async (id: string, method = 'pm_card_visa') => {
  const { status, body } = await mira.call('/v1/purchases', { listing_id: id, payment_method: method })
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const BLANK = [[Array.from({ length: 28 }, () => Array.from({ length: 28 }, () => 0))]]
const balance = async () => {
  const { available, pending, in_transit: inTransit } = (await server.call('/v1/balance')).body
  return [available[0].amount, pending[0].amount, inTransit[0].amount]
}

test('refunds give the fee back in proportion, and all of it in the end', async () => {
  const before = await balance()
  const purchase = await buy(listing)
  const fees: number[] = []
  for (const amount of [1, 1, 1633, 1633, undefined]) {
    const refund = await server.call('/v1/refunds', {
      purchase_id: purchase.id,
      ...(amount ? { amount } : {}),
    })
    assert.equal(refund.status, 201, JSON.stringify(refund.body))
    assert.equal(refund.body.status, 'succeeded')
    fees.push(refund.body.platform_fee.amount)
  }
  assert.equal(
    fees.reduce((a, b) => a + b),
    1225,
  )
  const { body } = await mira.call(`/v1/purchases/${purchase.id}`)
  assert.deepEqual([body.status, body.refunded], ['refunded', usd(4900)])
  assert.deepEqual(await balance(), before)
  const grant = await mira.call(`/v1/grants/${purchase.license_grant_id}`)
  assert.notEqual(grant.body.revoked_at, null)
  assert.equal((await server.call('/v1/refunds', { purchase_id: purchase.id })).status, 409)
  assert.equal((await mira.call('/api/v1/org/admin/models/digits/1.0.0/download', {})).status, 403)
})

test('a buyer gives back what was not downloaded; the rest is the seller’s to decide', async () => {
  const first = await buy(listing)
  assert.equal((await mira.call('/v1/refunds', { purchase_id: first.id })).status, 201)
  const second = await buy(listing)
  const download = await mira.call('/v1/models/admin/digits/download')
  assert.equal(download.status, 302, JSON.stringify(download.body))
  assert.equal(download.headers.get('x-nodedata-grant'), second.license_grant_id)
  const shipped = Buffer.from(download.headers.get('x-nodedata-grant-document')!, 'base64').toString()
  assert.equal(JSON.parse(shipped).id, second.license_grant_id)
  // Its registry's way too, at the beginning and whenever it is looked at.
  const begun = await mira.call('/api/v1/org/admin/models/digits/1.0.0/download', {})
  const asked = await mira.call(`/api/v1/org/admin/downloads/models/${begun.body.download_id}`)
  for (const answer of [begun, asked]) {
    assert.equal(answer.body.status, 'ready', JSON.stringify(answer.body))
    assert.equal(answer.headers.get('x-nodedata-grant'), second.license_grant_id)
    const document = Buffer.from(answer.headers.get('x-nodedata-grant-document')!, 'base64').toString()
    assert.equal(document, shipped)
  }
  const refused = await mira.call('/v1/refunds', { purchase_id: second.id })
  assert.deepEqual([refused.status, refused.body.error.field], [409, 'purchase_id'])
  const headers = { 'idempotency-key': 'refund once' }
  for (let time = 0; time < 3; time++) {
    await server.deps.database.write((trx) => trx.deleteFrom('idempotency').execute())
    const refund = await server.call('/v1/refunds', { purchase_id: second.id, amount: 4000 }, { headers })
    assert.equal(refund.status, 201, JSON.stringify(refund.body))
  }
  assert.equal((await server.call(`/v1/refunds?purchase_id=${second.id}`)).body.items.length, 1)
  assert.equal((await mira.call(`/v1/purchases/${second.id}`)).body.status, 'partially_refunded')
  // So does a partner's way of fetching it.
  const patty = await addPerson(server, 'patty')
  const order = { listing_id: listing, payment_method: 'pm_card_visa' }
  const { body: third } = await patty.call('/v1/purchases', order)
  assert.equal((await patty.call('/get_model/admin/digits')).status, 200)
  assert.equal((await patty.call('/v1/refunds', { purchase_id: third.id })).status, 409)
  // And so does putting it to work, here or by the grid.
  const uses = {
    dora: (person: Person) => person.call('/v1/deployments', { model: 'admin/digits' }),
    gil: (person: Person) =>
      person.call('/model/admin/digits', { encoding: 'utf-8', data: JSON.stringify(BLANK) }),
  }
  for (const [slug, use] of Object.entries(uses)) {
    const person = await addPerson(server, slug)
    const { body: fourth } = await person.call('/v1/purchases', order)
    const used = await use(person)
    assert.ok(used.status < 300, JSON.stringify(used.body))
    assert.equal((await person.call('/v1/refunds', { purchase_id: fourth.id })).status, 409, slug)
  }
  const slow = await buy(listing, 'pm_card_slow')
  const refund = await server.call('/v1/refunds', { purchase_id: slow.id })
  assert.equal(refund.body.status, 'succeeded')
})

test('what is private and was bought is in the lists of its buyer, for as long as the grant holds', async () => {
  const model = { slug: 'secret-grasp', name: 'Secret grasp', task: 'manipulation', framework: 'onnx' }
  const { body: made } = await server.call('/v1/models', { ...model, license: 'MIT', summary: 'hidden hand' })
  assert.equal(made.visibility, 'private')
  const files = { 'weights.bin': new TextEncoder().encode('weights') }
  await push(server, { org: 'admin', name: 'secret-grasp', version: '1.0.0', files })
  const hidden = await addListing(server, { asset_id: made.id })
  const stranger = await addPerson(server, 'strange')
  const idsOf = async (person: Person, query: string) =>
    (await person.call(`/v1/models?${query}`)).body.items.map(({ id }: { id: string }) => id)
  assert.deepEqual(await idsOf(mira, 'q=hidden'), [])
  const purchase = await buy(hidden)
  for (const query of [
    'q=hidden',
    'q=hid+hand&task=manipulation',
    'license=MIT',
    'q=GRASP+secret&sort=name',
    'sort=newest',
  ]) {
    assert.ok((await idsOf(mira, query)).includes(made.id), query)
    assert.ok(!(await idsOf(stranger, query)).includes(made.id), query)
  }
  assert.deepEqual(await idsOf(mira, 'q=hidden+foot'), [])
  assert.deepEqual(await idsOf(mira, 'q=hidden&task=vla'), [])
  const facetsOf = async (person: Person, query: string) =>
    (await person.call(`/v1/models/facets?${query}`)).body
  const one = (value: string) => ({ is_complete: true, values: [{ value, count: 1 }] })
  assert.deepEqual(await facetsOf(mira, 'q=hidden&task=manipulation'), {
    count: 1,
    is_complete: true,
    facets: { task: one('manipulation'), framework: one('pytorch'), license: one('MIT') },
  })
  assert.deepEqual((await facetsOf(mira, 'q=hidden&task=vla')).facets.task, one('manipulation'))
  assert.equal((await facetsOf(stranger, 'q=hidden')).count, 0)
  // Page by page it is there once.
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await mira.call(`/v1/models?limit=1${cursor && `&cursor=${cursor}`}`)
    paged.push(...body.items.map(({ id }: { id: string }) => id))
    cursor = body.next_cursor
  }
  assert.equal(paged.filter((id) => id === made.id).length, 1)
  assert.equal(new Set(paged).size, paged.length)
  await server.call('/v1/refunds', { purchase_id: purchase.id })
  assert.deepEqual(await idsOf(mira, 'q=hidden'), [])
})

test('partners’ lists say what the caller may do with what is sold, by the grants they hold', async () => {
  const allowed = async (person: Person) => {
    const { models } = (await person.call('/detailed_models_list')).body
    const { allow_download: download, allow_remote_inference: inference } = models.find(
      ({ id }: { id: string }) => id === 'admin/digits',
    )
    return [download, inference]
  }
  const partner = await addPerson(server, 'partner')
  assert.deepEqual(await allowed(partner), [false, false])
  const order = { listing_id: listing, payment_method: 'pm_card_visa' }
  const { body: purchase } = await partner.call('/v1/purchases', order)
  assert.deepEqual(await allowed(partner), [true, true])
  assert.equal((await partner.call('/v1/refunds', { purchase_id: purchase.id })).status, 201)
  assert.deepEqual(await allowed(partner), [false, false])
})

test('a dispute holds the money and the grant until it is decided', async () => {
  const before = await balance()
  const won = await buy(listing, 'pm_card_createDispute')
  const [open] = (await server.call('/v1/disputes')).body.items
  assert.deepEqual([open.purchase_id, open.status, open.amount], [won.id, 'needs_response', usd(4900)])
  assert.deepEqual(await balance(), before)
  assert.equal((await mira.call(`/v1/purchases/${won.id}`)).body.status, 'disputed')
  assert.notEqual((await mira.call(`/v1/grants/${won.license_grant_id}`)).body.frozen_at, null)
  assert.equal((await mira.call(`/v1/disputes/${open.id}`)).status, 404)
  const decided = await server.call(`/v1/disputes/${open.id}/evidence`, { evidence: 'winning_evidence' })
  assert.equal(decided.body.status, 'won', JSON.stringify(decided.body))
  assert.equal((await balance())[1], before[1] + 3675)
  assert.equal((await mira.call(`/v1/purchases/${won.id}`)).body.status, 'succeeded')
  assert.equal((await mira.call(`/v1/grants/${won.license_grant_id}`)).body.frozen_at, null)

  const lost = await buy(listing)
  const raised = await mira.call('/v1/test_helpers/disputes', { purchase_id: lost.id })
  assert.equal(raised.status, 201, JSON.stringify(raised.body))
  assert.equal((await server.call('/v1/refunds', { purchase_id: lost.id })).status, 409)
  await server.call(`/v1/test_helpers/disputes/${raised.body.id}/close`, { outcome: 'lost' })
  assert.equal((await balance())[1], before[1] + 3675)
  assert.notEqual((await mira.call(`/v1/grants/${lost.license_grant_id}`)).body.revoked_at, null)
  assert.equal((await mira.call('/v1/test_helpers/disputes', { purchase_id: lost.id })).status, 409)
})

test('grants are signed, chained and verifiable with the published key alone', async () => {
  const { license_grant_id: id } = await buy(listing)
  const { body: grant } = await mira.call(`/v1/grants/${id}`)
  const { body: published } = await server.call('/v1/grant_key', undefined, { key: null })
  const [key] = published.keys
  assert.equal(findFlaw(grant.document, key.public_key), undefined)
  assert.match(findFlaw({ ...grant.document, seats: 5 }, key.public_key)!, /was changed/)
  assert.match(findFlaw(grant.document, Buffer.alloc(32, 7).toString('base64'))!, /signature/)
  const check = (document: object) => server.call('/v1/grant_verifications', { document }, { key: null })
  assert.deepEqual((await check(grant.document)).body, { valid: true, problem: null, live: true })
  assert.equal((await check({ ...grant.document, license: 'Apache-2.0' })).body.valid, false)
  const audit = await server.call('/v1/grant_audits', {})
  assert.deepEqual([audit.body.problem, audit.body.documents], [null, published.log.sequence])
  assert.equal((await mira.call('/v1/grant_audits', {})).status, 403)
  const { write } = server.deps.database
  const moveHead = (by: number) =>
    write((trx) =>
      trx
        .updateTable('grant_log_head')
        .set((head) => ({ sequence: head('sequence', '+', by) }))
        .execute(),
    )
  // As if the last document had been taken out.
  await moveHead(1)
  assert.match((await server.call('/v1/grant_audits', {})).body.problem, /does not end as its head says/)
  await moveHead(-1)
  await assert.rejects(
    write((trx) => trx.deleteFrom('grant_log').execute()),
    /append-only/,
  )
  assert.ok((await mira.call('/v1/grants')).body.items.some((row: { id: string }) => row.id === id))
})

test('a team licence has as many seats as it says', async () => {
  const team = await addListing(server, { license: 'ND-Commercial-Team', seats: 2 })
  const { license_grant_id: id } = await buy(team)
  const people = await Promise.all(['tom', 'tina'].map((slug) => addPerson(server, slug)))
  const seat = (slug: string, method: string) =>
    mira.call(`/v1/grants/${id}/seats/${slug}`, undefined, { method })
  assert.deepEqual((await seat('tom', 'PUT')).body.seat_holders, ['tom'])
  assert.equal((await seat('tina', 'PUT')).status, 409)
  const fetchIt = (person: Person) => person.call('/api/v1/org/admin/models/digits/1.0.0/download', {})
  assert.deepEqual([(await fetchIt(people[0]!)).status, (await fetchIt(people[1]!)).status], [200, 403])
  await seat('tom', 'DELETE')
  assert.equal((await seat('tina', 'PUT')).status, 200)
  assert.deepEqual([(await fetchIt(people[0]!)).status, (await fetchIt(people[1]!)).status], [403, 200])
})

test('a test clock shows trials, renewals, failures, payouts and the end, in their order', async () => {
  const start = Date.UTC(2027, 0, 31, 12)
  const { body: clock } = await server.call('/v1/test_clocks', { frozen_time: iso(start) })
  const advance = async (to: number) => {
    const { status, body } = await server.call(`/v1/test_clocks/${clock.id}/advance`, { to: iso(to) })
    assert.equal(status, 200, JSON.stringify(body))
    assert.equal(body.frozen_time, iso(to).replace('.000', ''))
  }
  const monthly = await addListing(server, {
    pricing: { model: 'subscription', currency: 'usd', amount: 10_000, interval: 'month', trial_days: 14 },
  })
  const purchase = await buy(monthly)
  assert.deepEqual(purchase.amount, usd(0))
  const subscription = async () => (await mira.call(`/v1/subscriptions/${purchase.subscription_id}`)).body
  assert.equal((await subscription()).status, 'trialing')
  await advance(start + 15 * DAY)
  assert.equal((await subscription()).status, 'active')
  await advance(start + 60 * DAY)
  const invoices = (await mira.call('/v1/invoices')).body.items
  assert.deepEqual(
    invoices.map((row: { period_start: string; status: string }) => [row.period_start, row.status]),
    [
      ['2027-03-14T12:00:00Z', 'paid'],
      ['2027-02-14T12:00:00Z', 'paid'],
    ],
  )
  const payouts = (await server.call('/v1/payouts')).body.items
  assert.ok(payouts.length >= 2, JSON.stringify(payouts))
  assert.ok(payouts.every((row: { status: string }) => row.status === 'paid' || row.status === 'in_transit'))
  const renewed = await server.deps.database.read
    .selectFrom('event')
    .selectAll()
    .where('type', '=', 'subscription.renewed')
    .execute()
  assert.equal(renewed.length, 2)

  const declined = await mira.call(
    `/v1/subscriptions/${purchase.subscription_id}`,
    { payment_method: 'pm_card_chargeDeclined' },
    { method: 'PATCH' },
  )
  assert.equal(declined.status, 200, JSON.stringify(declined.body))
  await advance(Date.UTC(2027, 3, 15))
  assert.equal((await subscription()).status, 'past_due')
  await mira.call(
    `/v1/subscriptions/${purchase.subscription_id}`,
    { payment_method: 'pm_card_visa' },
    { method: 'PATCH' },
  )
  assert.equal((await subscription()).status, 'active')
  await mira.call(
    `/v1/subscriptions/${purchase.subscription_id}`,
    { payment_method: 'pm_card_chargeDeclined' },
    { method: 'PATCH' },
  )
  await advance(Date.UTC(2027, 5, 14))
  assert.equal((await subscription()).status, 'canceled')
  assert.notEqual((await mira.call(`/v1/grants/${purchase.license_grant_id}`)).body.expires_at, null)
  assert.equal((await server.call(`/v1/test_clocks/${clock.id}/advance`, { to: iso(start) })).status, 422)
  assert.equal((await mira.call(`/v1/test_clocks/${clock.id}`)).status, 404)
  assert.equal(
    (await server.call(`/v1/test_clocks/${clock.id}`, undefined, { method: 'DELETE' })).status,
    204,
  )
})

test('use is counted, rolled up once a period, and rounded once', async () => {
  const { body: clock } = await server.call('/v1/test_clocks', {})
  const start = Date.parse(clock.frozen_time)
  const metered = await addListing(server, {
    pricing: {
      model: 'usage',
      currency: 'usd',
      unit_amount_decimal: '0.08',
      unit: 'inference_call',
      included_units: 1000,
    },
  })
  const purchase = await buy(metered)
  const id = purchase.subscription_id
  const report = (quantity: number, key?: string) =>
    server.call(
      '/v1/usage_records',
      { subscription_id: id, quantity },
      key ? { headers: { 'idempotency-key': key } } : {},
    )
  assert.equal((await report(1000, 'a')).status, 201)
  await server.deps.database.write((trx) => trx.deleteFrom('idempotency').execute())
  assert.equal((await report(1000, 'a')).status, 201)
  assert.equal((await mira.call('/v1/usage_records', { subscription_id: id, quantity: 1 })).status, 404)
  await report(19)
  const deployment = await mira.call('/v1/deployments', { model: 'admin/digits' })
  const invoked = await mira.call(`/v1/deployments/${deployment.body.id}/invoke`, { input: { image: BLANK } })
  const calls = invoked.status === 200 ? 1 : 0
  await server.deps.commerce.meter.flush()
  assert.equal((await mira.call(`/v1/subscriptions/${id}`)).body.unbilled_units, 1019 + calls)
  await server.call(`/v1/test_clocks/${clock.id}/advance`, { to: iso(start + 32 * DAY) })
  const [invoice] = (await mira.call(`/v1/invoices?subscription_id=${id}`)).body.items
  // 19 or 20 units over 1000, at 0.08 cents: 1.52 or 1.6 cents.
  assert.deepEqual([invoice.amount, invoice.status, invoice.lines[0].billed], [usd(2), 'paid', 19 + calls])
  assert.equal((await mira.call(`/v1/subscriptions/${id}`)).body.unbilled_units, 0)
  const taken = await mira.call('/v1/refunds', { purchase_id: invoice.purchase_id })
  assert.deepEqual([taken.status, taken.body.error.field], [409, 'purchase_id'])
  // A bill is one payment: more than that is not taken, and stands in nobody's way.
  assert.equal((await report(1_000_000_000)).status, 201)
  const absurd = await report(1_000_000_000)
  assert.deepEqual([absurd.status, absurd.body.error.field], [422, 'quantity'])
  await report(2000)
  const ended = await mira.call(`/v1/subscriptions/${id}/cancel`, { at_period_end: false })
  assert.equal(ended.body.status, 'canceled', JSON.stringify(ended.body))
  const [last] = (await mira.call(`/v1/invoices?subscription_id=${id}`)).body.items
  assert.deepEqual(last.amount, usd(80_000_080))
  assert.equal((await report(1)).status, 409)
  await server.call(`/v1/test_clocks/${clock.id}`, undefined, { method: 'DELETE' })
})

test('a licence is back when the last of its disputes is won', async () => {
  const { body: clock } = await server.call('/v1/test_clocks', {})
  const pricing = { model: 'subscription', currency: 'usd', amount: 500, interval: 'month' }
  const first = await buy(await addListing(server, { pricing }))
  const to = iso(Date.parse(clock.frozen_time) + 32 * DAY)
  await server.call(`/v1/test_clocks/${clock.id}/advance`, { to })
  const [invoice] = (await mira.call(`/v1/invoices?subscription_id=${first.subscription_id}`)).body.items
  const disputes: string[] = []
  for (const purchase_id of [first.id, invoice.purchase_id]) {
    const raised = await mira.call('/v1/test_helpers/disputes', { purchase_id })
    assert.equal(raised.status, 201, JSON.stringify(raised.body))
    disputes.push(raised.body.id)
  }
  const isFrozen = async () =>
    (await mira.call(`/v1/grants/${first.license_grant_id}`)).body.frozen_at !== null
  const frozen = [await isFrozen()]
  for (const id of disputes) {
    await server.call(`/v1/test_helpers/disputes/${id}/close`, { outcome: 'won' })
    frozen.push(await isFrozen())
  }
  assert.deepEqual(frozen, [true, true, false])
  await server.call(`/v1/test_clocks/${clock.id}`, undefined, { method: 'DELETE' })
})

test('what is available is paid out once, and comes back when the bank refuses it', async () => {
  const sam = await addPerson(server, 'sam')
  await server.deps.database.write(async (trx) => {
    const row = await trx
      .selectFrom('ledger')
      .selectAll()
      .where('credit_account', '=', 'balance')
      .limit(1)
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('ledger')
      .values({ ...row, id: 'mov_0', source_id: 'gift', credit_owner: sam.id, amount: 6000, available_at: 1 })
      .execute()
  })
  const pay = (body: object) => sam.call('/v1/payouts', { currency: 'usd', ...body })
  const results = await Promise.all([pay({ amount: 3000 }), pay({ amount: 3000 }), pay({ amount: 3000 })])
  assert.deepEqual(results.map(({ status }) => status).sort(), [201, 201, 402])
  assert.equal((await pay({ amount: 10 })).status, 422)
  const own = async () => (await sam.call('/v1/balance')).body
  assert.deepEqual((await own()).in_transit, [usd(6000)])
  const { body: clock } = await sam.call('/v1/test_clocks', {})
  const start = Date.parse(clock.frozen_time)
  await sam.call(`/v1/test_clocks/${clock.id}/advance`, { to: iso(start + 2 * DAY) })
  assert.deepEqual((await own()).in_transit, [usd(0)])
  assert.ok(
    (await sam.call('/v1/payouts')).body.items.every((row: { status: string }) => row.status === 'paid'),
  )
  const csv = await sam.call('/v1/balance/statement')
  const lines = csv.body.trim().split('\n')
  assert.equal(lines[0], 'created_at,type,id,source_id,purchase_id,currency,amount_minor,available_at')
  assert.deepEqual(
    lines
      .slice(1)
      .map((line: string) => line.split(',')[6])
      .sort(),
    ['-3000', '-3000', '6000'],
  )
  assert.equal((await sam.call('/v1/balance/transactions?limit=2')).body.items.length, 2)
  const destination = async () => (await sam.call('/v1/payout_destination')).body.destination
  assert.equal(await destination(), 'ba_test')
  await sam.call('/v1/payout_destination', { destination: 'ba_test_fail' }, { method: 'PUT' })
  assert.equal(await destination(), 'ba_test_fail')
})

test('a bill that is still with its provider is not made again', async () => {
  const start = Date.UTC(2028, 0, 1)
  const { body: clock } = await server.call('/v1/test_clocks', { frozen_time: iso(start) })
  const monthly = await addListing(server, {
    pricing: { model: 'subscription', currency: 'usd', amount: 500, interval: 'month' },
  })
  const { subscription_id: id, id: purchase } = await buy(monthly)
  const { write } = server.deps.database
  // As it stands while a provider takes its time: the bill is made, its payment under way, and an hour has passed.
  const { runSubscription } = await import('../../src/domain/commerce/subscriptions/run-subscription.ts')
  await write((trx) =>
    trx.updateTable('subscription').set({ payment_method: 'pm_card_timeout' }).where('id', '=', id).execute(),
  )
  const due = Date.UTC(2028, 1, 1)
  await runSubscription(server.deps.commerce, id, due)
  await runSubscription(server.deps.commerce, id, due + 2 * 3600_000)
  await runSubscription(server.deps.commerce, id, due + 4 * 3600_000)
  const invoices = async () => (await mira.call(`/v1/invoices?subscription_id=${id}`)).body.items
  assert.deepEqual(
    (await invoices()).map(({ status }: { status: string }) => status),
    ['open'],
  )
  await server.call(`/v1/test_clocks/${clock.id}/advance`, { to: iso(Date.UTC(2028, 1, 2)) })
  assert.deepEqual(
    (await invoices()).map(({ status }: { status: string }) => status),
    ['paid'],
  )
  assert.equal((await mira.call(`/v1/subscriptions/${id}`)).body.current_period_end, '2028-03-01T00:00:00Z')
  assert.notEqual(purchase, (await invoices())[0].purchase_id)
  await server.call(`/v1/test_clocks/${clock.id}`, undefined, { method: 'DELETE' })
})
