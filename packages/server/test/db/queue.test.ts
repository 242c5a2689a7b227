import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { openDatabase } from '../../src/db/open-database.ts'
import { makeTestDatabase } from '../test-database.ts'

const silent = pino({ level: 'silent' })

/** Opens a database of the test's own and does jobs with `handlers`. */
async function withQueue(
  handlers: Record<string, (payload: unknown) => Promise<void>>,
  body: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>,
) {
  const place = await makeTestDatabase()
  const database = await openDatabase({ dataFolder: place.dataFolder, url: place.databaseUrl })
  try {
    await database.queue.work(new Map(Object.entries(handlers)), silent)
    await body(database)
  } finally {
    await database.close()
    await place.remove()
  }
}

test('a job is done after its transaction commits, and never when it rolls back', async () => {
  const done: unknown[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const greet = async (payload: unknown) => {
    done.push(payload)
    if (payload === 'last') resolve()
  }
  await withQueue({ greet }, async (database) => {
    await assert.rejects(
      database.write(async (trx) => {
        await database.queue.enqueue(trx, 'greet', 'never')
        throw new Error('rolled back')
      }),
    )
    await database.write((trx) => database.queue.enqueue(trx, 'greet', { name: 'first' }))
    await database.write((trx) => database.queue.enqueue(trx, 'greet', 'last', { runAt: Date.now() + 50 }))
    await promise
  })
  assert.deepEqual(done, [{ name: 'first' }, 'last'])
})

test('work asked for twice under one key is done once, as asked last', async () => {
  const done: unknown[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const count = async (payload: unknown) => {
    done.push(payload)
    resolve()
  }
  await withQueue({ count }, async (database) => {
    const runAt = Date.now() + 100
    await database.write(async (trx) => {
      await database.queue.enqueue(trx, 'count', 1, { key: 'once', runAt })
      await database.queue.enqueue(trx, 'count', 2, { key: 'once', runAt })
    })
    await promise
  })
  assert.deepEqual(done, [2])
})

test('a job that fails is tried again', async () => {
  let tries = 0
  const { promise, resolve } = Promise.withResolvers<void>()
  const flaky = async () => {
    tries++
    if (tries === 1) throw new Error('not yet')
    resolve()
  }
  await withQueue({ flaky }, async (database) => {
    await database.write((trx) => database.queue.enqueue(trx, 'flaky', null))
    await promise
  })
  assert.equal(tries, 2)
})
