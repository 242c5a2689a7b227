import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LoadPlan, ModelPool, type Pooled } from '../../src/domain/runtimes/model-pool.ts'
import type { LoadedModel } from '../../src/domain/runtimes/runtime.ts'
import { addOne, rows, startOnnx } from './tiny-models.ts'

interface Thing extends Pooled {
  name: string
}

/** A pool of 100 bytes, and things to put into it that write down what happens to them. */
function startPool() {
  const events: string[] = []
  const pool = new ModelPool<Thing>(100)
  const plan = (name: string, bytes: number, load?: () => Promise<void>) => (): LoadPlan<Thing> => ({
    memoryBytes: bytes,
    async load() {
      events.push(`load ${name}`)
      await load?.()
      return {
        name,
        memoryBytes: bytes,
        async close() {
          events.push(`close ${name}`)
        },
      }
    },
  })
  const use = async (name: string, bytes: number) => (await pool.acquire(name, plan(name, bytes))).release()
  return { pool, events, plan, use }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('a model is loaded once, however many ask for it', async () => {
  const { pool, events, plan } = startPool()
  const leases = await Promise.all(Array.from({ length: 50 }, () => pool.acquire('a', plan('a', 10))))
  assert.deepEqual(events, ['load a'])
  assert.equal(pool.usedBytes, 10)
  for (const lease of leases) {
    assert.equal(lease.model.name, 'a')
    lease.release()
  }
  assert.ok(pool.has('a'))
  pool.find('a')!.release()
  assert.equal(pool.find('b'), undefined)
})

test('the least recently used make room, and only as many as needed', async () => {
  const { pool, events, use } = startPool()
  await use('a', 40)
  await use('b', 40)
  await use('a', 40)
  await use('c', 30)
  assert.deepEqual(events, ['load a', 'load b', 'close b', 'load c'])
  await use('d', 60)
  assert.deepEqual(events.slice(4), ['close a', 'load d'])
  assert.equal(pool.usedBytes, 90)
})

test('a model in use is not closed; one that is not goes first', async () => {
  const { pool, events, plan, use } = startPool()
  const lease = await pool.acquire('a', plan('a', 50))
  await use('b', 40)
  await use('c', 40)
  assert.deepEqual(events, ['load a', 'load b', 'close b', 'load c'])
  const waiting = use('d', 60)
  await turn()
  // c made room first, and a leaves when its user is done: whoever asks for it meanwhile gets a new one.
  assert.deepEqual(events.slice(4), ['close c'])
  assert.equal(pool.find('a'), undefined)
  const again = pool.acquire('a', plan('a', 50))
  lease.release()
  lease.release()
  await waiting
  ;(await again).release()
  assert.deepEqual(events.slice(5), ['close a', 'load d', 'close d', 'load a'])
  assert.equal(pool.usedBytes, 50)
})

test('loads that do not fit together wait for each other', async () => {
  const { pool, events, plan, use } = startPool()
  let finish = () => {}
  const slow = pool.acquire(
    'slow',
    plan('slow', 70, () => new Promise((resolve) => (finish = resolve))),
  )
  await turn()
  const other = use('other', 70)
  await turn()
  assert.deepEqual(events, ['load slow'])
  finish()
  ;(await slow).release()
  await other
  assert.deepEqual(events, ['load slow', 'close slow', 'load other'])
})

test('a load that fails tells everyone who waited, and the next one tries again', async () => {
  const { pool, plan } = startPool()
  const broken = plan('a', 90, () => Promise.reject(new Error('broken')))
  const all = await Promise.allSettled([pool.acquire('a', broken), pool.acquire('a', broken)])
  for (const result of all) assert.equal(result.status === 'rejected' && result.reason.message, 'broken')
  assert.equal(pool.usedBytes, 0)
  const lease = await pool.acquire('a', plan('a', 90))
  lease.release()
  const noPlan = pool.acquire('b', () => Promise.reject(new Error('no plan')))
  await assert.rejects(noPlan, /no plan/)
})

test('a model larger than the whole budget is refused, and unloads nothing', async () => {
  const { pool, use } = startPool()
  await use('a', 10)
  await assert.rejects(use('huge', 101), { code: 'unavailable' })
  assert.ok(pool.has('a'))
})

test('a removed model goes when its users are done, even one that is still loading', async () => {
  const { pool, events, plan } = startPool()
  const lease = await pool.acquire('a', plan('a', 10))
  const removed = pool.remove('a')
  await turn()
  assert.deepEqual(events, ['load a'])
  lease.release()
  await removed
  assert.deepEqual(events, ['load a', 'close a'])
  const loading = pool.acquire('b', plan('b', 10))
  const gone = pool.remove('b')
  const late = await loading
  assert.equal(late.model.name, 'b')
  late.release()
  await gone
  assert.equal(events.at(-1), 'close b')
  assert.equal(pool.usedBytes, 0)
  await pool.remove('never there')
})

test('closing closes everything and loads nothing more', async () => {
  const { pool, events, plan, use } = startPool()
  await use('a', 10)
  const lease = await pool.acquire('b', plan('b', 10))
  const closed = pool.close()
  await assert.rejects(use('c', 10), { code: 'unavailable' })
  lease.release()
  await closed
  assert.deepEqual(events.slice(2).sort(), ['close a', 'close b'])
})

test('real models: many asked for in turn under a budget of two all answer', async () => {
  await using runtime = await startOnnx()
  const pool = new ModelPool<LoadedModel>(2 * (await runtime.load(addOne())).memoryBytes)
  const ask = async (key: string) => {
    const lease = await pool.acquire(key, () => ({
      memoryBytes: 8_400_000,
      load: () => runtime.load(addOne(key)),
    }))
    try {
      return await lease.model.run({ x: rows([1, 2]) })
    } finally {
      lease.release()
    }
  }
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => ask(`model-${i % 5}`)))
  for (const { y } of answers) assert.deepEqual(y, rows([2, 3]))
  assert.ok(pool.usedBytes <= 2 * 8_500_000)
})
