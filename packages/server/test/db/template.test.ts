import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertRows, template } from '../../src/db/template.ts'
import { openTestDatabase } from '../artifacts/open-test-database.ts'

const row = (slug: string, email: string | null) => ({
  id: `usr_${slug}`,
  kind: 'user' as const,
  slug,
  name: slug,
  email,
  password_hash: null,
  created_at: 1,
  updated_at: 2,
})

const findSlug = template<{ name: string; least: number }, { slug: string; email: string | null }>(
  (db, { name, least }) =>
    db
      .selectFrom('account')
      .select(['slug', 'email'])
      .where('created_at', '>=', least)
      .where('updated_at', '=', 2)
      .where('name', '=', name),
)

/** SQLite's rows have no prototype. */
const plain = (rows: object[]) => rows.map((found) => ({ ...found }))

test('a query that is written once answers each set of parameters, in and outside of a transaction', async () => {
  await using place = await openTestDatabase()
  const { database } = place
  await database.write((trx) => insertRows(trx, 'account', [row('a', null), row('b', 'b@example.org')]))
  await database.write((trx) => insertRows(trx, 'account', [row('c', null), row('d', null)]))
  await database.write((trx) => insertRows(trx, 'account', [row('e', 'e@example.org')]))
  await database.write((trx) => insertRows(trx, 'account', []))
  for (const [name, email] of [
    ['a', null],
    ['b', 'b@example.org'],
    ['d', null],
    ['e', 'e@example.org'],
  ] as const) {
    assert.deepEqual(plain(await findSlug(database.read, { name, least: 1 })), [{ slug: name, email }])
    assert.deepEqual(plain(await database.write((trx) => findSlug(trx, { name, least: 1 }))), [
      { slug: name, email },
    ])
  }
  assert.deepEqual(await findSlug(database.read, { name: 'a', least: 2 }), [])
  await assert.rejects(database.write((trx) => insertRows(trx, 'account', [row('a', null)])))
})
