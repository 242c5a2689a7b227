import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import * as oauth from 'oauth4webapi'
import { addPerson, type Person, signIn } from '../accounts/people.ts'
import { startServer, type TestServer } from '../start-server.ts'

const server = await startServer()
after(() => server[Symbol.asyncDispose]())

const insecure = { [oauth.allowInsecureRequests]: true }
const BACK = 'https://app.example.org/done?from=nodeyard'

interface App {
  id: string
  client_secret: string | null
}

async function addApp(owner: Person, more: object = {}): Promise<App> {
  const settings = {
    name: 'Plotter <b>',
    redirect_uris: [BACK],
    scopes: ['models:read', 'deploy:invoke'],
    ...more,
  }
  const { status, body } = await server.call('/v1/oauth/apps', settings, { key: owner.key })
  assert.equal(status, 201, JSON.stringify(body))
  return body
}

const issuer = new URL(server.url)
const discover = async () =>
  oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
  )

const clientOf = (app: App) => ({ client_id: app.id })
const proofOf = (app: App) =>
  app.client_secret === null ? oauth.None() : oauth.ClientSecretBasic(app.client_secret)

/** The page as a signed-in browser sees it. */
async function openPage(parameters: Record<string, string>, cookie?: string) {
  const response = await fetch(`${server.url}/oauth/authorize?${new URLSearchParams(parameters)}`, {
    redirect: 'manual',
    headers: cookie ? { cookie } : {},
  })
  return { response, html: await response.text() }
}

/** Presses a button of the page, and follows where it leads. */
async function answer(html: string, cookie: string, what: 'allow' | 'deny') {
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
    ([, name, value]) =>
      [name!, value!.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(code))] as [string, string],
  )
  const response = await fetch(`${server.url}/oauth/authorize`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: server.url },
    body: new URLSearchParams([...fields, ['answer', what]]),
  })
  assert.equal(response.status, 303, await response.clone().text())
  return new URL(response.headers.get('location')!)
}

