import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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
const db = () => server.deps.database.read
const ledgerOf = (id: string) =>
  db().selectFrom('ledger').selectAll().where('purchase_id', '=', id).orderBy('line').execute()

test('a purchase takes the price, keeps the fee, owes the rest, grants and tells, all at once', async () => {
  const { status, body } = await mira.call('/v1/purchases', {
    listing_id: listing,
    payment_method: 'pm_card_visa',
  })
  assert.equal(status, 201, JSON.stringify(body))
  assert.equal(body.status, 'succeeded')
  assert.deepEqual([body.amount, body.platform_fee, body.seller_payout], [usd(4900), usd(1225), usd(3675)])
  const rows = await ledgerOf(body.id)
  assert.deepEqual(
    rows.map(({ debit_account, credit_account, amount }) => [debit_account, credit_account, amount]),
    [
      ['clearing', 'balance', 3675],
      ['clearing', 'fees', 1225],
    ],
  )
  const events = await db().selectFrom('event').selectAll().where('type', '=', 'listing.purchased').execute()
  assert.equal(events.filter(({ data }) => data.includes(body.id)).length, 1)
  const used = await mira.call('/api/v1/org/admin/models/digits/1.0.0/download', {})
  assert.equal(used.status, 200)
  const parties = {
    title: 'Digits',
    asset: { kind: 'model', slug: 'admin/digits' },
    buyer: 'mira',
    seller: 'admin',
  }
  const bought = (await mira.call(`/v1/purchases/${body.id}`)).body
  const [sold] = (await server.call('/v1/purchases?role=seller')).body.items
  assert.deepEqual([bought.id, bought.parties], [body.id, parties])
  assert.deepEqual([sold.id, sold.parties], [body.id, parties])
  const stranger = await addPerson(server, 'stranger')
  assert.equal((await stranger.call(`/v1/purchases/${body.id}`)).status, 404)
})

test('nothing is written when a card is declined, and the decline is kept for its retries', async () => {
  const headers = { 'idempotency-key': 'declined' }
  const body = { listing_id: listing, payment_method: 'pm_card_chargeDeclined' }
  for (let time = 0; time < 2; time++) {
    const answer = await mira.call('/v1/purchases', body, { headers })
    assert.equal(answer.status, 402)
    assert.equal(answer.body.error.code, 'payment_failed')
  }
  const [failed, ...more] = (await mira.call('/v1/purchases?status=failed')).body.items
  assert.equal(more.length, 0)
  assert.equal(failed.license_grant_id, null)
  assert.deepEqual(await ledgerOf(failed.id), [])
})

test('a card that must be confirmed is charged after it was', async () => {
  const body = { listing_id: listing, payment_method: 'pm_card_authenticationRequired' }
  const made = await mira.call('/v1/purchases', body)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal(made.body.status, 'requires_action')
  assert.equal(made.body.license_grant_id, null)
  assert.equal((await server.call(`/v1/purchases/${made.body.id}/confirm`, {})).status, 404)
  const done = await mira.call(`/v1/purchases/${made.body.id}/confirm`, {})
  assert.equal(done.body.status, 'succeeded')
  assert.match(done.body.license_grant_id, /^grt_/)
  assert.equal((await ledgerOf(made.body.id)).length, 2)
  assert.equal((await mira.call(`/v1/purchases/${made.body.id}/confirm`, {})).body.status, 'succeeded')
  assert.equal((await ledgerOf(made.body.id)).length, 2)
})

test('a provider that does not answer leaves a purchase that is finished later, charged once', async () => {
  for (const method of ['pm_card_timeout', 'pm_card_lostRequest']) {
    const headers = { 'idempotency-key': `slow ${method}` }
    const body = { listing_id: listing, payment_method: method }
    const made = await mira.call('/v1/purchases', body, { headers })
    assert.equal(made.body.status, 'processing', JSON.stringify(made.body))
    assert.deepEqual(await ledgerOf(made.body.id), [])
    const { recoverPurchases } = await import('../../src/domain/commerce/purchases/recover-purchases.ts')
    await recoverPurchases(server.deps.commerce, { patienceMs: 0 })
    await recoverPurchases(server.deps.commerce, { patienceMs: 0 })
    const { body: done } = await mira.call(`/v1/purchases/${made.body.id}`)
    assert.equal(done.status, 'succeeded')
    assert.equal((await ledgerOf(made.body.id)).length, 2)
    const charges = await db()
      .selectFrom('test_provider')
      .selectAll()
      .where('request_key', '=', `${made.body.id}:1`)
      .execute()
    assert.equal(charges.length, 1)
  }
})

