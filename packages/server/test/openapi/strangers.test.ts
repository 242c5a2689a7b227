import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { listOperations, type OpenApi, type Operation } from '../../../../soak/lib/openapi.ts'
import { ask, type Connection, push, pushDigits } from '../../../../soak/lib/push.ts'
import { stockGraph } from '../../../../soak/lib/stock-graph.ts'
import { writeSafetensors } from '../../../tensor/src/formats/index.ts'
import { newId } from '../../src/ids.ts'
import { startServer, type TestServer } from '../start-server.ts'

/** What belongs to the first account, by where its name stands in a path. */
interface Private {
  org: string
  names: Record<string, string>
  /** The `{id}` of `/v1/<collection>/{id}`. */
  ids: Record<string, string>
}

/** One of everything that can be private, owned by the administrator or an organisation of theirs. */
async function stockPrivately(server: TestServer): Promise<Private> {
  await ask(server, 'POST', '/v1/orgs', { slug: 'secretlab', name: 'Secret Lab' })
  await pushDigits(server, '1.0.0', 'secretlab')
  await pushDigits(server, '1.1.0', 'secretlab')
  const csv = new TextEncoder().encode('x,y\n1,2\n')
  await push(server, {
    kind: 'datasets',
    org: 'secretlab',
    name: 'digits',
    version: '1.0.0',
    files: { 'a.csv': csv },
  })
  const path = '/api/v1/org/secretlab/models/digits/1.0.0'
  await ask(server, 'POST', `${path}/aliases`, { alias: 'champion' })
  await ask(server, 'POST', '/api/v1/org/secretlab/datasets/digits/1.0.0/aliases', { alias: 'champion' })
  const key = await ask<{ id: string }>(server, 'POST', '/v1/keys', { name: 'private', mode: 'test' })
  const deployment = await ask<{ id: string }>(server, 'POST', '/v1/deployments', {
    model: 'secretlab/digits@1.0.0',
  })
  // It comes up by itself: what is compared later must not change of its own accord.
  const getStatus = async () =>
    (await ask<{ status: string }>(server, 'GET', `/v1/deployments/${deployment.id}`)).status
  while ((await getStatus()) !== 'ready') await setTimeout(50)
  const download = await ask<{ download_id: string }>(server, 'POST', `${path}/download`)
  const begun = await ask<{ upload_id: string; missing: { url: string }[] }>(
    server,
    'POST',
    '/api/v1/org/secretlab/models/unfinished/0.1.0/uploads',
    { artifacts: [{ path: 'a.bin', oid: `sha256:${'ab'.repeat(32)}`, size: 10 }], manifest: {} },
  )
  const password = 'correct horse battery'
  await ask(server, 'POST', '/v1/users', { slug: 'trader', name: 'T', email: 't@example.org', password })
  const trader = await keyOf(server, 't@example.org', password)
  const sold = await sellPrivately(server, { ...server, key: trader })
  const hook = await ask<{ id: string }>(server, 'POST', '/v1/webhook_endpoints', {
    url: 'https://example.org/hook',
    events: ['payout.paid'],
    owner: 'secretlab',
  })
  const events = await ask<{ items: { id: string }[] }>(server, 'GET', '/v1/events?owner=secretlab')
  const app = await ask<{ id: string }>(server, 'POST', '/v1/oauth/apps', {
    name: 'secretlab app',
    redirect_uris: ['https://example.org/'],
    scopes: ['models:read'],
  })
  const machines = await ask<{ items: { id: string }[] }>(server, 'GET', '/v1/machines')
  await keepShare(server)
  const consent = newId('oau')
  const { id: account } = await ask<{ id: string }>(server, 'GET', '/v1/me')
  const { run, call } = await stockStudio(server)
  await server.deps.database.write((trx) =>
    trx
      .insertInto('oauth_authorization')
      .values({
        id: consent,
        app_id: app.id,
        account_id: account,
        mode: 'test',
        scopes: '["models:read"]',
        redirect_uri: null,
        code_hash: consent,
        code_challenge: null,
        code_expires_at: 1,
        code_used_at: 1,
        created_at: 1,
      })
      .execute(),
  )
  return {
    org: 'secretlab',
    names: {
      slug: 'secretlab',
      org: 'secretlab',
      user: 'admin',
      name: 'digits',
      version: '1.0.0',
      revision: '1.0.0',
      shard: 'a.csv',
      alias: 'champion',
      upload_id: begun.upload_id,
      event_id: events.items[0]!.id,
      download_id: download.download_id,
      run_id: run,
      call_id: call,
      port: 'value',
      filename: 'digits.pt',
      plugin: 'deep',
      '*': 'digits.pt',
      node_name: 'Linear',
      // The server's own host is the administrator's.
      hotkey: server.deps.machines.keys.validator.address,
      node_id: server.deps.serving.ownDevice,
      share: SHARE,
    },
    ids: {
      models: 'secretlab/digits',
      datasets: 'secretlab/digits',
      keys: key.id,
      webhook_endpoints: hook.id,
      events: events.items[0]!.id,
      'oauth/apps': app.id,
      'oauth/authorizations': consent,
      deployments: deployment.id,
      machines: machines.items[0]!.id,
      runs: run,
      uploads: begun.missing[0]!.url.split('/').at(-1)!,
      ...sold,
    },
  }
}

