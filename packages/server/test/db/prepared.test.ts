import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '../../src/db/open-database.ts'
import { makeTestDatabase } from '../test-database.ts'

interface Place {
  folder: string
  url: string | undefined
}

const open = ({ folder, url }: Place) => openDatabase({ dataFolder: folder, url })

async function withPlace(body: (place: Place) => Promise<void>): Promise<void> {
  const place = await makeTestDatabase()
  try {
    await body({ folder: place.dataFolder, url: place.databaseUrl })
  } finally {
    await place.remove()
  }
}

type Database = Awaited<ReturnType<typeof open>>

const prepare = (database: Database) =>
  database.prepare<{ value: string; created_at: number }>('secret_by_name', (db) =>
    db.selectFrom('server_secret').select(['value', 'created_at']).where('name', '=', 'a name'),
  )

const put = (database: Database, name: string, value: string) =>
  database.write((trx) =>
    trx
      .insertInto('server_secret')
      .values({ name, value, created_at: 7 })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute(),
  )

test('a prepared query finds its row by the parameters it is given, or nothing', () =>
  withPlace(async (place) => {
    const database = await open(place)
    try {
      await put(database, 'one', 'first')
      await put(database, 'two', 'second')
      const find = prepare(database)
      assert.deepEqual(await find('one'), { value: 'first', created_at: 7 })
      assert.deepEqual(await find('two'), { value: 'second', created_at: 7 })
      assert.equal(await find('three'), undefined)
    } finally {
      await database.close()
    }
  }))

test('a prepared query sees every commit of its own process at once', () =>
  withPlace(async (place) => {
    const database = await open(place)
    try {
      const find = prepare(database)
      for (let i = 0; i < 50; i++) {
        await put(database, 'one', `value ${i}`)
        assert.equal((await find('one'))?.value, `value ${i}`)
        assert.equal((await find('one'))?.value, `value ${i}`)
      }
      await database.write((trx) => trx.deleteFrom('server_secret').where('name', '=', 'one').execute())
      assert.equal(await find('one'), undefined)
    } finally {
      await database.close()
    }
  }))

test('a prepared query sees what another server has committed, by the next round of the event loop', () =>
  withPlace(async (place) => {
    const [ours, theirs] = [await open(place), await open(place)]
    try {
      const find = prepare(ours)
      for (let i = 0; i < 20; i++) {
        await find('one')
        await put(theirs, 'one', `value ${i}`)
        await new Promise(setImmediate)
        assert.equal((await find('one'))?.value, `value ${i}`)
      }
    } finally {
      await ours.close()
      await theirs.close()
    }
  }))
