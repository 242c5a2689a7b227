import assert from 'node:assert/strict'
import { ask, pushDigits } from '../../../../soak/lib/push.ts'
import type { Answer, TestServer } from '../start-server.ts'

/** A user of a server with a key of their own. */
export interface Person {
  slug: string
  id: string
  key: string
  call(
    path: string,
    body?: unknown,
    options?: { method?: string; headers?: Record<string, string> },
  ): Promise<Answer>
}

/** Adds a user and makes them an unrestricted key, as a browser would. */
export async function addPerson(
  server: TestServer,
  slug: string,
  mode: 'test' | 'live' = 'test',
): Promise<Person> {
  const email = `${slug}@example.org`
  const password = 'correct horse battery'
  const made = await server.call('/v1/users', { slug, name: slug, email, password })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const session = await server.call('/v1/sessions', { email, password }, { key: null })
  const cookie = session.headers.get('set-cookie')!.split(';', 1)[0]!
  const { body } = await server.call(
    '/v1/keys',
    { name: 'theirs', mode },
    { key: null, headers: { cookie, 'x-csrf-token': session.body.csrf_token } },
  )
  const key = body.secret as string
  return {
    slug,
    id: made.body.id,
    key,
    call: (path, sent, options) => server.call(path, sent, { ...options, key }),
  }
}

export const PRICE = { model: 'one_time', currency: 'usd', amount: 4900 }

/** A published version of `admin/digits`, made public, and its id. */
export async function pushPublicDigits(server: TestServer): Promise<string> {
  await pushDigits(server)
  await ask(server, 'PATCH', '/api/v1/org/admin/models/digits/visibility', { is_public: true })
  const row = await server.deps.database.read
    .selectFrom('artifact')
    .select('id')
    .where('name', '=', 'digits')
    .executeTakeFirstOrThrow()
  return row.id
}

/** A published listing of `admin/digits`. */
export async function addListing(server: TestServer, fields: object = {}): Promise<string> {
  const made = await server.call('/v1/listings', {
    asset_id: 'admin/digits',
    title: 'Digits',
    pricing: PRICE,
    license: 'MIT',
    ...fields,
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const published = await server.call(`/v1/listings/${made.body.id}/publish`, {})
  assert.equal(published.status, 200, JSON.stringify(published.body))
  return made.body.id
}