const SHARE = 'share-of-the-secretlab'

/** A share of an encrypted model, which only who has its token may see or end. */
async function keepShare(server: TestServer): Promise<void> {
  const query = 'model_id=m&part=0&parts=2&provider_id=p&provider_address=http://example.org'
  const answer = await fetch(`${server.url}/grid/shares/${SHARE}?${query}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${server.key}`, 'x-share-token': 's'.repeat(43) },
    body: writeSafetensors({ w: { dtype: 'uint64', shape: [1], data: BigUint64Array.of(7n) } }),
  })
  assert.equal(answer.status, 200, await answer.text())
}

/** A graph, a preset, a file, an app and a run of the studio; returns the run's id, and the app's call's. */
async function stockStudio(server: TestServer) {
  await stockGraph(server, 'digits')
  await ask(server, 'POST', '/api/apps/secretlab/publish', { graph: 'digits', create: true })
  const call = await ask<{ run_id: string }>(server, 'POST', '/api/apps/secretlab/invoke', {
    inputs: { x: 'secretlab' },
  })
  const nodes = [{ id: 'l', type: 'Linear', data: { params: {} } }]
  await ask(server, 'POST', '/api/presets/create', { name: 'digits', nodes, edges: [] })
  const run = await ask<{ run_id: string }>(server, 'POST', '/api/graph/run/digits', {
    inputs: { x: 'secretlab' },
    record_outputs: true,
  })
  return { run: run.run_id, call: call.run_id }
}

