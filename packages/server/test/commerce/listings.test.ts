import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { startServer, type TestServer } from '../start-server.ts'
import { addListing, addPerson, type Person, PRICE, pushPublicDigits } from './shop.ts'

let server: TestServer
let mira: Person
let asset: string
before(async () => {
  server = await startServer()
  asset = await pushPublicDigits(server)
  mira = await addPerson(server, 'mira')
})
after(() => server[Symbol.asyncDispose]())

const artifact = () =>
  server.deps.database.read
    .selectFrom('artifact')
    .selectAll()
    .where('id', '=', asset)
    .executeTakeFirstOrThrow()

test('a picture of a gallery is announced, sent, shown, and kept by name', async () => {
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const announce = (size = bytes.length) => server.call('/v1/listings/media', { sha256, size })
  const opened = await announce()
  assert.equal(opened.status, 201)
  assert.equal(opened.body.blob, `sha256:${sha256}`)
  const sent = await fetch(server.url + opened.body.upload_url, {
    method: 'PUT',
    headers: { authorization: `Bearer ${server.key}` },
    body: bytes,
  })
  assert.equal(sent.status, 204)
  assert.equal((await announce()).body.upload_url, null)
  assert.equal((await announce(1e9)).status, 422)
  // Another's bytes are sent again: knowing a hash is no right to them.
  assert.ok((await mira.call('/v1/listings/media', { sha256, size: bytes.length })).body.upload_url)
  const made = await server.call('/v1/listings', {
    asset_id: asset,
    title: 'Pictures',
    pricing: PRICE,
    license: 'MIT',
    gallery: [{ blob: opened.body.blob, alt: 'a dot' }],
  })
  const [media] = made.body.gallery
  assert.equal(media.blob, opened.body.blob)
  const again = { gallery: [{ blob: media.blob }, { url: 'https://example.org/b.png' }] }
  const changed = await server.call(`/v1/listings/${made.body.id}`, again, { method: 'PATCH' })
  assert.deepEqual(
    changed.body.gallery.map(({ blob }: { blob: string | null }) => blob),
    [opened.body.blob, null],
  )
})

