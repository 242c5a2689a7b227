import { randomUUID } from 'node:crypto'
import { addKey } from '../../src/domain/accounts/keys.ts'
import type { TestServer } from '../start-server.ts'

export interface Person {
  id: string
  slug: string
  email: string
  password: string
  /** An unrestricted test-mode key. */
  key: string
}

export const PASSWORD = 'correct horse battery'

/** A new user with a key. */
export async function addPerson(server: TestServer, slug = `u-${randomUUID().slice(0, 8)}`): Promise<Person> {
  const email = `${slug}@example.org`
  const user = await server.call('/v1/users', { slug, name: slug, email, password: PASSWORD })
  if (user.status !== 201) throw new Error(`no user ${slug}: ${JSON.stringify(user.body)}`)
  const { id } = user.body
  const { secret } = await server.deps.database.write((trx) =>
    addKey(trx, id, { name: 'main', mode: 'test' }),
  )
  return { id, slug, email, password: PASSWORD, key: secret }
}

/** What a signed-in browser sends: pass it to `server.call` as options. */
export async function signIn(server: TestServer, email: string, password = PASSWORD) {
  const { status, headers, body } = await server.call('/v1/sessions', { email, password }, { key: null })
  if (status !== 201) throw new Error(`no session for ${email}: ${JSON.stringify(body)}`)
  const cookie = headers.getSetCookie()[0]!.split(';', 1)[0]!
  return { key: null, headers: { cookie, 'x-csrf-token': body.csrf_token as string } }
}
