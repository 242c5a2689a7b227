import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { RuntimeOptions } from '../../src/domain/runtimes/runtime.ts'
import { loadRuntimeKinds } from '../../src/domain/runtimes/runtime-kinds.ts'
import type { KindFixture } from './kinds/onnx.ts'
import { rows, temporaryFolder } from './tiny-models.ts'

/** Their models declare neither types nor shapes, so they have tests of their own: test/grid. */
const UNDECLARED = new Set(['plan', 'torchscript'])

// Every kind must pass; a new one brings `test/runtimes/kinds/<name>.ts`.
for (const [name, kind] of await loadRuntimeKinds()) {
  if (UNDECLARED.has(name)) continue
  const { default: fixture } = (await import(`./kinds/${name}.ts`)) as { default: KindFixture }

  const start = (options: Partial<RuntimeOptions> = {}) => {
    const runtime = kind.start({ workers: 2, threads: 1, stuckAfterMs: 30_000, log: () => {}, ...options })
    return Object.assign(runtime, { [Symbol.asyncDispose]: () => runtime.close() })
  }

  test(`${name}: a model says what it takes and gives, and answers`, async () => {
    await using runtime = start()
    const model = await runtime.load(fixture.addOne)
    assert.equal(model.key, fixture.addOne.key)
    assert.deepEqual(model.schema, {
      inputs: [{ name: 'x', dtype: 'float32', shape: ['batch', 2] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: ['batch', 2] }],
    })
    assert.equal(model.memoryBytes, kind.estimateMemory(fixture.addOne.bytes, 1))
    const { y } = await model.run({ x: rows([1, 2], [3, 4]) })
    assert.deepEqual(y, rows([2, 3], [4, 5]))
  })

  test(`${name}: many runs at once on several replicas each get their own answer`, async () => {
    await using runtime = start()
    const model = await runtime.load(fixture.addOne, { replicas: 2 })
    assert.equal(model.replicas, 2)
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => model.run({ x: rows([i, -i]) })))
    for (const [i, { y }] of answers.entries()) assert.deepEqual(y, rows([i + 1, -i + 1]))
  })

  test(`${name}: a large input is given away, a small one stays`, async () => {
    await using runtime = start()
    const model = await runtime.load(fixture.addOne)
    const large = { dtype: 'float32' as const, shape: [100_000, 2], data: new Float32Array(200_000).fill(7) }
    const small = rows([1, 2])
    const [answer] = await Promise.all([model.run({ x: large }), model.run({ x: small })])
    assert.deepEqual(answer!.y!.shape, [100_000, 2])
    assert.ok((answer!.y!.data as Float32Array).every((value) => value === 8))
    assert.equal(large.data.length, 0)
    assert.deepEqual(small, rows([1, 2]))
  })

  test(`${name}: a view of a larger buffer sends its own elements`, async () => {
    await using runtime = start()
    const model = await runtime.load(fixture.addOne)
    const data = Float32Array.of(9, 9, 1, 2, 9).subarray(2, 4)
    const { y } = await model.run({ x: { dtype: 'float32', shape: [1, 2], data } })
    assert.deepEqual(y, rows([2, 3]))
    assert.equal(data.length, 2)
  })

  test(`${name}: an input the model cannot run on is a 422, and the model goes on`, async () => {
    await using runtime = start()
    const model = await runtime.load(fixture.lookup)
    const at = (index: bigint) =>
      model.run({ index: { dtype: 'int64', shape: [1], data: BigInt64Array.of(index) } })
    await assert.rejects(at(9n), (error: { code?: string; message: string }) => {
      assert.equal(error.code, 'validation_failed')
      assert.match(error.message, /^the model cannot run on this input: /)
      assert.doesNotMatch(error.message, /\/\w+\/|\.cc/)
      return true
    })
    assert.deepEqual((await at(2n)).y?.data, Float32Array.of(20, 21))
  })

  test(`${name}: bytes that are no model are refused without a path of this machine`, async () => {
    await using folder = await temporaryFolder()
    await using runtime = start()
    await assert.rejects(
      runtime.load(await fixture.broken(folder)),
      (error: { code?: string; message: string }) => {
        assert.equal(error.code, 'unsupported_format')
        assert.ok(error.message.length < 400)
        assert.doesNotMatch(error.message, /secret-name|nodeyard-runtimes|\/tmp|\.cc/)
        return true
      },
    )
    const model = await runtime.load(fixture.addOne)
    assert.deepEqual((await model.run({ x: rows([1, 2]) })).y, rows([2, 3]))
  })

  test(`${name}: an unloaded model does not run, and the others do`, async () => {
    await using runtime = start({ workers: 1 })
    const model = await runtime.load(fixture.addOne)
    const other = await runtime.load({ ...fixture.addOne, key: 'other' })
    await model.close()
    await assert.rejects(model.run({ x: rows([1, 2]) }), { code: 'unavailable' })
    assert.deepEqual((await other.run({ x: rows([1, 2]) })).y, rows([2, 3]))
  })

  test(`${name}: closing in the middle of a load or a run takes nothing else with it`, async () => {
    for (let wait = 0; wait < 12; wait++) {
      const runtime = start()
      const running = runtime.load(fixture.addOne).then((model) => model.run({ x: rows([1, 2]) }))
      const settled = running.then(
        ({ y }) => assert.deepEqual(y, rows([2, 3])),
        (error: { code?: string }) => assert.ok(['upstream_failed', 'unavailable'].includes(error.code!)),
      )
      await setTimeout(wait * 15)
      await runtime.close()
      await settled
      assert.equal(runtime.isStuck, false)
    }
  })

  test(`${name}: a model that never comes back ends as a timeout; its neighbours go on`, async () => {
    // A thread stuck in native code ends only with its process, so this happens in one of its own.
    const child = fork(new URL('./stuck-model.ts', import.meta.url), [name], {
      stdio: 'inherit',
      execArgv: [],
    })
    const ended = once(child, 'exit').then(([code, signal]) => [`ended early: ${code ?? signal}`])
    const [report] = await Promise.race([once(child, 'message'), ended])
    child.kill('SIGKILL')
    assert.deepEqual(report, {
      stuck: 'timeout',
      neighbour: [2, 3],
      again: 'timeout',
      reload: 'timeout',
      afterwards: [2, 3],
      isStuck: true,
    })
  })
}