/** Somebody allows an app what it asks for. */
async function allow(
  app: App,
  user: Person,
  { scope = 'models:read', on = server }: { scope?: string; on?: TestServer } = {},
) {
  const as = await discover()
  const verifier = oauth.generateRandomCodeVerifier()
  const { cookie } = (await signIn(on, user.email)).headers
  const parameters = {
    client_id: app.id,
    redirect_uri: BACK,
    response_type: 'code',
    scope,
    state: 'my state',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
  const { html } = await openPage(parameters, cookie)
  const back = await answer(html, cookie, 'allow')
  const found = oauth.validateAuthResponse(as, clientOf(app), back, 'my state')
  const exchange = () =>
    oauth.authorizationCodeGrantRequest(as, clientOf(app), proofOf(app), found, BACK, verifier, insecure)
  return { as, back, exchange }
}

const tokensOf = async (app: App, { as, exchange }: Awaited<ReturnType<typeof allow>>) =>
  oauth.processAuthorizationCodeResponse(as, clientOf(app), await exchange())

async function refresh(app: App, token: string, parameters: Record<string, string> = {}) {
  const as = await discover()
  const response = await oauth.refreshTokenGrantRequest(as, clientOf(app), proofOf(app), token, {
    ...insecure,
    additionalParameters: parameters,
  })
  return oauth.processRefreshTokenResponse(as, clientOf(app), response)
}

const statusWith = async (token: string, path = '/v1/me') =>
  (await server.call(path, undefined, { key: token })).status

const isError = (error: string) => (thrown: unknown) => {
  const { error: said, cause } = thrown as { error?: string; cause?: unknown }
  assert.equal(said, error, String(cause ?? thrown))
  return true
}

for (const type of ['confidential', 'public']) {
  test(`a client library completes the flow for a ${type} app`, async () => {
    const [maker, user] = [await addPerson(server), await addPerson(server)]
    const app = await addApp(maker, { type })
    assert.equal(typeof app.client_secret, type === 'public' ? 'object' : 'string')
    const flow = await allow(app, user, { scope: 'models:read' })
    const tokens = await tokensOf(app, flow)
    assert.equal(tokens.token_type, 'bearer')
    assert.equal(tokens.expires_in, 3600)
    assert.equal(tokens.scope, 'models:read')

    // It is a key of whoever allowed it, with what was allowed.
    const me = await server.call('/v1/me', undefined, { key: tokens.access_token })
    assert.equal(me.body.id, user.id)
    assert.deepEqual(me.body.key, { ...me.body.key, mode: 'test', scopes: ['models:read'] })
    assert.equal(await statusWith(tokens.access_token, '/v1/keys'), 403)
    assert.equal(await statusWith(tokens.access_token, '/v1/events'), 403)
    const registry = '/api/v1/org/acme/models'
    assert.notEqual(await statusWith(tokens.access_token, registry), 401)

    const next = await refresh(app, tokens.refresh_token!)
    assert.notEqual(next.refresh_token, tokens.refresh_token)
    assert.equal(await statusWith(next.access_token), 200)
    const keys = await server.call('/v1/keys', undefined, { key: user.key })
    assert.ok(keys.body.items.every(({ name }: { name: string }) => !name.startsWith('Plotter')))
  })
}

test('the page says in words what is asked for, to whoever is signed in, and can be refused', async () => {
  const [maker, user] = [await addPerson(server), await addPerson(server)]
  const app = await addApp(maker)
  const { cookie } = (await signIn(server, user.email)).headers
  const parameters = { client_id: app.id, response_type: 'code', state: '"><script>' }
  const { response, html } = await openPage(parameters, cookie)
  assert.equal(response.status, 200)
  assert.match(
    response.headers.get('content-security-policy')!,
    /form-action 'self' https:\/\/app\.example\.org;/,
  )
  assert.equal(response.headers.get('x-frame-options'), 'DENY')
  assert.ok(html.includes('Plotter &#60;b&#62;') && !html.includes('<b>') && !html.includes('<script>'))
  assert.ok(
    html.includes('See and download your models') && html.includes('Send requests to your deployments'),
  )
  const back = await answer(html, cookie, 'deny')
  assert.equal(back.origin + back.pathname, 'https://app.example.org/done')
  const { from, error, state } = Object.fromEntries(back.searchParams)
  assert.deepEqual([from, error, state], ['nodeyard', 'access_denied', '"><script>'])

  const stranger = await openPage(parameters)
  const to = new URL(stranger.response.headers.get('location')!, server.url)
  assert.equal(to.pathname, '/sign-in')
  assert.equal(new URL(to.searchParams.get('next')!, server.url).searchParams.get('client_id'), app.id)

  // Nobody else's page can answer for them.
  const forged = html.replace(/(name="csrf_token" value=")[^"]+/, '$1wrong')
  await assert.rejects(answer(forged, cookie, 'allow'))
  const other = (await signIn(server, maker.email)).headers.cookie
  await assert.rejects(answer(html, other, 'allow'))
})

test('what is wrong with a request goes back to the app only when it is known where that is', async () => {
  const [maker, user] = [await addPerson(server), await addPerson(server)]
  const app = await addApp(maker)
  const open = await addApp(maker, { type: 'public' })
  const { cookie } = (await signIn(server, user.email)).headers
  const good = { client_id: app.id, redirect_uri: BACK, response_type: 'code' }
  for (const parameters of [
    { ...good, client_id: 'cli_none' },
    { ...good, redirect_uri: `${BACK}&more=1` },
    { ...good, redirect_uri: 'https://app.example.org/done' },
    { ...good, redirect_uri: 'https://evil.example.org/' },
  ]) {
    const { response } = await openPage(parameters, cookie)
    assert.equal(response.status, 400)
    assert.equal(response.headers.get('location'), null)
  }
  const challenge = { code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' }
  for (const [parameters, error] of [
    [{ ...good, response_type: 'token' }, 'unsupported_response_type'],
    [{ ...good, scope: 'models:read *' }, 'invalid_scope'],
    [{ ...good, scope: 'payouts:read' }, 'invalid_scope'],
    [{ ...good, client_id: open.id }, 'invalid_request'],
    [{ ...good, ...challenge, code_challenge_method: 'plain' }, 'invalid_request'],
    [{ ...good, code_challenge: 'a'.repeat(43) }, 'invalid_request'],
    [{ ...good, ...challenge, code_challenge: 'short' }, 'invalid_request'],
  ] as const) {
    const { response } = await openPage(parameters, cookie)
    assert.equal(response.status, 303)
    assert.equal(new URL(response.headers.get('location')!).searchParams.get('error'), error)
  }
  for (const uri of [
    'http://app.example.org/',
    'javascript:alert(1)',
    'https://a.example/#x',
    'myapp:/done',
    'nowhere',
  ]) {
    const settings = { name: 'x', redirect_uris: [uri], scopes: ['models:read'] }
    const { status } = await server.call('/v1/oauth/apps', settings, { key: maker.key })
    assert.equal(status, 422, uri)
  }
})

test('a code is good once, for its app, its address, its verifier and a minute', async () => {
  const [maker, user] = [await addPerson(server), await addPerson(server)]
  const app = await addApp(maker)
  const other = await addApp(maker)
  const post = async (fields: Record<string, string>, as: App = app) => {
    const response = await fetch(`${server.url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: as.id, client_secret: as.client_secret!, ...fields }),
    })
    return { status: response.status, body: (await response.json()) as { error: string } }
  }
  const flow = await allow(app, user)
  const code = flow.back.searchParams.get('code')!
  const grant = { grant_type: 'authorization_code', code, redirect_uri: BACK }
  const refused = async (fields: Record<string, string>, as?: App) => (await post(fields, as)).body.error
  assert.equal(await refused({ ...grant, code_verifier: 'a'.repeat(43) }), 'invalid_grant')
  assert.equal(await refused(grant), 'invalid_grant')
  assert.equal(await refused({ ...grant, redirect_uri: 'https://app.example.org/' }), 'invalid_grant')
  assert.equal(await refused(grant, other), 'invalid_grant')
  assert.equal(await refused({ grant_type: 'password' }), 'unsupported_grant_type')
  assert.equal(await refused({}), 'invalid_request')
  const wrong = await post(grant, { ...app, client_secret: 'nds_wrong' })
  assert.deepEqual([wrong.status, wrong.body.error], [401, 'invalid_client'])

  const tokens = await tokensOf(app, flow)
  assert.equal(await statusWith(tokens.access_token), 200)
  await assert.rejects(tokensOf(app, flow), isError('invalid_grant'))
  // Somebody has it who should not: nothing that came of it works any more.
  assert.equal(await statusWith(tokens.access_token), 401)
  await assert.rejects(refresh(app, tokens.refresh_token!), isError('invalid_grant'))

  const late = await allow(app, user)
  await server.deps.database.write((trx) =>
    trx
      .updateTable('oauth_authorization')
      .set({ code_expires_at: Date.now() - 1 })
      .where('code_used_at', 'is', null)
      .execute(),
  )
  await assert.rejects(tokensOf(app, late), isError('invalid_grant'))

  const raced = await allow(app, user)
  const answers = await Promise.all(Array.from({ length: 8 }, async () => (await raced.exchange()).status))
  assert.equal(answers.filter((status) => status === 200).length, 1)
})

test('a refresh token that comes again ends the whole family', async () => {
  const [maker, user] = [await addPerson(server), await addPerson(server)]
  const app = await addApp(maker)
  const first = await tokensOf(app, await allow(app, user, { scope: 'models:read deploy:invoke' }))
  const apart = await tokensOf(app, await allow(app, user))
  const second = await refresh(app, first.refresh_token!, { scope: 'deploy:invoke' })
  assert.equal(second.scope, 'deploy:invoke')
  await assert.rejects(
    refresh(app, second.refresh_token!, { scope: 'models:read' }),
    isError('invalid_scope'),
  )
  assert.equal(await statusWith(second.access_token), 200)
  await assert.rejects(refresh(app, first.refresh_token!), isError('invalid_grant'))
  assert.equal(await statusWith(first.access_token), 401)
  assert.equal(await statusWith(second.access_token), 401)
  await assert.rejects(refresh(app, second.refresh_token!), isError('invalid_grant'))
  assert.equal(await statusWith(apart.access_token), 200, 'another consent goes on')
})

test('tokens are looked into and ended by their app, and consents by whoever gave them, on every server', async () => {
  const [maker, user] = [await addPerson(server), await addPerson(server)]
  const [app, other] = [await addApp(maker), await addApp(maker)]
  const as = await discover()
  const look = async (by: App, token: string) =>
    oauth.processIntrospectionResponse(
      as,
      clientOf(by),
      await oauth.introspectionRequest(as, clientOf(by), proofOf(by), token, insecure),
    )
  const end = async (by: App, token: string) =>
    oauth.processRevocationResponse(
      await oauth.revocationRequest(as, clientOf(by), proofOf(by), token, insecure),
    )
  const tokens = await tokensOf(app, await allow(app, user))
  const seen = await look(app, tokens.access_token)
  assert.deepEqual([seen.active, seen.scope, seen.sub], [true, 'models:read', user.id])
  assert.equal((await look(app, tokens.refresh_token!)).active, true)
  assert.equal((await look(other, tokens.access_token)).active, false)
  assert.equal((await look(app, user.key)).active, false)
  await end(other, tokens.access_token)
  await end(app, user.key)
  assert.equal(await statusWith(tokens.access_token), 200)
  assert.equal(await statusWith(user.key), 200)
  await end(app, tokens.access_token)
  assert.equal(await statusWith(tokens.access_token), 401)
  const again = await refresh(app, tokens.refresh_token!)
  await end(app, again.refresh_token!)
  assert.equal(await statusWith(again.access_token), 401)

  const given = await tokensOf(app, await allow(app, user))
  const mine = () => server.call('/v1/oauth/authorizations', undefined, { key: user.key })
  const { items } = (await mine()).body
  assert.equal(items.length, 1)
  assert.equal(items[0].app.id, app.id)
  await using second = await startServer({ on: server })
  assert.equal((await second.call('/v1/me', undefined, { key: given.access_token })).status, 200)
  const path = `/v1/oauth/authorizations/${items[0].id}`
  assert.equal((await server.call(path, undefined, { method: 'DELETE', key: maker.key })).status, 404)
  assert.equal((await server.call(path, undefined, { method: 'DELETE', key: user.key })).status, 204)
  assert.equal(await statusWith(given.access_token), 401)
  const deadline = Date.now() + 30_000
  while ((await second.call('/v1/me', undefined, { key: given.access_token })).status !== 401) {
    assert.ok(Date.now() < deadline)
  }
  assert.equal((await mine()).body.items.length, 0)

  const last = await tokensOf(app, await allow(app, user))
  await server.call(`/v1/oauth/apps/${app.id}`, undefined, { method: 'DELETE', key: maker.key })
  assert.equal(await statusWith(last.access_token), 401)
})
