import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Batcher, type BatchOptions } from '../../src/domain/runtimes/batcher.ts'
import type { LoadedModel, ModelSource } from '../../src/domain/runtimes/runtime.ts'
import type { Tensors } from '../../src/domain/runtimes/tensor-value.ts'
import { addOne, identity, liar, lookup, rows, startOnnx, subtract } from './tiny-models.ts'

const TIMEOUT = { timeoutMs: 30_000 }

/** A batcher on a real model, with its runs written down and, when asked, held back. */
async function startBatcher(source: ModelSource, options: Partial<BatchOptions> = {}, replicas = 1) {
  const runtime = await startOnnx({ workers: replicas })
  const real = await runtime.load(source, { replicas })
  const runs: number[] = []
  let gate: Promise<void> | undefined
  let open = () => {}
  const model: LoadedModel = {
    key: real.key,
    schema: real.schema,
    memoryBytes: real.memoryBytes,
    replicas,
    close: () => real.close(),
    async run(inputs: Tensors, options) {
      runs.push(Object.values(inputs)[0]!.shape[0]!)
      await gate
      return real.run(inputs, options)
    },
  }
  const log: string[] = []
  const batcher = new Batcher(
    model,
    { maxRows: 32, windowMs: 0, maxQueue: 1000, maxQueuedBytes: 1e9, ...options },
    { log: (_level, message) => log.push(message) },
  )
  batcher.share()
  return {
    batcher,
    runs,
    log,
    /** Runs begun from now on wait for `release`. */
    hold() {
      gate = new Promise((resolve) => {
        open = resolve
      })
    },
    release() {
      gate = undefined
      open()
    },
    [Symbol.asyncDispose]: () => runtime.close(),
  }
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

test('requests that arrive together run as one batch, and each gets its own rows', async () => {
  await using setup = await startBatcher(addOne())
  const { batcher, runs } = setup
  const answers = await Promise.all([
    batcher.submit({ x: rows([1, 2]) }, TIMEOUT),
    batcher.submit({ x: rows([3, 4], [5, 6]) }, TIMEOUT),
    batcher.submit({ x: rows([7, 8]) }, TIMEOUT),
  ])
  assert.deepEqual(runs, [4])
  assert.deepEqual(
    answers.map(({ outputs }) => outputs.y),
    [rows([2, 3]), rows([4, 5], [6, 7]), rows([8, 9])],
  )
  for (const { batchRows, queueMs, runMs } of answers) {
    assert.equal(batchRows, 4)
    assert.ok(queueMs >= 0 && runMs > 0)
  }
})

test('while the model is busy requests gather; nothing waits when it is idle', async () => {
  await using setup = await startBatcher(addOne(), { maxRows: 8 })
  const { batcher, runs } = setup
  setup.hold()
  const first = batcher.submit({ x: rows([0, 0]) }, TIMEOUT)
  await turn()
  assert.deepEqual(runs, [1])
  const later = Array.from({ length: 11 }, (_, i) => batcher.submit({ x: rows([i, i]) }, TIMEOUT))
  await turn()
  assert.equal(batcher.queued, 11)
  setup.release()
  await first
  for (const [i, answer] of (await Promise.all(later)).entries()) {
    assert.deepEqual(answer.outputs.y, rows([i + 1, i + 1]))
  }
  assert.deepEqual(runs, [1, 8, 3])
})

test('a thousand mixed requests on two replicas never swap an answer', async () => {
  await using setup = await startBatcher(identity('float32'), {}, 2)
  const answers = await Promise.all(
    Array.from({ length: 1000 }, async (_, i) => {
      const sent = rows(
        ...Array.from({ length: 1 + (i % 3) }, (_, row) =>
          Array.from({ length: 1 + (i % 4) }, () => i + row / 8),
        ),
      )
      const { outputs } = await setup.batcher.submit({ x: sent }, TIMEOUT)
      return { sent, got: outputs.y }
    }),
  )
  for (const { sent, got } of answers) assert.deepEqual(got, sent)
  assert.ok(setup.runs.length < 500, `${setup.runs.length} runs`)
})

test('rows of other widths, no rows, and rows beyond the most do not share a run', async () => {
  await using setup = await startBatcher(identity('float32'), { maxRows: 3 })
  const { batcher, runs } = setup
  setup.hold()
  const sent = [rows([1]), rows([1, 2]), rows([3]), rows([3, 4]), rows([1], [2], [3], [4]), rows(), rows([5])]
  const answers = sent.map((x) => batcher.submit({ x }, TIMEOUT))
  setup.release()
  for (const [i, { outputs }] of (await Promise.all(answers)).entries()) assert.deepEqual(outputs.y, sent[i])
  assert.deepEqual(runs, [3, 2, 4, 0])
})

test('inputs that a client names in another order still meet their own', async () => {
  await using setup = await startBatcher(subtract())
  const answers = await Promise.all([
    setup.batcher.submit({ a: rows([1, 1]), b: rows([2, 2]) }, TIMEOUT),
    setup.batcher.submit({ b: rows([20, 20]), a: rows([10, 10]) }, TIMEOUT),
  ])
  assert.deepEqual(
    answers.map(({ outputs }) => outputs.y),
    [rows([-1, -1]), rows([-10, -10])],
  )
  assert.deepEqual(setup.runs, [2])
})

test('requests do not share a run before their rows are known to be independent, nor with batching off', async () => {
  await using off = await startBatcher(addOne(), { maxRows: 1 })
  assert.equal(off.batcher.isSharing, false)
  await Promise.all([1, 2, 3].map((i) => off.batcher.submit({ x: rows([i, i]) }, TIMEOUT)))
  assert.deepEqual(off.runs, [1, 1, 1])
})

test('a model that gives other rows than it got is not batched again, and every answer is right', async () => {
  await using setup = await startBatcher(liar())
  const { batcher, runs, log } = setup
  const [small, large] = await Promise.all([
    batcher.submit({ x: rows([1, 2]) }, TIMEOUT),
    batcher.submit({ x: rows([6, 7]) }, TIMEOUT),
  ])
  assert.deepEqual(small.outputs.y, rows([1, 2]))
  assert.deepEqual(large.outputs.y, rows([6, 7], [6, 7]))
  assert.deepEqual(runs, [2, 1, 1])
  assert.equal(batcher.isSharing, false)
  assert.match(log.join(), /batching is off: 2 rows went in but "y" came out as \[4, 2\]/)
})

test('one request the model cannot run on does not spoil the others of its run', async () => {
  await using setup = await startBatcher(lookup())
  const at = (index: bigint) =>
    setup.batcher.submit({ index: { dtype: 'int64', shape: [1], data: BigInt64Array.of(index) } }, TIMEOUT)
  const results = await Promise.allSettled([at(1n), at(99n), at(3n)])
  assert.deepEqual(
    results.map((result) =>
      result.status === 'fulfilled' ? result.value.outputs.y?.data : result.reason.code,
    ),
    [Float32Array.of(10, 11), 'validation_failed', Float32Array.of(30, 31)],
  )
})

test('a full queue refuses, by count and by bytes', async () => {
  for (const options of [{ maxQueue: 2 }, { maxQueuedBytes: 16 }]) {
    await using setup = await startBatcher(addOne(), options)
    setup.hold()
    const running = setup.batcher.submit({ x: rows([0, 0]) }, TIMEOUT)
    await turn()
    const waiting = [1, 2].map((i) => setup.batcher.submit({ x: rows([i, i]) }, TIMEOUT))
    await assert.rejects(setup.batcher.submit({ x: rows([3, 3]) }, TIMEOUT), (error: Fault429) => {
      assert.equal(error.code, 'rate_limited')
      assert.equal(error.detail.retryAfter, 1)
      return true
    })
    setup.release()
    await Promise.all([running, ...waiting])
  }
})
type Fault429 = { code: string; detail: { retryAfter: number } }

test('a request that waits too long, or runs too long, is a timeout and leaves the queue', async () => {
  await using setup = await startBatcher(addOne())
  setup.hold()
  const late = (i: number) =>
    assert.rejects(setup.batcher.submit({ x: rows([i, i]) }, { timeoutMs: 20 }), { code: 'timeout' })
  const running = late(0)
  await turn()
  await Promise.all([running, late(1)])
  assert.equal(setup.batcher.queued, 0)
  setup.release()
  const { outputs } = await setup.batcher.submit({ x: rows([2, 2]) }, TIMEOUT)
  assert.deepEqual(outputs.y, rows([3, 3]))
  assert.deepEqual(setup.runs, [1, 1])
})

test('a cancelled request leaves the queue; one that runs already drops its answer', async () => {
  await using setup = await startBatcher(addOne())
  setup.hold()
  const controllers = [new AbortController(), new AbortController()]
  const [running, waiting] = controllers.map(({ signal }, i) =>
    setup.batcher.submit({ x: rows([i, i]) }, { ...TIMEOUT, signal }),
  )
  // Both came in one turn, so hold the second back by sending it after the first has begun.
  await turn()
  assert.deepEqual(setup.runs, [2])
  const third = new AbortController()
  const queued = setup.batcher.submit({ x: rows([3, 3]) }, { ...TIMEOUT, signal: third.signal })
  third.abort(new Error('gone'))
  await assert.rejects(queued, /gone/)
  assert.equal(setup.batcher.queued, 0)
  controllers[0]!.abort(new Error('gone too'))
  await assert.rejects(running!, /gone too/)
  setup.release()
  assert.deepEqual((await waiting!).outputs.y, rows([2, 2]))
  const late = AbortSignal.abort(new Error('never'))
  await assert.rejects(setup.batcher.submit({ x: rows([1, 1]) }, { ...TIMEOUT, signal: late }), /never/)
})

test('a window lets requests that come one after another share a run', async () => {
  await using setup = await startBatcher(addOne(), { windowMs: 60_000, maxRows: 3 })
  const answers = []
  for (let i = 0; i < 3; i++) {
    answers.push(setup.batcher.submit({ x: rows([i, i]) }, TIMEOUT))
    await turn()
  }
  // A minute would be too long for the test: the third row fills the batch and starts it.
  for (const [i, { outputs }] of (await Promise.all(answers)).entries())
    assert.deepEqual(outputs.y, rows([i + 1, i + 1]))
  assert.deepEqual(setup.runs, [3])

  await using brief = await startBatcher(addOne(), { windowMs: 5, maxRows: 3 })
  const { outputs } = await brief.batcher.submit({ x: rows([1, 1]) }, TIMEOUT)
  assert.deepEqual(outputs.y, rows([2, 2]))
})

test('idle waits for what waits and runs; closing refuses what waits and answers what runs', async () => {
  await using setup = await startBatcher(addOne())
  await setup.batcher.idle()
  setup.hold()
  const running = setup.batcher.submit({ x: rows([1, 1]) }, TIMEOUT)
  await turn()
  const waiting = assert.rejects(setup.batcher.submit({ x: rows([2, 2]) }, TIMEOUT), { code: 'unavailable' })
  let isIdle = false
  const idle = setup.batcher.idle().then(() => {
    isIdle = true
  })
  setup.batcher.close()
  await waiting
  assert.equal(isIdle, false)
  setup.release()
  assert.deepEqual((await running).outputs.y, rows([2, 2]))
  await idle
  await assert.rejects(setup.batcher.submit({ x: rows([1, 1]) }, TIMEOUT), { code: 'unavailable' })
})
