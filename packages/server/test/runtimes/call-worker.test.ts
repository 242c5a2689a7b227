import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CallWorker, WorkerGone, WorkerRefused, WorkerStuck } from '../../src/domain/runtimes/call-worker.ts'

const SCRIPT = new URL('./obedient.worker.ts', import.meta.url)

function startWorker(stuckAfterMs = 30_000) {
  const gone: Error[] = []
  const worker = new CallWorker(SCRIPT, {
    name: 'obedient',
    stuckAfterMs,
    onGone: (error) => gone.push(error),
  })
  return Object.assign(worker, { gone, [Symbol.asyncDispose]: () => worker.close() })
}

test('calls are answered in order, each with its own answer or error', async () => {
  await using worker = startWorker()
  const answers = await Promise.allSettled([
    worker.call({ echo: 1 }),
    worker.call({ fail: 'no thanks' }),
    worker.call({ echo: 2 }),
  ])
  assert.deepEqual(answers, [
    { status: 'fulfilled', value: 1 },
    { status: 'rejected', reason: new WorkerRefused('no thanks') },
    { status: 'fulfilled', value: 2 },
  ])
})

for (const death of [{ exit: 7 }, { crash: 'out of luck' }]) {
  test(`a worker that dies (${Object.keys(death)}) fails every call that waits, and later ones`, async () => {
    await using worker = startWorker()
    const waiting = [worker.call(death), worker.call({ echo: 1 })]
    for (const call of waiting) await assert.rejects(call, WorkerGone)
    assert.ok(worker.isGone)
    await assert.rejects(worker.call({ echo: 1 }), WorkerGone)
    assert.equal(worker.gone.length, 1)
  })
}

test('a worker that does not answer is given up: the call is stuck, those behind it are not to blame', async () => {
  await using worker = startWorker(2000)
  await worker.call({ echo: 1 })
  const stuck = worker.call({ spin: true })
  const behind = worker.call({ echo: 2 })
  await assert.rejects(stuck, WorkerStuck)
  await assert.rejects(behind, WorkerGone)
})

test('closing fails what waits', async () => {
  const worker = startWorker()
  const call = worker.call({ spin: true })
  const closed = assert.rejects(call, WorkerGone)
  await worker.close()
  await closed
})