test('a listing is made as a draft, published, taken down and put away, and locks its model meanwhile', async () => {
  const made = await server.call('/v1/listings', {
    asset_id: asset,
    title: 'Digits',
    pricing: PRICE,
    license: 'mit',
    tags: ['ocr'],
    gallery: [{ url: 'https://example.org/a.png', alt: 'a plot' }],
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { id } = made.body
  assert.equal(made.body.state, 'draft')
  assert.equal(made.body.license, 'MIT')
  assert.equal((await artifact()).is_paid, 0)
  assert.equal((await mira.call(`/v1/listings/${id}`)).status, 404)

  const before = await artifact()
  assert.equal((await server.call(`/v1/listings/${id}/publish`, {})).body.state, 'published')
  const paid = await artifact()
  assert.deepEqual(
    [paid.is_paid, paid.paid_mode, paid.price_amount, paid.price_model],
    [1, 'test', 4900, 'one_time'],
  )
  assert.ok(paid.change > before.change)
  assert.equal((await mira.call(`/v1/listings/${id}`)).status, 200)
  assert.equal((await mira.call(`/v1/listings/${id}`)).body.allow_list, undefined)
  const locked = await mira.call('/api/v1/org/admin/models/digits/1.0.0/download', {})
  assert.equal(locked.status, 403, JSON.stringify(locked.body))
  const refused = await server.call('/api/v1/org/admin/models/digits/1.0.0', undefined, { method: 'DELETE' })
  assert.equal(refused.status, 409)

  const changed = await server.call(
    `/v1/listings/${id}`,
    { pricing: { ...PRICE, amount: 100 } },
    { method: 'PATCH' },
  )
  assert.equal(changed.body.pricing.amount, 100)
  assert.equal((await artifact()).price_amount, 100)
  assert.equal((await server.call(`/v1/listings/${id}/unpublish`, {})).body.state, 'unpublished')
  assert.deepEqual([(await artifact()).is_paid, (await artifact()).price_amount], [0, null])
  assert.equal((await server.call(`/v1/listings/${id}/archive`, {})).body.state, 'archived')
  assert.equal((await server.call(`/v1/listings/${id}/publish`, {})).status, 409)
  assert.equal((await server.call(`/v1/listings/${id}`, { title: 'x' }, { method: 'PATCH' })).status, 409)
})

test('who may see a listing depends on its visibility and on the mode', async () => {
  const open = await addListing(server)
  const unlisted = await addListing(server, { visibility: 'unlisted' })
  const closed = await addListing(server, { visibility: 'private' })
  const invited = await addListing(server, { visibility: 'private', allow_list: ['mira'] })
  const seen = (await mira.call('/v1/listings')).body.items.map(({ id }: { id: string }) => id)
  assert.ok(seen.includes(open) && seen.includes(invited))
  assert.ok(!seen.includes(unlisted) && !seen.includes(closed))
  assert.equal((await mira.call(`/v1/listings/${unlisted}`)).status, 200)
  assert.equal((await mira.call(`/v1/listings/${closed}`)).status, 404)
  const { body: live } = await server.call('/v1/keys', { name: 'live', mode: 'live' })
  assert.equal((await server.call(`/v1/listings/${open}`, undefined, { key: live.secret })).status, 404)
  assert.equal((await server.call(`/v1/listings/${open}`, undefined, { key: null })).status, 404)
  assert.equal((await mira.call(`/v1/listings/${open}`, { title: 'mine' }, { method: 'PATCH' })).status, 403)
  const stranger = await mira.call('/v1/listings', {
    asset_id: asset,
    title: 'mine',
    pricing: PRICE,
    license: 'MIT',
  })
  assert.equal(stranger.status, 404)
  // By way of an organisation one sees what it is offered; it is for the organisation to buy.
  await mira.call('/v1/orgs', { slug: 'miras', name: 'Miras' })
  const forOrg = await addListing(server, { visibility: 'private', allow_list: ['miras'] })
  assert.equal((await mira.call(`/v1/listings/${forOrg}`)).status, 200)
  assert.ok((await mira.call('/v1/listings')).body.items.some(({ id }: { id: string }) => id === forOrg))
  const order = { listing_id: forOrg, payment_method: 'pm_card_visa' }
  assert.equal((await mira.call('/v1/purchases', order)).status, 404)
  assert.equal((await mira.call('/v1/purchases', { ...order, owner: 'miras' })).status, 201)
  for (const id of [open, unlisted, closed, invited, forOrg])
    await server.call(`/v1/listings/${id}/archive`, {})
})

test('what is sold in test mode only locks nobody out of live mode', async () => {
  const listing = await addListing(server)
  const luca = await addPerson(server, 'luca', 'live')
  assert.equal((await luca.call('/api/v1/org/admin/models/digits/1.0.0/download', {})).status, 200)
  const { body: key } = await server.call('/v1/keys', { name: 'live', mode: 'live' })
  const live = { key: key.secret }
  const made = await server.call(
    '/v1/listings',
    { asset_id: asset, title: 'Live', pricing: PRICE, license: 'MIT' },
    live,
  )
  await server.call(`/v1/listings/${made.body.id}/publish`, {}, live)
  assert.equal((await luca.call('/api/v1/org/admin/models/digits/1.0.0/download', {})).status, 403)
  await server.call(`/v1/listings/${made.body.id}/archive`, {}, live)
  await server.call(`/v1/listings/${listing}/archive`, {})
})

test('terms of one’s own are reviewed, and an administrator can take anything down', async () => {
  const custom = { license: 'LicenseRef-Custom', license_text: 'Be nice.' }
  const made = await server.call('/v1/listings', { asset_id: asset, title: 'Own', pricing: PRICE, ...custom })
  const { id } = made.body
  assert.equal((await server.call(`/v1/listings/${id}/publish`, {})).body.state, 'in_review')
  assert.equal((await mira.call(`/v1/listings/${id}`)).status, 404)
  assert.equal((await server.call(`/v1/listings/${id}/approve`, {})).body.state, 'published')
  assert.equal((await mira.call(`/v1/listings/${id}/suspend`, {})).status, 403)
  assert.equal((await server.call(`/v1/listings/${id}/suspend`, {})).body.state, 'suspended')
  // What is taken down is sold to nobody, and given to nobody either.
  assert.equal((await mira.call('/v1/purchases', { listing_id: id, accept_license: true })).status, 404)
  assert.equal((await artifact()).is_paid, 1)
  assert.equal((await server.call(`/v1/listings/${id}/publish`, {})).status, 409)
  await server.call(`/v1/listings/${id}/reinstate`, {})
  assert.equal((await artifact()).is_paid, 0)
})

test('what is wrong with a listing is said by field', async () => {
  const good = { asset_id: asset, title: 'Digits', pricing: PRICE as object, license: 'MIT' }
  const usage = { model: 'usage', currency: 'usd', unit_amount_decimal: '0.08', unit: 'inference_call' }
  for (const [change, field] of [
    [{ license: 'Nonsense' }, 'license'],
    [{ license: 'ND-Commercial-Team' }, 'seats'],
    [{ license: 'LicenseRef-Custom' }, 'license_text'],
    [{ pricing: { ...PRICE, currency: 'xyz' } }, 'currency'],
    [{ pricing: { ...PRICE, amount: -1 } }, 'amount'],
    [{ pricing: { ...PRICE, amount: 49.5 } }, 'amount'],
    [{ pricing: { ...PRICE, trial_days: 3 } }, 'pricing.trial_days'],
    [{ pricing: { ...usage, amount: 4 } }, 'pricing.amount'],
    [{ pricing: { ...usage, unit_amount_decimal: '1e3' } }, 'unit_amount_decimal'],
    [{ pricing: { model: 'subscription', currency: 'usd', amount: 5 } }, 'pricing.interval'],
    [{ gallery: [{ url: 'javascript:alert(1)' }] }, 'gallery.0.url'],
    [{ gallery: [{ blob: `sha256:${'ab'.repeat(32)}` }] }, 'gallery.0.blob'],
    [{ gallery: Array.from({ length: 9 }, () => ({ url: 'https://example.org' })) }, 'gallery'],
    [{ allow_list: ['nobody-at-all'] }, 'allow_list'],
  ] as const) {
    const { status, body } = await server.call('/v1/listings', { ...good, ...change })
    assert.equal(status, 422, `${JSON.stringify(change)}: ${JSON.stringify(body)}`)
    assert.match(body.error.field, new RegExp(`${field}$`), JSON.stringify(body))
  }
})