/** Something the organisation has sold, with everything that can become of a sale. */
async function sellPrivately(server: TestServer, trader: Connection): Promise<Record<string, string>> {
  const { id: clock, frozen_time: now } = await ask<{ id: string; frozen_time: string }>(
    server,
    'POST',
    '/v1/test_clocks',
    { owner: 'secretlab' },
  )
  const sell = async (pricing: object) => {
    const listing = await ask<{ id: string }>(server, 'POST', '/v1/listings', {
      asset_id: 'secretlab/digits',
      title: 'digits',
      pricing: { currency: 'usd', amount: 4900, ...pricing },
      license: 'MIT',
      visibility: 'private',
      allow_list: ['trader'],
    })
    await ask(server, 'POST', `/v1/listings/${listing.id}/publish`)
    const body = { listing_id: listing.id, payment_method: 'pm_card_visa' }
    const bought = await ask<Record<'id' | 'license_grant_id' | 'subscription_id', string>>(
      trader,
      'POST',
      '/v1/purchases',
      body,
    )
    return { listing: listing.id, ...bought }
  }
  const once = await sell({ model: 'one_time' })
  const monthly = await sell({ model: 'subscription', interval: 'month' })
  const refund = await ask<{ id: string }>(server, 'POST', '/v1/refunds', {
    purchase_id: once.id,
    amount: 100,
  })
  const to = new Date(Date.parse(now) + 40 * 24 * 3600_000).toISOString()
  await ask(server, 'POST', `/v1/test_clocks/${clock}/advance`, { to })
  const dispute = await ask<{ id: string }>(trader, 'POST', '/v1/test_helpers/disputes', {
    purchase_id: once.id,
  })
  const method = await ask<{ id: string }>(server, 'POST', '/v1/payment_methods', { token: 'pm_card_visa' })
  const first = async (to: Connection, path: string) =>
    (await ask<{ items: { id: string }[] }>(to, 'GET', path)).items[0]!.id
  return {
    listings: once.listing,
    purchases: once.id,
    grants: once.license_grant_id,
    subscriptions: monthly.subscription_id,
    refunds: refund.id,
    disputes: dispute.id,
    test_helpers: dispute.id,
    payment_methods: method.id,
    invoices: await first(trader, '/v1/invoices'),
    payouts: await first(server, '/v1/payouts?owner=secretlab'),
    test_clocks: clock,
  }
}

/** A body each route would take, so that its answer is about who is asking. */
const BODIES: Record<string, unknown> = {
  updateKey: { name: 'mine now' },
  toggleCustomGraphNodes: { filename: 'digits.ts' },
  publishApp: { graph: 'digits' },
  updateApp: { record_io: false },
  activateApp: { version: 1 },
  rotateKey: { overlap_seconds: 0 },
  setMember: { role: 'owner' },
  updateOrg: { name: 'mine now' },
  blockHotkey: { blocked_reason: 'mine now' },
  createDeployment: { model: 'secretlab/digits@1.0.0' },
  createWebhookEndpoint: { url: 'https://example.org/', events: ['*'], owner: 'secretlab' },
  updateWebhookEndpoint: { description: 'mine now' },
  resendWebhooksSince: { since: '2020-01-01T00:00:00Z' },
  triggerEvent: { type: 'payout.paid', owner: 'secretlab' },
  updateOauthApp: { name: 'mine now' },
  deleteGridModel: { model_id: 'secretlab/digits' },
  runGridModel: { encoding: 'utf-8', data: '[[[[0]]]]' },
  searchEncryptedModels: { model_id: 'secretlab/digits' },
  createModel: { slug: 'secretlab/mine', name: 'Mine', task: 'vla', framework: 'onnx', license: 'MIT' },
  createShard: { name: 'a.csv', size: 3, sha256: 'ef'.repeat(32) },
  createDataset: { slug: 'secretlab/mine', name: 'Mine', license: 'MIT' },
  openModelRevision: { version: '9.0.0', files: [{ path: 'a', size: 1, sha256: 'ef'.repeat(32) }] },
  openDatasetRevision: { version: '9.0.0', files: [{ path: 'a', size: 1, sha256: 'ef'.repeat(32) }] },
  createPayout: { currency: 'usd', owner: 'secretlab' },
  createTestClock: { owner: 'secretlab' },
  advanceTestClock: { to: '2099-01-01T00:00:00Z' },
  answerDispute: { evidence: 'mine now' },
  closeTestDispute: { outcome: 'won' },
  setPayoutDestination: { destination: 'ba_test' },
  createPaymentMethod: { token: 'pm_card_visa' },
  verifyGrant: { document: {} },
  createListing: {
    asset_id: 'secretlab/digits',
    title: 'mine now',
    pricing: { model: 'one_time', currency: 'usd', amount: 1 },
    license: 'MIT',
  },
}

