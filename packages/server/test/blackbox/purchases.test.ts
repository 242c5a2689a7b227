import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Server, startProgram } from './server.ts'

let server: Server
before(async () => {
  server = await startProgram({ NODEYARD_RATE_LIMITS: 'on' })
})
after(() => server[Symbol.asyncDispose]())

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers without declaring their types.
type Answer = { status: number; headers: Headers; body: any }

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
  return {
    status: response.status,
    headers: response.headers,
    body: text ? JSON.parse(text) : undefined,
  }
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

/** Files under a version, by the registry's own way in. */
async function push(
  name: string,
  files: Record<string, Uint8Array<ArrayBuffer>>,
  manifest = {},
): Promise<void> {
  const bytesOf = new Map<string, Uint8Array<ArrayBuffer>>()
  const artifacts = await Promise.all(
    Object.entries(files).map(async ([path, bytes]) => {
      const oid = `sha256:${Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')}`
      bytesOf.set(oid, bytes)
      return { path, oid, size: bytes.length }
    }),
  )
  const begun = await ask(server.key, 'POST', `/api/v1/org/admin/models/${name}/1.0.0/uploads`, {
    artifacts,
    manifest,
  })
  for (const { url, oid } of begun.body.missing) {
    await fetch(new URL(url, server.url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.key}` },
      body: bytesOf.get(oid)!,
    })
  }
  await ask(server.key, 'POST', `/api/v1/org/admin/uploads/${begun.body.upload_id}/complete`)
}

/** What the seed shows of a limit, an error and a page. */
const ULID = '[0-9A-HJKMNP-TV-Z]{26}'
const SECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

test("the seed's account, with what its key may do and how often it may ask", async () => {
  const { body: restricted } = await ask(server.key, 'POST', '/v1/keys', {
    name: 'reader',
    mode: 'test',
    scopes: ['models:read'],
  })
  const { status, headers, body } = await ask(restricted.secret, 'GET', '/v1/me')
  assert.equal(status, 200)
  assert.match(body.id, new RegExp(`^usr_${ULID}$`))
  assert.match(body.created_at, SECONDS)
  assert.deepEqual([body.slug, body.key], ['admin', { mode: 'test', scopes: ['models:read'] }])
  for (const name of ['name', 'email']) assert.ok(name in body, name)
  const [remaining, reset] = ['x-ratelimit-remaining', 'x-ratelimit-reset'].map((name) => headers.get(name))
  assert.ok(Number(remaining) > 900 && Number(remaining) < 1000, `${remaining} of a thousand a minute`)
  assert.ok(Math.abs(Number(reset) - Date.now() / 1000) <= 61, `${reset}`)

  const refused = await ask(restricted.secret, 'GET', '/v1/datasets')
  assert.equal(refused.status, 403)
  const unknown = await ask('nd_test_nobody', 'GET', '/v1/me')
  assert.deepEqual([unknown.status, unknown.body.error.code], [401, 'unauthorized'])
  assert.match(unknown.body.error.request_id, new RegExp(`^req_${ULID}$`))
  assert.equal(unknown.body.error.request_id, unknown.headers.get('x-request-id'))
})

test("the seed's list: filters, pages that follow each other, and what it refuses", async () => {
  for (const [name, task] of [
    ['one', 'vla'],
    ['two', 'vla'],
    ['three', 'navigation'],
  ]) {
    const model = { slug: name, name, task, framework: 'jax', license: 'CC-BY-4.0', summary: 'pagination' }
    assert.equal((await ask(server.key, 'POST', '/v1/models', model)).status, 201)
  }
  const query = 'q=paginat&task=vla&framework=jax&license=CC-BY-4.0'
  const first = await ask(server.key, 'GET', `/v1/models?${query}&limit=1`)
  assert.deepEqual(Object.keys(first.body).sort(), ['has_more', 'items', 'next_cursor'])
  assert.equal(first.body.has_more, true)
  const cursor = encodeURIComponent(first.body.next_cursor)
  const last = await ask(server.key, 'GET', `/v1/models?${query}&limit=1&cursor=${cursor}`)
  assert.deepEqual([last.body.has_more, last.body.next_cursor], [false, null])
  const slugs = [...first.body.items, ...last.body.items].map(({ slug }: { slug: string }) => slug)
  assert.deepEqual(slugs, ['admin/one', 'admin/two'])
  const shown = first.body.items[0]
  for (const name of [
    'id',
    'slug',
    'name',
    'owner',
    'task',
    'framework',
    'license',
    'price',
    'latest_revision',
  ])
    assert.ok(name in shown, name)
  for (const name of ['revisions', 'downloads', 'stars', 'created_at', 'updated_at']) assert.ok(name in shown)
  for (const wrong of ['limit=0', 'limit=101', 'cursor=x', 'license=NoSuch']) {
    const { status, body } = await ask(server.key, 'GET', `/v1/models?${wrong}`)
    assert.deepEqual(
      [status, body.error.code, body.error.field],
      [422, 'validation_failed', wrong.split('=', 1)[0]],
    )
  }
})

test("the seed's deployment and webhooks: made, asked, and what they say", async () => {
  const read = async (name: string) =>
    new Uint8Array(await readFile(new URL(`${DIGITS}${name}`, import.meta.url)))
  const files: Record<string, Uint8Array<ArrayBuffer>> = {}
  for (const name of ['model.onnx', 'model_card.md', 'config.json', 'LICENSE']) files[name] = await read(name)
  const hook = await ask(server.key, 'POST', '/v1/webhook_endpoints', {
    url: 'https://example.org/hook',
    events: ['deployment.ready'],
  })
  assert.equal(hook.status, 201)
  assert.match(hook.body.secret, /^whsec_test_/)
  await push('digits', files, { framework: 'onnx', license: 'Apache-2.0', task: 'perception' })
  const made = await ask(server.key, 'POST', '/v1/deployments', { model: 'admin/digits' })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.match(made.body.id, new RegExp(`^dep_${ULID}$`))
  const path = `/v1/deployments/${made.body.id}`
  const image = Array.from({ length: 28 }, () => Array.from({ length: 28 }, () => 0))
  const invoke = () => ask(server.key, 'POST', `${path}/invoke`, { input: { image: [[image]] } })
  let answer = await invoke()
  // As often as a key may write in a minute, at most.
  for (; answer.status === 503; answer = await invoke()) await sleep(600)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  assert.equal(answer.body.status, 'succeeded')
  const logs = await ask(server.key, 'GET', `${path}/logs`)
  assert.ok(logs.body.items.length > 0)
  const told = await ask(server.key, 'GET', `/v1/webhook_endpoints/${hook.body.id}/events`)
  assert.equal(told.status, 200)
  assert.equal(told.body.items[0]?.type, 'deployment.ready', JSON.stringify(told.body))
})

const DIGITS = '../../../../examples/digits/model/'

test("the seed's purchase: 4900 is 1225 for the platform and 3675 for the seller", async () => {
  await push('grasp', { 'weights.bin': new TextEncoder().encode('weights') })
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
