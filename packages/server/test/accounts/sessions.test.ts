import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startServer } from '../start-server.ts'
import { addPerson, PASSWORD, signIn } from './people.ts'

// One for all: each test has accounts of its own.
const server = await startServer()
after(() => server[Symbol.asyncDispose]())

test('a session reads on every surface, and writes with its token only', async () => {
  const { email, slug } = await addPerson(server)
  const browser = await signIn(server, email)
  const { cookie, 'x-csrf-token': token } = browser.headers
  assert.equal((await server.call('/v1/me', undefined, browser)).body.slug, slug)
  assert.equal((await server.call('/api/v1/user', undefined, browser)).body.username, slug)

  const rename = (headers: Record<string, string>) =>
    server.call('/v1/me', { name: 'New' }, { method: 'PATCH', key: null, headers })
  assert.equal((await rename({ cookie })).status, 403)
  assert.equal((await rename({ cookie, 'x-csrf-token': 'wrong' })).status, 403)
  assert.equal((await rename({ cookie, 'x-csrf-token': token })).status, 200)
  const other = await signIn(server, email)
  assert.equal((await rename({ cookie, 'x-csrf-token': other.headers['x-csrf-token'] })).status, 403)
})

test('the cookie is out of reach of scripts and other sites, and secure where the server is', async () => {
  const { email } = await addPerson(server)
  const cookieOf = async (on: typeof server, headers = {}) => {
    const answer = await on.call('/v1/sessions', { email, password: PASSWORD }, { key: null, headers })
    return answer.headers.getSetCookie()[0]!
  }
  assert.match(await cookieOf(server), /; HttpOnly; SameSite=Lax$/)
  await using tls = await startServer({ on: server, environment: { PUBLIC_URL: 'https://yard.example' } })
  assert.match(await cookieOf(tls), /; HttpOnly; Secure; SameSite=Lax$/)
})

test('a reloaded page gets its token again; a key has none', async () => {
  const { email } = await addPerson(server)
  const browser = await signIn(server, email)
  const { status, body } = await server.call('/v1/sessions', undefined, browser)
  assert.equal(status, 200)
  assert.equal(body.csrf_token, browser.headers['x-csrf-token'])
  assert.equal((await server.call('/v1/sessions')).status, 404)
  assert.equal((await server.call('/v1/sessions', undefined, { key: null })).status, 401)
})

test('a browser switches between test and live money, and no other browser with it', async () => {
  const { email, slug, key } = await addPerson(server)
  const browser = await signIn(server, email)
  const other = await signIn(server, email)
  const modeOf = async (who: typeof browser) => (await server.call('/v1/me', undefined, who)).body.key.mode
  const change = (mode: string, headers: Record<string, string> = browser.headers) =>
    server.call('/v1/sessions', { mode }, { method: 'PATCH', key: null, headers })
  assert.equal((await server.call('/v1/sessions', undefined, browser)).body.mode, 'test')
  const { status, body } = await change('live')
  assert.equal(status, 200)
  assert.deepEqual([body.mode, body.csrf_token], ['live', browser.headers['x-csrf-token']])
  assert.deepEqual([await modeOf(browser), await modeOf(other)], ['live', 'test'])
  assert.equal((await server.call('/v1/test_clocks', { owner: slug }, browser)).status, 403)
  assert.equal((await change('play')).status, 422)
  assert.equal((await change('test', { cookie: browser.headers.cookie })).status, 403)
  const byKey = await server.call('/v1/sessions', { mode: 'live' }, { method: 'PATCH', key })
  assert.equal(byKey.status, 404)
  assert.equal((await change('test')).body.mode, 'test')
  assert.equal(await modeOf(browser), 'test')
})

test('signing out ends the session, here and on another server', async () => {
  await using other = await startServer({ on: server })
  const { email } = await addPerson(server)
  const browser = await signIn(server, email)
  assert.equal((await other.call('/v1/me', undefined, browser)).status, 200)
  const out = await server.call('/v1/sessions', undefined, { ...browser, method: 'DELETE' })
  assert.equal(out.status, 204)
  assert.match(out.headers.getSetCookie()[0]!, /^nodeyard_session=;/)
  assert.equal((await other.call('/v1/me', undefined, browser)).status, 401)
})

test('a new password ends the other sessions and keeps the one that asked', async () => {
  const { email } = await addPerson(server)
  const mine = await signIn(server, email)
  const theirs = await signIn(server, email)
  const change = { password: 'quite another one', current_password: PASSWORD }
  assert.equal((await server.call('/v1/me', change, { ...mine, method: 'PATCH' })).status, 200)
  assert.equal((await server.call('/v1/me', undefined, mine)).status, 200)
  assert.equal((await server.call('/v1/me', undefined, theirs)).status, 401)
})

test('an ended session is refused, and so is one that never was', async () => {
  await using server = await startServer()
  const { email } = await addPerson(server)
  const browser = await signIn(server, email)
  await server.deps.database.write((trx) =>
    trx
      .updateTable('session')
      .set({ expires_at: Date.now() - 1 })
      .execute(),
  )
  assert.equal((await server.call('/v1/me', undefined, browser)).status, 401)
  const headers = { cookie: 'nodeyard_session=made-up' }
  assert.equal((await server.call('/v1/me', undefined, { key: null, headers })).status, 401)
})

test('guessing passwords is bounded, for an unknown address the same, and others may go on', async () => {
  await using server = await startServer()
  const { email } = await addPerson(server)
  const friend = await addPerson(server)
  const attempt = (who: string, password = 'not the password') =>
    server.call('/v1/sessions', { email: who, password }, { key: null })
  for (const who of [email, 'nobody@example.org']) {
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(who)))
    const statuses = answers.map(({ status }) => status).sort()
    assert.deepEqual(statuses, [...Array(10).fill(401), 429, 429])
    const refused = answers.find(({ status }) => status === 429)!
    assert.equal(refused.body.error.code, 'rate_limited')
    assert.ok(Number(refused.headers.get('retry-after')) > 0)
    const bodies = answers.filter(({ status }) => status === 401).map(({ body }) => body.error.message)
    assert.deepEqual([...new Set(bodies)], ['the email address or the password is wrong'])
  }
  // The right password does not help while the bound holds; who has not failed is not touched by it.
  assert.equal((await attempt(email, PASSWORD)).status, 429)
  await signIn(server, friend.email)
})

test('signing in rightly costs none of the attempts', async () => {
  const { email } = await addPerson(server)
  for (let round = 0; round < 12; round++) await signIn(server, email)
})
