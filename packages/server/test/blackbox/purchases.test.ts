import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Server, startProgram } from './server.ts'

let server: Server
before(async () => {
  server = await startProgram()
})
after(() => server[Symbol.asyncDispose]())

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers without declaring their types.
type Answer = { status: number; body: any }

async function ask(key: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined }
}

/** A second account and its key, as a person gets one in a browser. */
async function signUp(slug: string): Promise<string> {
  const [email, password] = [`${slug}@example.org`, 'correct horse battery']
  await ask(server.key, 'POST', '/v1/users', { slug, name: slug, email, password })
  const headers = { 'content-type': 'application/json' }
  const session = await fetch(`${server.url}/v1/sessions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  })
  const cookie = session.headers.get('set-cookie')!.split(';', 1)[0]!
  const { csrf_token: token } = (await session.json()) as { csrf_token: string }
  const made = await fetch(`${server.url}/v1/keys`, {
    method: 'POST',
    headers: { ...headers, cookie, 'x-csrf-token': token },
    body: JSON.stringify({ name: 'test', mode: 'test' }),
  })
  return ((await made.json()) as { secret: string }).secret
}

/** One small file under a version, by the registry's own way in. */
async function pushModel(): Promise<void> {
  const bytes = new TextEncoder().encode('weights')
  const oid = `sha256:${Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')}`
  const begun = await ask(server.key, 'POST', '/api/v1/org/admin/models/grasp/1.0.0/uploads', {
    artifacts: [{ path: 'weights.bin', oid, size: bytes.length }],
    manifest: {},
  })
  for (const { url } of begun.body.missing) {
    await fetch(new URL(url, server.url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.key}` },
      body: bytes,
    })
  }
  await ask(server.key, 'POST', `/api/v1/org/admin/uploads/${begun.body.upload_id}/complete`)
}

test("the seed's purchase: 4900 is 1225 for the platform and 3675 for the seller", async () => {
  await pushModel()
  const listing = await ask(server.key, 'POST', '/v1/listings', {
    asset_id: 'admin/grasp',
    title: 'Grasp',
    pricing: { model: 'one_time', currency: 'usd', amount: 4900 },
    license: 'MIT',
  })
  assert.equal(listing.status, 201, JSON.stringify(listing.body))
  assert.match(listing.body.id, /^lst_[0-9A-HJKMNP-TV-Z]{26}$/)
  assert.equal(
    (await ask(server.key, 'PATCH', `/v1/listings/${listing.body.id}`, { title: 'Grasp policy' })).status,
    200,
  )
  assert.equal((await ask(server.key, 'POST', `/v1/listings/${listing.body.id}/publish`)).status, 200)

  const buyer = await signUp('buyer')
  const { status, body } = await ask(buyer, 'POST', '/v1/purchases', {
    listing_id: listing.body.id,
    payment_method: 'pm_card_visa',
  })
  assert.equal(status, 201, JSON.stringify(body))
  const { id, license_grant_id: grant, listing_id, status: state, amount, platform_fee, seller_payout } = body
  assert.match(id, /^pur_[0-9A-HJKMNP-TV-Z]{26}$/)
  assert.match(grant, /^grt_[0-9A-HJKMNP-TV-Z]{26}$/)
  assert.deepEqual(
    { listing_id, status: state, amount, platform_fee, seller_payout },
    {
      listing_id: listing.body.id,
      status: 'succeeded',
      amount: { currency: 'usd', amount: 4900 },
      platform_fee: { currency: 'usd', amount: 1225 },
      seller_payout: { currency: 'usd', amount: 3675 },
    },
  )
  const broke = await ask(buyer, 'POST', '/v1/purchases', {
    listing_id: listing.body.id,
    payment_method: 'balance',
  })
  assert.deepEqual([broke.status, broke.body.error.code], [402, 'insufficient_balance'])
  const wrong = await ask(buyer, 'POST', '/v1/purchases', {
    listing_id: listing.body.id,
    payment_method: 4900,
  })
  assert.deepEqual(
    [wrong.status, wrong.body.error.code, wrong.body.error.field],
    [422, 'validation_failed', 'payment_method'],
  )
  assert.equal((await ask(server.key, 'POST', `/v1/listings/${listing.body.id}/unpublish`)).status, 200)
  const gone = await ask(buyer, 'POST', '/v1/purchases', {
    listing_id: listing.body.id,
    payment_method: 'pm_card_visa',
  })
  assert.equal(gone.status, 404)
})
