import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startServer, type TestServer } from '../start-server.ts'
import { addPerson, signIn } from './people.ts'

// One for all: each test has accounts of its own.
const server = await startServer()
after(() => server[Symbol.asyncDispose]())

const begin = async (server: TestServer) =>
  (await server.call('/api/v1/auth/device/code', undefined, { method: 'POST', key: null })).body

const claim = (server: TestServer, code: string) =>
  server.call('/api/v1/auth/device/token', { device_code: code }, { key: null })

type Asker = Parameters<TestServer['call']>[2]
const answer = (server: TestServer, code: string, approve: boolean, as: Asker) =>
  server.call('/api/v1/auth/device/approve', { user_code: code, approve }, as)

test('a terminal signs in once its code was approved, on whichever servers', async () => {
  await using other = await startServer({ on: server })
  const { email, slug } = await addPerson(server)
  const code = await begin(server)
  assert.match(code.user_code, /^[B-Z]{4}-[B-Z]{4}$/)
  assert.equal(code.completed, false)
  assert.ok(code.expires_in > 590 && code.expires_in <= 600)
  assert.equal(code.verification_url, `${server.url}/account/device?code=${code.user_code}`)

  const pending = await claim(other, code.device_code)
  assert.equal(pending.status, 401)
  assert.equal(pending.body.type, 'authentication_error')

  const browser = await signIn(server, email)
  // As people type it.
  const typed = code.user_code.toLowerCase().replace('-', ' ')
  assert.deepEqual((await answer(other, typed, true, browser)).body, { approved: true })
  const { status, body } = await claim(server, code.device_code)
  assert.equal(status, 200)
  assert.match(body.access_token, /^nd_test_/)
  assert.equal(body.refresh_token, body.access_token)
  const me = await other.call('/v1/me', undefined, { key: body.access_token })
  assert.equal(me.body.slug, slug)
  assert.deepEqual(me.body.key.scopes, ['*'])
})

test('the key is handed out once, also when asked for twice at the same moment', async () => {
  await using other = await startServer({ on: server })
  const { device_code, user_code } = await begin(server)
  await answer(server, user_code, true, {})
  const claims = await Promise.all([claim(server, device_code), claim(other, device_code)])
  assert.deepEqual(claims.map(({ status }) => status).sort(), [200, 409])
  assert.equal((await claim(server, device_code)).body.type, 'conflict_error')
})

test('denied, over and unknown are told apart', async () => {
  const denied = await begin(server)
  assert.deepEqual((await answer(server, denied.user_code, false, {})).body, { approved: false })
  assert.equal((await claim(server, denied.device_code)).status, 403)
  assert.equal((await answer(server, denied.user_code, true, {})).status, 409)

  const over = await begin(server)
  await server.deps.database.write((trx) =>
    trx
      .updateTable('device_login')
      .set({ expires_at: Date.now() - 1 })
      .where('id', '=', over.id)
      .execute(),
  )
  assert.equal((await claim(server, over.device_code)).status, 400)
  assert.equal((await answer(server, over.user_code, true, {})).status, 404)
  assert.equal((await claim(server, 'made-up')).status, 404)
  assert.equal((await claim(server, '')).status, 422)
})

test('only a signed-in browser with its token, or an unrestricted key, may approve', async () => {
  const { email } = await addPerson(server)
  const { user_code, device_code } = await begin(server)
  const { body } = await server.call('/v1/keys', { name: 'k', mode: 'test', scopes: ['models:upload'] })
  const { cookie } = (await signIn(server, email)).headers
  assert.equal((await answer(server, user_code, true, { key: null })).status, 401)
  assert.equal((await answer(server, user_code, true, { key: body.secret })).status, 403)
  assert.equal((await answer(server, user_code, true, { key: null, headers: { cookie } })).status, 403)
  assert.equal((await claim(server, device_code)).status, 401)
})

test('codes cannot be guessed: ten wrong ones and it is over for a while', async () => {
  await using server = await startServer()
  const guesser = await addPerson(server)
  const { user_code } = await begin(server)
  const guesses = await Promise.all(
    Array.from({ length: 12 }, () => answer(server, 'BBBB-BBBB', true, { key: guesser.key })),
  )
  assert.deepEqual(guesses.map(({ status }) => status).sort(), [...Array(10).fill(404), 429, 429])
  assert.equal((await answer(server, user_code, true, { key: guesser.key })).status, 429)
  assert.equal((await answer(server, user_code, true, {})).status, 200)
})

test('the pages let no other script, frame or form in', async () => {
  const { email } = await addPerson(server)
  const { cookie } = (await signIn(server, email)).headers
  const pages = ['/account/device?code=BCDF-GHJK', '/sign-in?next=/account/device', '/', '/explore/a/b']
  for (const path of pages) {
    const { status, headers, body } = await server.call(path, undefined, { key: null, headers: { cookie } })
    assert.equal(status, 200)
    assert.match(headers.get('content-type')!, /^text\/html/)
    const policy = headers.get('content-security-policy')!
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.equal(policy.includes('unsafe'), false)
    assert.equal(headers.get('cache-control'), 'no-store')
    // What the policy would refuse must not be there, and what the page asks for must.
    assert.equal(/<script(?![^>]* src=)|<style| on\w+=| style=/i.test(body), false)
    // (What a page asks of the API ahead of time needs a session.)
    const tags = (body.match(/<(?:script|link|img)[^>]*>/g) as string[]).filter(
      (tag) => !tag.includes('as="fetch"'),
    )
    const files = tags.flatMap((tag) => /(?:src|href)="(\/[^"]+)"/.exec(tag)?.[1] ?? [])
    assert.ok(files.length >= 2)
    for (const file of files) {
      const asset = await server.call(file, undefined, { key: null })
      assert.equal(asset.status, 200, file)
      assert.match(asset.headers.get('content-type')!, /^text\/(javascript|css)|^image\/svg/)
    }
  }
})