/** Routes that name another's thing in their body. */
const NAMED_IN_BODY = new Set([
  'createDeployment',
  'createListing',
  'createPurchase',
  'createWebhookEndpoint',
  'triggerEvent',
  'createRefund',
  'createPayout',
  'createUsageRecord',
  'openTestDispute',
  'createTestClock',
  'createModel',
  'createDataset',
  'deleteGridModel',
  'searchEncryptedModels',
])

/** Routes that say the same to everyone: a user's public profile, what tus uploads can do
 * here, and that a model may not be copied, which is a 200 on the grid. Everyone may have a share kept here. */
const PUBLIC = new Set([
  'putShare',
  'getUser',
  'describeUploads',
  'isModelCopyAllowed',
  'listNodes',
  'listGraphNodeKinds',
  'getGraphNodeKind',
  'listPresets',
  'listExamples',
  'loadExample',
  'listPlugins',
  'listCustomGraphNodes',
  'getPlugin',
])

/** What everyone can see and only the owner of the server can change. */
const OWNERS_ONLY = new Set([
  'enablePlugin',
  'disablePlugin',
  'reloadPlugins',
  'reloadGraphNodeKinds',
  'uploadPlugin',
  'deletePlugin',
  'uploadCustomGraphNodes',
  'toggleCustomGraphNodes',
  'deleteCustomGraphNodes',
])

/** Bodies that name what was made for this run. */
function bodyOf(id: string, { ids }: Private): unknown {
  const named: Record<string, unknown> = {
    createPurchase: { listing_id: ids.listings, payment_method: 'pm_card_visa' },
    createRefund: { purchase_id: ids.purchases },
    createUsageRecord: { subscription_id: ids.subscriptions, quantity: 1 },
    openTestDispute: { purchase_id: ids.purchases },
  }
  return named[id] ?? BODIES[id] ?? sampleBody(id)
}

const fill = (path: string, { names, ids }: Private) =>
  path.replace(/\{([^}]+)\}/g, (_all, name: string) => {
    // On the grid the id of a model of the registry is its whole name.
    const isGrid = !path.startsWith('/v1/') && !path.startsWith('/api/')
    const [, , collection = '', inside = ''] = path.split('/')
    const ofPath = isGrid ? 'secretlab/digits' : (ids[collection] ?? ids[`${collection}/${inside}`])
    const value = name === 'id' ? ofPath : names[name]
    assert.ok(value, `say in this test what {${name}} of ${path} is`)
    return encodeURIComponent(value)
  })

/** Everything the first account can see of what is private, to be the same before and after. */
async function snapshot(server: TestServer, { ids }: Private) {
  const paths = [
    '/v1/orgs/secretlab',
    '/v1/orgs/secretlab/members',
    `/v1/keys/${ids.keys}`,
    `/v1/deployments/${ids.deployments}`,
    `/v1/listings/${ids.listings}`,
    `/v1/webhook_endpoints/${ids.webhook_endpoints}`,
    `/v1/oauth/apps/${ids['oauth/apps']}`,
    '/v1/oauth/authorizations',
    `/v1/purchases?role=seller&owner=secretlab`,
    `/v1/subscriptions?role=seller&owner=secretlab`,
    `/v1/disputes?owner=secretlab`,
    `/v1/payouts?owner=secretlab`,
    `/v1/balance?owner=secretlab`,
    `/v1/payment_methods/${ids.payment_methods}`,
    `/v1/test_clocks/${ids.test_clocks}`,
    '/api/v1/org/secretlab/models/digits/1.0.0',
    '/api/v1/org/secretlab/models/digits/versions',
    '/api/v1/org/secretlab/datasets/digits/1.0.0',
    '/api/graph/load/digits',
    '/api/apps',
    '/api/apps/secretlab/runs',
    '/api/presets/digits',
    '/api/plugins',
    '/api/models',
    `/api/runs/${ids.runs}`,
    `/api/execution/outputs/${ids.runs}`,
  ]
  return Promise.all(paths.map(async (path) => (await server.call(path)).body))
}

