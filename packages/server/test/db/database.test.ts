import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isUniqueViolation } from '../../src/db/errors.ts'
import { listMigrations, migrateSqlite } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open-database.ts'
import { makeTestDatabase } from '../test-database.ts'

type Database = Awaited<ReturnType<typeof openDatabase>>

async function withDatabase(body: (database: Database, reopen: () => Promise<Database>) => Promise<void>) {
  const place = await makeTestDatabase()
  const open = () => openDatabase({ dataFolder: place.dataFolder, url: place.databaseUrl })
  const database = await open()
  try {
    await body(database, open)
  } finally {
    await database.close()
    await place.remove()
  }
}

const secret = (name: string, value = 'x') => ({ name, value, created_at: 1 })

test('what a write did is there for the next read, and for another server', () =>
  withDatabase(async (database, reopen) => {
    await database.write((trx) => trx.insertInto('server_secret').values(secret('a')).execute())
    const other = await reopen()
    for (const db of [database.read, database.slow, other.read, other.slow]) {
      const rows = await db.selectFrom('server_secret').select('name').execute()
      assert.deepEqual(
        rows.map((row) => row.name),
        ['a'],
      )
    }
    await other.close()
  }))

test('a write that throws leaves nothing behind', () =>
  withDatabase(async (database) => {
    for (const write of [database.write, database.writeSoon]) {
      const failing = write(async (trx) => {
        await trx.insertInto('server_secret').values(secret('a')).execute()
        throw new Error('no')
      })
      await assert.rejects(failing, /no/)
    }
    assert.deepEqual(await database.read.selectFrom('server_secret').selectAll().execute(), [])
  }))

test('writes that do not wait for the disk are there for all at once, among those that do', () =>
  withDatabase(async (database, reopen) => {
    const other = await reopen()
    const names = Array.from({ length: 20 }, (_, i) => `row ${String(i).padStart(2, '0')}`)
    await Promise.all(
      names.map((name, i) => {
        const server = i % 3 ? database : other
        const write = i % 2 ? server.write : server.writeSoon
        return write((trx) => trx.insertInto('server_secret').values(secret(name)).execute())
      }),
    )
    for (const { read } of [database, other]) {
      const rows = await read.selectFrom('server_secret').select('name').orderBy('name').execute()
      assert.deepEqual(
        rows.map((row) => row.name),
        names,
      )
    }
    await other.close()
  }))

test('reads do not see an open transaction, nor wait for it', () =>
  withDatabase(async (database) => {
    await database.write(async (trx) => {
      await trx.insertInto('server_secret').values(secret('a')).execute()
      assert.deepEqual(await database.read.selectFrom('server_secret').selectAll().execute(), [])
    })
  }))

test('a second row with the same key is told apart from other failures', () =>
  withDatabase(async (database) => {
    const insert = () =>
      database.write((trx) => trx.insertInto('server_secret').values(secret('a')).execute())
    await insert()
    await assert.rejects(insert, (error) => isUniqueViolation(error))
    const orphan = { org_id: 'nobody', user_id: 'nobody', role: 'owner', created_at: 1 } as const
    const insertOrphan = database.write((trx) => trx.insertInto('member').values(orphan).execute())
    await assert.rejects(insertOrphan, (error) => !isUniqueViolation(error))
  }))

test('servers that count in one row at the same time lose no step', () =>
  withDatabase(async (database, reopen) => {
    const other = await reopen()
    await database.write((trx) => trx.insertInto('server_secret').values(secret('n', '0')).execute())
    const step = (server: Database) =>
      server.write(async (trx) => {
        // One statement that reads and writes: what PostgreSQL's READ COMMITTED asks for.
        await trx
          .updateTable('server_secret')
          .set({ value: sql`cast(cast(value as bigint) + 1 as text)` })
          .execute()
      })
    await Promise.all(Array.from({ length: 40 }, (_, index) => step(index % 2 ? database : other)))
    const row = await database.read.selectFrom('server_secret').select('value').executeTakeFirstOrThrow()
    assert.equal(row.value, '40')
    await other.close()
  }))

test('sums and counts come back as numbers', () =>
  withDatabase(async (database) => {
    await database.write((trx) =>
      trx
        .insertInto('server_secret')
        .values([secret('a'), secret('b')])
        .execute(),
    )
    const row = await database.slow
      .selectFrom('server_secret')
      .select((e) => [e.fn.countAll<number>().as('count'), e.fn.sum<number>('created_at').as('sum')])
      .executeTakeFirstOrThrow()
    assert.deepEqual({ ...row }, { count: 2, sum: 2 })
  }))

test('opening a migrated database again changes nothing', () =>
  withDatabase(async (database, reopen) => {
    await database.write((trx) => trx.insertInto('server_secret').values(secret('a')).execute())
    const other = await reopen()
    assert.equal((await other.read.selectFrom('server_secret').selectAll().execute()).length, 1)
    await other.close()
  }))

test('two servers that start on a new file apply each migration once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-migrate-'))
  const file = join(folder, 'x.sqlite')
  const [first, second] = [
    new DatabaseSync(file, { timeout: 5000 }),
    new DatabaseSync(file, { timeout: 5000 }),
  ]
  migrateSqlite(first)
  migrateSqlite(second)
  const { count } = second.prepare('select count(*) as count from migration').get() as { count: number }
  assert.equal(count, listMigrations('sqlite').length)
  first.close()
  second.close()
  await rm(folder, { recursive: true })
})

test('a migration that fails leaves the database as it was', () => {
  const database = new DatabaseSync(':memory:')
  const broken = [
    { name: '1', sql: 'create table a (x text)' },
    { name: '2', sql: 'create table b (x text); create nonsense' },
  ]
  assert.throws(() => migrateSqlite(database, broken))
  assert.deepEqual(database.prepare('select name from sqlite_master').all(), [])
})
