import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startServer } from '../start-server.ts'
import { addPerson, type Person } from './people.ts'

// One for all: each test has accounts of its own.
const server = await startServer()
after(() => server[Symbol.asyncDispose]())

const ROLES = ['owner', 'admin', 'contributor', 'reader'] as const
type Asker = (typeof ROLES)[number] | 'stranger'

/** An organisation with one member of each role, `<slug>-owner` and so on, and somebody who is none. */
async function addOrg(slug: string): Promise<Record<Asker, Person>> {
  const people = {} as Record<Asker, Person>
  for (const role of [...ROLES, 'stranger'] as const)
    people[role] = await addPerson(server, `${slug}-${role}`)
  const as = { key: people.owner.key }
  assert.equal((await server.call('/v1/orgs', { slug, name: slug }, as)).status, 201)
  for (const role of ROLES.slice(1)) {
    const path = `/v1/orgs/${slug}/members/${slug}-${role}`
    assert.equal((await server.call(path, { role }, { ...as, method: 'PUT' })).status, 201)
  }
  return people
}

interface Case {
  what: string
  method: string
  path: string
  body?: object
  /** What each role is answered; the asker is put back into its role after each. */
  answers: Record<Asker, number>
}

const CASES: Case[] = [
  { what: 'see it', method: 'GET', path: '', answers: row(200, 200, 200, 200) },
  { what: 'see its members', method: 'GET', path: '/members', answers: row(200, 200, 200, 200) },
  { what: 'see one member', method: 'GET', path: '/members/acme-admin', answers: row(200, 200, 200, 200) },
  { what: 'rename it', method: 'PATCH', path: '', body: { name: 'New' }, answers: row(200, 200, 403, 403) },
  change('add a reader', 'newcomer', 'reader', row(201, 201, 403, 403)),
  change('add an admin', 'newcomer', 'admin', row(201, 201, 403, 403)),
  change('add an owner', 'newcomer', 'owner', row(201, 403, 403, 403)),
  change('make a reader a contributor', 'acme-reader', 'contributor', row(200, 200, 403, 403)),
  change('unmake another owner', 'second-owner', 'reader', row(200, 403, 403, 403)),
  {
    what: 'remove an owner',
    method: 'DELETE',
    path: '/members/second-owner',
    answers: row(204, 403, 403, 403),
  },
  { what: 'remove a member', method: 'DELETE', path: '/members/bystander', answers: row(204, 204, 403, 403) },
  {
    what: 'remove nobody',
    method: 'DELETE',
    path: '/members/acme-stranger',
    answers: row(404, 404, 403, 403),
  },
  change('add who is not there', 'nobody-at-all', 'reader', row(404, 404, 403, 403)),
  { what: 'remove it', method: 'DELETE', path: '', answers: row(204, 403, 403, 403) },
]

function row(owner: number, admin: number, contributor: number, reader: number): Record<Asker, number> {
  return { owner, admin, contributor, reader, stranger: 404 }
}

function change(what: string, user: string, role: string, answers: Record<Asker, number>): Case {
  return { what, method: 'PUT', path: `/members/${user}`, body: { role }, answers }
}

test('what each role may do in an organisation', async (t) => {
  const people = await addOrg('acme')
  for (const slug of ['newcomer', 'bystander', 'second-owner']) await addPerson(server, slug)
  const asOwner = { key: people.owner.key }

  /** Everybody in their place again, whatever the case before did. */
  async function reset() {
    await server.call('/v1/orgs', { slug: 'acme', name: 'Acme' }, asOwner)
    const members = { ...Object.fromEntries(ROLES.slice(1).map((role) => [`acme-${role}`, role])) }
    for (const [slug, role] of Object.entries({ ...members, bystander: 'reader', 'second-owner': 'owner' })) {
      await server.call(`/v1/orgs/acme/members/${slug}`, { role }, { ...asOwner, method: 'PUT' })
    }
    await server.call('/v1/orgs/acme/members/newcomer', undefined, { ...asOwner, method: 'DELETE' })
  }

  await reset()
  for (const { what, method, path, body, answers } of CASES) {
    await t.test(what, async () => {
      for (const asker of [...ROLES, 'stranger'].reverse() as Asker[]) {
        const options = { method, key: people[asker].key }
        const { status, body: answer } = await server.call(`/v1/orgs/acme${path}`, body, options)
        if (method !== 'GET' && status < 300) await reset()
        assert.equal(status, answers[asker], `${asker}: ${JSON.stringify(answer)}`)
      }
    })
  }
})