for (const surface of ['marketplace', 'registry', 'studio', 'grid', 'machines']) {
  test(`a stranger can see, change, download and invoke nothing of another's on the ${surface}`, async () => {
    await using server = await startServer()
    const owned = await stockPrivately(server)
    const password = 'correct horse battery'
    await ask(server, 'POST', '/v1/users', { slug: 'mallory', name: 'M', email: 'm@example.org', password })
    const key = await keyOf(server, 'm@example.org', password)
    const before = await snapshot(server, owned)
    const document = (await server.call(`/openapi/${surface}.json`)).body as OpenApi

    for (const { method, path, operation } of listOperations(document)) {
      const id = operation.operationId ?? `${method} ${path}`
      const takesBody = operation.requestBody?.content['application/json'] !== undefined
      const body = takesBody ? bodyOf(id, owned) : undefined
      const answer = await server.call(fill(path, owned), body, {
        method,
        key,
        headers: headersFor(operation),
      })
      if (PUBLIC.has(id)) continue
      if (OWNERS_ONLY.has(id)) {
        assert.equal(answer.status, 403, id)
        continue
      }
      if (path.includes('{') || NAMED_IN_BODY.has(id)) {
        assert.equal(answer.status, 404, `${id}: ${answer.status} ${JSON.stringify(answer.body)}`)
      } else {
        // A route about the asker's own things: nothing of the other's may be in it.
        const text = JSON.stringify(answer.body)
        for (const secret of ['secretlab', 'digits', ...Object.values(owned.ids)]) {
          assert.ok(!text.includes(secret), `${id} shows ${secret}: ${text}`)
        }
      }
    }
    assert.deepEqual(await snapshot(server, owned), before)
  })
}

/** The headers a route insists on, and the type of a body that is not JSON. */
function headersFor({ parameters = [], requestBody }: Operation): Record<string, string> {
  const known: Record<string, string> = {
    'upload-offset': '0',
    'tus-resumable': '1.0.0',
    'x-share-token': 'g'.repeat(43),
  }
  const required = parameters.filter((parameter) => parameter.in === 'header' && parameter.required)
  const headers = Object.fromEntries(required.map(({ name }) => [name, known[name.toLowerCase()] ?? '']))
  const types = Object.keys(requestBody?.content ?? {})
  if (types.length > 0 && !types.includes('application/json') && !types[0]!.includes('*')) {
    headers['content-type'] = types[0]!
  }
  return headers
}

/** Bodies of routes of one shape for models and datasets, and of those that need none in particular. */
function sampleBody(operationId: string): unknown {
  if (/^update(?:Model|Dataset)$/.test(operationId)) return { visibility: 'public' }
  if (/^yank/.test(operationId)) return { reason: 'mine now' }
  if (/alias/i.test(operationId)) return { alias: 'champion' }
  if (/metrics/i.test(operationId)) return { accuracy: 1 }
  if (/visibility/i.test(operationId)) return { is_public: true }
  if (/invoke/i.test(operationId)) return { input: { image: [[[[0]]]] } }
  if (/upload/i.test(operationId)) {
    return { artifacts: [{ path: 'a.bin', oid: `sha256:${'cd'.repeat(32)}`, size: 3 }], manifest: {} }
  }
  return {}
}

/** An unrestricted key of an account, as its owner gets one: signed in, in a browser. */
async function keyOf(server: TestServer, email: string, password: string): Promise<string> {
  const session = await server.call('/v1/sessions', { email, password }, { key: null })
  const cookie = session.headers.get('set-cookie')!.split(';', 1)[0]!
  const made = await server.call(
    '/v1/keys',
    { name: 'mine', mode: 'test' },
    { key: null, headers: { cookie, 'x-csrf-token': session.body.csrf_token } },
  )
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return made.body.secret
}
