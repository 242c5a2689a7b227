import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startServer } from '../start-server.ts'
import { addPerson, PASSWORD, signIn } from './people.ts'

// One for all: each test has accounts of its own.
const server = await startServer()
after(() => server[Symbol.asyncDispose]())

const ada = { slug: 'ada', name: 'Ada', email: ' Ada@Example.org', password: PASSWORD }

test('an administrator adds a user, whom everybody signed in may know but for the address', async () => {
  const { status, body } = await server.call('/v1/users', ada)
  assert.equal(status, 201)
  assert.match(body.id, /^usr_/)
  assert.equal(body.email, 'ada@example.org')

  const seen = await server.call('/v1/users/ada')
  assert.deepEqual(Object.keys(seen.body), ['id', 'slug', 'name', 'created_at'])
  assert.equal((await server.call('/v1/users/ada', undefined, { key: null })).status, 401)
  assert.equal((await server.call('/v1/users/nobody-at-all')).status, 404)
})

test('nobody but an unrestricted key of an administrator adds users', async () => {
  const bob = await addPerson(server)
  assert.equal((await server.call('/v1/users', ada, { key: bob.key })).body.error.code, 'forbidden')
  const { body } = await server.call('/v1/keys', { name: 'k', mode: 'test', scopes: ['models:upload'] })
  const refused = await server.call('/v1/users', ada, { key: body.secret })
  assert.equal(refused.status, 403)
  assert.equal(refused.body.error.field, '*')
})

test('slugs are one namespace with organisations; some are reserved; addresses are unique in any case', async () => {
  await using server = await startServer()
  await server.call('/v1/orgs', { slug: 'acme', name: 'Acme' })
  const taken = await server.call('/v1/users', { ...ada, slug: 'acme' })
  assert.equal(taken.status, 409)
  assert.equal(taken.body.error.field, 'slug')
  assert.equal((await server.call('/v1/users', ada)).status, 201)
  const sameEmail = await server.call('/v1/users', { ...ada, slug: 'ada-2', email: 'ADA@example.ORG' })
  assert.equal(sameEmail.status, 409)
  assert.equal(sameEmail.body.error.field, 'email')
  for (const slug of ['studio', 'admin-', '-a', 'Ada', 'a b', '', 'a'.repeat(40), 'me', 'revisions', 'a_b']) {
    const { status, body } = await server.call('/v1/users', { ...ada, slug, email: 'x@example.org' })
    assert.equal(status, 422, slug)
    assert.equal(body.error.field, 'slug')
  }
  assert.equal((await server.call('/v1/users/acme')).status, 404)
})

test('weak passwords are refused', async () => {
  for (const password of ['short', 'aaaaaaaaaaaaaaaa', 'x'.repeat(201), '']) {
    const { status, body } = await server.call('/v1/users', { ...ada, password })
    assert.equal(status, 422, password)
    assert.equal(body.error.field, 'password')
  }
})

test('the first administrator sets a password with the key, then needs it for another', async () => {
  await using server = await startServer()
  const change = (body: object) => server.call('/v1/me', body, { method: 'PATCH' })
  const set = await change({ name: 'Boss', email: 'Boss@Example.org', password: PASSWORD })
  assert.equal(set.status, 200)
  assert.equal(set.body.email, 'boss@example.org')
  await signIn(server, 'boss@example.org')

  const without = await change({ password: 'another good one' })
  assert.equal(without.status, 403)
  assert.equal(without.body.error.field, 'current_password')
  assert.equal((await change({ password: 'another good one', current_password: 'wrong' })).status, 403)
  const right = { password: 'another good one', current_password: PASSWORD }
  assert.equal((await change(right)).status, 200)
  await signIn(server, 'boss@example.org', 'another good one')
  await assert.rejects(signIn(server, 'boss@example.org', PASSWORD))
})

test('a change of name is seen at once; an unknown field and a taken address are refused', async () => {
  const bob = await addPerson(server)
  const eve = await addPerson(server)
  const change = (body: object) => server.call('/v1/me', body, { method: 'PATCH', key: bob.key })
  assert.equal((await change({ name: 'Robert' })).body.name, 'Robert')
  assert.equal((await server.call('/v1/me', undefined, { key: bob.key })).body.name, 'Robert')
  assert.equal((await change({ email: eve.email })).status, 409)
  assert.equal((await change({ email: bob.email })).status, 200)
  assert.equal((await change({ is_admin: true })).status, 422)
  assert.equal((await change({ name: '   ' })).status, 422)
})

test('the registry says whose key it is, without the key', async () => {
  const bob = await addPerson(server)
  const { status, body } = await server.call('/api/v1/user', undefined, {
    key: null,
    headers: { 'x-api-key': bob.key },
  })
  assert.equal(status, 200)
  assert.deepEqual(body, { id: bob.id, email_address: bob.email, username: bob.slug })
})

test('a NUL in a path, a query or a text is refused on either database', async () => {
  const as = { key: (await addPerson(server)).key }
  assert.equal((await server.call('/v1/users/%00', undefined, as)).status, 400)
  assert.equal((await server.call('/v1/keys?cursor=%00', undefined, as)).status, 400)
  assert.equal((await server.call('/api/v1/org/a%00/models/x/versions', undefined, as)).status, 400)
  assert.equal((await server.call('/v1/me', { name: 'a\u0000b' }, { ...as, method: 'PATCH' })).status, 422)
  // Stored nowhere, looked for in the database: not there on one, not possible on the other.
  assert.ok([404, 422].includes((await server.call('/v1/keys/revoke', { key: 'a\u0000b' }, as)).status))
  const credentials = { email: 'a\u0000@b', password: PASSWORD }
  assert.ok([401, 422].includes((await server.call('/v1/sessions', credentials, { key: null })).status))
})