test('a stranger is told the same of an organisation as of none', async () => {
  const { stranger } = await addOrg('beta')
  const ask = async (slug: string) => {
    const { body } = await server.call(`/v1/orgs/${slug}`, undefined, { key: stranger.key })
    return body.error.message.replaceAll(slug, '')
  }
  assert.equal(await ask('beta'), await ask('not-there'))
  // A user is not an organisation.
  assert.equal(await ask('beta'), await ask('beta-stranger'))
})

test('the last owner stays: no leaving, no demotion, also not at the same moment', async () => {
  const { owner, admin } = await addOrg('gamma')
  const set = (who: Person, user: string, role: string) =>
    server.call(`/v1/orgs/gamma/members/${user}`, { role }, { method: 'PUT', key: who.key })
  const leave = (who: Person) =>
    server.call(`/v1/orgs/gamma/members/${who.slug}`, undefined, { method: 'DELETE', key: who.key })
  assert.equal((await set(owner, owner.slug, 'reader')).status, 409)
  assert.equal((await leave(owner)).status, 409)

  await set(owner, admin.slug, 'owner')
  await using other = await startServer({ on: server })
  const path = (who: Person) => `/v1/orgs/gamma/members/${who.slug}`
  for (let round = 0; round < 5; round++) {
    // Two owners unmake each other, on two servers: one must stay.
    const answers = await Promise.all([
      server.call(path(admin), { role: 'reader' }, { method: 'PUT', key: owner.key }),
      other.call(path(owner), { role: 'reader' }, { method: 'PUT', key: admin.key }),
    ])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 403])
    const [left, right] = answers[0].status === 200 ? [owner, admin] : [admin, owner]
    assert.equal((await set(left, right.slug, 'owner')).status, 200)
  }
  assert.equal((await leave(admin)).status, 204)
  assert.equal((await leave(owner)).status, 409)
})

test('an organisation that owns something stays, and its slug is free again once it is gone', async () => {
  const owner = await addPerson(server)
  const as = { key: owner.key }
  const { body: org } = await server.call('/v1/orgs', { slug: 'delta', name: 'Acme' }, as)
  const now = Date.now()
  const { database } = server.deps
  await database.write((trx) =>
    trx
      .insertInto('artifact')
      .values({ id: 'mdl_1', kind: 'model', owner_id: org.id, name: 'm', created_at: now, updated_at: now })
      .execute(),
  )
  const remove = () => server.call('/v1/orgs/delta', undefined, { ...as, method: 'DELETE' })
  assert.equal((await remove()).body.error.code, 'conflict')
  assert.equal((await server.call('/v1/orgs/delta', undefined, as)).status, 200)
  await database.write((trx) => trx.deleteFrom('artifact').execute())
  assert.equal((await remove()).status, 204)
  assert.equal((await server.call('/v1/orgs', { slug: 'delta', name: 'Another' }, as)).status, 201)
})

test("one's organisations and their members are paged", async () => {
  const { key, slug } = await addPerson(server)
  const names = ['a', 'b', 'c', 'd', 'e'].map((letter) => `org-${letter}`)
  for (const name of names) await server.call('/v1/orgs', { slug: name, name }, { key })
  await addPerson(server)
  const seen: string[] = []
  let cursor = ''
  do {
    const { body } = await server.call(`/v1/orgs?limit=2${cursor}`, undefined, { key })
    seen.push(...body.items.map((org: { slug: string }) => org.slug))
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : ''
  } while (cursor)
  assert.deepEqual(seen, names.reverse())

  const page = await server.call('/v1/orgs/org-a/members', undefined, { key })
  assert.deepEqual(
    page.body.items.map((member: { user: { slug: string }; role: string }) => [
      member.user.slug,
      member.role,
    ]),
    [[slug, 'owner']],
  )
  const stolen = (await server.call('/v1/orgs?limit=2', undefined, { key })).body.next_cursor
  assert.equal((await server.call(`/v1/orgs/org-a/members?cursor=${stolen}`, undefined, { key })).status, 422)
})

test('an organisation cannot be a member, nor can roles be invented', async () => {
  const { key } = await addPerson(server)
  for (const slug of ['epsilon', 'other']) await server.call('/v1/orgs', { slug, name: slug }, { key })
  const put = (user: string, role: string) =>
    server.call(`/v1/orgs/epsilon/members/${user}`, { role }, { method: 'PUT', key })
  assert.equal((await put('other', 'reader')).status, 404)
  assert.equal((await put('admin', 'emperor')).status, 422)
  assert.equal((await server.call('/v1/orgs', { slug: 'epsilon', name: 'Again' }, { key })).status, 409)
})