test('the same request under one key is one purchase, also where its kept answer was lost', async () => {
  const body = { listing_id: listing, payment_method: 'pm_card_slow' }
  const headers = { 'idempotency-key': 'once' }
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => mira.call('/v1/purchases', body, { headers })),
  )
  const first = answers.find(({ status }) => status === 201)!
  for (const { status } of answers) assert.ok(status === 201 || status === 409, String(status))
  await server.deps.database.write((trx) => trx.deleteFrom('idempotency').execute())
  const again = await Promise.all(
    Array.from({ length: 5 }, () => mira.call('/v1/purchases', body, { headers })),
  )
  for (const answer of again.filter(({ status }) => status === 201))
    assert.equal(answer.body.id, first.body.id)
  await server.deps.database.write((trx) => trx.deleteFrom('idempotency').execute())
  const other = await mira.call('/v1/purchases', { ...body, payment_method: 'pm_card_visa' }, { headers })
  assert.equal(other.status, 409)
  assert.equal(other.body.error.code, 'idempotency_mismatch')
})

test('what is earned can be spent, a week later and once', async () => {
  const seller = await addPerson(server, 'sam')
  await server.deps.database.write(async (trx) => {
    const source = await trx
      .selectFrom('ledger')
      .selectAll()
      .where('credit_account', '=', 'balance')
      .limit(1)
      .executeTakeFirstOrThrow()
    const earned = { ...source, credit_owner: seller.id, amount: 10_000, purchase_id: null }
    await trx
      .insertInto('ledger')
      .values({ ...earned, id: 'mov_1', source_id: 'a', available_at: 1 })
      .execute()
    await trx
      .insertInto('ledger')
      .values({ ...earned, id: 'mov_2', source_id: 'b', available_at: Date.now() + 1e9 })
      .execute()
  })
  const answers = await Promise.all(
    Array.from({ length: 5 }, () =>
      seller.call('/v1/purchases', { listing_id: listing, payment_method: 'balance' }),
    ),
  )
  const statuses = answers.map(({ status }) => status).sort()
  assert.deepEqual(statuses, [201, 201, 402, 402, 402])
  assert.equal(answers.find(({ status }) => status === 402)!.body.error.code, 'insufficient_balance')
})

test('what cannot be bought is refused by name', async () => {
  const free = await addListing(server, { pricing: { model: 'one_time', currency: 'usd', amount: 0 } })
  const got = await mira.call('/v1/purchases', { listing_id: free })
  assert.deepEqual([got.status, got.body.status, got.body.amount], [201, 'succeeded', usd(0)])
  for (const [body, status, field] of [
    [{ listing_id: listing }, 422, 'payment_method'],
    [{ listing_id: listing, payment_method: 'pm_card_nothing' }, 422, 'payment_method'],
    [{ listing_id: listing, payment_method: 'pm_01HZX9VABCDEFGHJKMNPQRSTVW' }, 422, 'payment_method'],
    [{ listing_id: 'lst_nothing', payment_method: 'pm_card_visa' }, 404, 'listing_id'],
  ] as const) {
    const answer = await mira.call('/v1/purchases', body)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    assert.equal(answer.body.error.field, field)
  }
  const own = await server.call('/v1/purchases', { listing_id: listing, payment_method: 'pm_card_visa' })
  assert.deepEqual([own.status, own.body.error.field], [422, 'listing_id'])
})

test('live money takes a provider of live money', async () => {
  const { body: key } = await server.call('/v1/keys', { name: 'live', mode: 'live' })
  const live = { key: key.secret }
  const fields = {
    asset_id: 'admin/digits',
    title: 'Live',
    license: 'MIT',
    visibility: 'private',
    allow_list: ['luca'],
  }
  const luca = await addPerson(server, 'luca', 'live')
  const made = await server.call(
    '/v1/listings',
    { ...fields, pricing: { model: 'one_time', currency: 'usd', amount: 100 } },
    live,
  )
  await server.call(`/v1/listings/${made.body.id}/publish`, {}, live)
  const answer = await luca.call('/v1/purchases', {
    listing_id: made.body.id,
    payment_method: 'pm_card_visa',
  })
  assert.equal(answer.status, 501, JSON.stringify(answer.body))
  assert.equal(answer.body.error.code, 'payments_unavailable')
})

test('the ledger stays as it is written', async () => {
  const { write } = server.deps.database
  const only = /append-only/
  await assert.rejects(
    write((trx) => trx.updateTable('ledger').set({ amount: 1 }).execute()),
    only,
  )
  await assert.rejects(
    write((trx) => trx.deleteFrom('ledger').execute()),
    only,
  )
  await assert.rejects(
    write(async (trx) => {
      const row = await trx.selectFrom('ledger').selectAll().limit(1).executeTakeFirstOrThrow()
      await trx
        .insertInto('ledger')
        .values({ ...row, id: 'mov_again' })
        .execute()
    }),
  )
  await assert.rejects(
    write(async (trx) => {
      const row = await trx.selectFrom('ledger').selectAll().limit(1).executeTakeFirstOrThrow()
      await trx
        .insertInto('ledger')
        .values({ ...row, id: 'mov_new', source_id: 'new', amount: -5 })
        .execute()
    }),
  )
})
