import { ask, type Connection, push, pushDigits } from './push.ts'
import { stockGraph } from './stock-graph.ts'

/** A server with something in it, and what its path parameters may be. */
export interface Yard extends Connection {
  values: Record<string, string[]>
}

/** Fills a new server with one of everything, so that the proofs reach beyond "not found". */
export async function stockYard(url: string, key: string): Promise<Yard> {
  const to = { url, key }
  await ask(to, 'POST', '/v1/users', {
    slug: 'mira',
    name: 'Mira',
    email: 'mira@example.org',
    password: 'correct horse battery',
  })
  await ask(to, 'POST', '/v1/orgs', { slug: 'acme', name: 'Acme' })
  await ask(to, 'PUT', '/v1/orgs/acme/members/mira', { role: 'contributor' })
  const spare = await ask<{ id: string }>(to, 'POST', '/v1/keys', {
    name: 'spare',
    mode: 'test',
    scopes: ['models:read'],
  })
  await pushDigits(to, '1.0.0')
  const latest = await pushDigits(to, '1.1.0')
  const rows = new TextEncoder().encode('x,y\n1,2\n')
  await push(to, {
    kind: 'datasets',
    org: 'acme',
    name: 'points',
    version: '0.1.0',
    files: { 'points.csv': rows },
  })
  await ask(to, 'POST', '/api/v1/org/admin/models/digits/1.0.0/aliases', { alias: 'champion' })
  const download = await ask<{ download_id: string }>(
    to,
    'POST',
    '/api/v1/org/admin/models/digits/1.0.0/download',
  )
  const inventory = await ask<Record<string, unknown>>(to, 'GET', '/nodes/?detailed=true')
  const deployment = await ask<{ id: string }>(to, 'POST', '/v1/deployments', { model: 'admin/digits@1.0.0' })
  const begun = await ask<{ upload_id: string; missing: { url: string }[] }>(
    to,
    'POST',
    '/api/v1/org/admin/models/unfinished/0.1.0/uploads',
    { artifacts: [{ path: 'a.bin', oid: `sha256:${'ab'.repeat(32)}`, size: 10 }], manifest: {} },
  )
  const sale = await stockSale(to)
  // Not among the names below: a call of it that is given a second may well take longer in the midst of all this.
  await stockGraph(to, 'echo')
  const run = await ask<{ run_id: string }>(to, 'POST', '/api/graph/run/echo', {
    inputs: { x: 'hello' },
    record_outputs: true,
  })
  const upload = begun.missing[0]!.url.split('/').at(-1)!
  return {
    ...to,
    values: {
      org: ['admin', 'acme', 'mira', 'nobody'],
      slug: ['acme', 'mira', 'nobody'],
      user: ['mira', 'admin', 'nobody'],
      name: ['digits', 'points', 'unfinished', 'nothing'],
      version: ['1.0.0', '1.1.0', '0.1.0', 'champion', 'latest', '9.9.9', '01.0.0'],
      alias: ['champion', 'nothing'],
      shard: ['points.csv', 'train/a.csv', 'nothing'],
      revision: ['1.0.0', '1.1.0', '0.1.0', '^1', 'latest', 'champion', '9.9.9'],
      upload_id: [begun.upload_id, 'reg_nothing'],
      hotkey: [...Object.keys(inventory), '5nobody'],
      node_id: ['GPU-nothing', 'in', 'out'],
      run_id: [run.run_id, 'nothing'],
      port: ['value', 'nothing'],
      node_name: ['Linear', 'Edu-Patchify', 'deep:Edu-Patchify', 'Nothing'],
      plugin: ['deep', 'rl', 'nothing'],
      filename: ['echo.pt', 'nothing.pt', 'echo'],
      '*': ['echo.pt', '../echo.pt', 'a/b.png'],
      download_id: [download.download_id, 'dwn_nothing'],
      id: [
        deployment.id,
        spare.id,
        upload,
        ...sale,
        String(latest.id),
        run.run_id,
        'dep_nothing',
        'admin/digits',
        'acme/points',
      ],
    },
  }
}

/** A listing, and what becomes of a sale: the ids of all of it. */
async function stockSale(to: Connection): Promise<string[]> {
  type Ids = Record<'id' | 'license_grant_id' | 'subscription_id', string>
  const post = (as: Connection, path: string, body: unknown) => ask<Ids>(as, 'POST', path, body)
  const buyer = { url: to.url, key: await signUp(to, 'bo') }
  const listing = await post(to, '/v1/listings', {
    asset_id: 'admin/digits',
    title: 'Digits',
    pricing: { model: 'subscription', currency: 'usd', amount: 4900, interval: 'month' },
    license: 'MIT',
  })
  await post(to, `/v1/listings/${listing.id}/publish`, {})
  const purchase = await post(buyer, '/v1/purchases', {
    listing_id: listing.id,
    payment_method: 'pm_card_visa',
  })
  const refund = await post(to, '/v1/refunds', { purchase_id: purchase.id, amount: 100 })
  const dispute = await post(buyer, '/v1/test_helpers/disputes', { purchase_id: purchase.id })
  const method = await post(to, '/v1/payment_methods', { token: 'pm_card_visa' })
  return [
    listing.id,
    purchase.id,
    purchase.license_grant_id,
    purchase.subscription_id,
    refund.id,
    dispute.id,
    method.id,
  ]
}

/** A new user and a key of theirs, as they get one in a browser. */
export async function signUp(to: Connection, slug: string): Promise<string> {
  const [email, password] = [`${slug}@example.org`, 'correct horse battery']
  await ask(to, 'POST', '/v1/users', { slug, name: slug, email, password })
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email, password })
  const session = await fetch(`${to.url}/v1/sessions`, { method: 'POST', headers, body })
  const made = await fetch(`${to.url}/v1/keys`, {
    method: 'POST',
    headers: {
      ...headers,
      cookie: session.headers.get('set-cookie')!.split(';', 1)[0]!,
      'x-csrf-token': ((await session.json()) as { csrf_token: string }).csrf_token,
    },
    body: JSON.stringify({ name: 'theirs', mode: 'test' }),
  })
  return ((await made.json()) as { secret: string }).secret
}
