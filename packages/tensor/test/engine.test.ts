import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { ResultPool } from '../src/engine/result-pool.ts'
import { findRefusal } from '../src/engine/unread.ts'
import type { HostArray } from '../src/graph/dtype.ts'
import {
  arange,
  compile,
  defaultEngine,
  dropout,
  Engine,
  grad,
  manualSeed,
  noGrad,
  randn,
  readAll,
  realize,
  recycle,
  setDefaultEngine,
  type Tensor,
  TensorError,
  tensor,
  variable,
  zeros,
} from '../src/index.ts'

const failsWith = (code: string) => (error: unknown) => error instanceof TensorError && error.code === code

/** A random program: each step applies one op to earlier tensors of the same shape. */
const BINARY = ['add', 'sub', 'mul', 'maximum'] as const
const UNARY = ['tanh', 'sigmoid', 'neg', 'abs'] as const
const programs = fc.array(fc.record({ op: fc.constantFrom(...BINARY, ...UNARY), a: fc.nat(), b: fc.nat() }), {
  minLength: 1,
  maxLength: 12,
})
type Program = { op: (typeof BINARY)[number] | (typeof UNARY)[number]; a: number; b: number }[]

async function build(program: Program, isEager: boolean): Promise<Tensor[]> {
  const made: Tensor[] = [
    tensor([
      [0.5, -1.25],
      [2, 0.75],
    ]),
    tensor([1.5, -0.5]),
  ]
  for (const { op, a, b } of program) {
    const left = made[a % made.length]!
    const right = made[b % made.length]!
    const isBinary = (BINARY as readonly string[]).includes(op)
    const next = isBinary ? left[op as 'add'](right) : left[op as 'tanh']()
    if (isEager) await realize([next])
    made.push(next)
  }
  return made
}

test('lazy equals eager: a whole graph at once computes what one op at a time does', async () => {
  await fc.assert(
    fc.asyncProperty(programs, async (program) => {
      const lazy = await readAll(await build(program, false))
      const eager = await readAll(await build(program, true))
      assert.deepEqual(lazy, eager)
    }),
    { numRuns: 25, seed: 1 },
  )
})

/** A small network trained for some steps; everything random follows from the seed. */
async function train({ steps = 4, captured = false } = {}) {
  manualSeed(5)
  const weights = [variable(randn([3, 8])), variable(randn([8, 2]))] as const
  const step = compile((x: Tensor, y: Tensor) => {
    const hidden = dropout(x.matmul(weights[0]).relu(), 0.3)
    const loss = hidden.matmul(weights[1]).sub(y).square().mean()
    const [a, b, ofHidden] = grad(loss, [...weights, hidden]) as [Tensor, Tensor, Tensor]
    weights[0].assign(weights[0].sub(a.mul(0.01)))
    weights[1].assign(weights[1].sub(b.mul(0.01)))
    return captured ? [loss, hidden, ofHidden] : [loss]
  })
  const [x, y] = [
    tensor([
      [1, 2, 3],
      [0, 1, -1],
    ]),
    tensor([
      [1, 0],
      [0, 1],
    ]),
  ]
  const losses: number[] = []
  for (let i = 0; i < steps; i++) losses.push(await (await step(x, y))[0]!.item())
  return { losses, weights: await readAll(weights) }
}

test('compiled twice a step does the same, random numbers included, and it learns', async () => {
  const [first, second] = [await train(), await train()]
  assert.deepEqual(first, second)
  const longer = await train({ steps: 60 })
  assert(longer.losses.at(-1)! < longer.losses[0]! / 3, `${longer.losses}`)
})

test('capturing activations and their gradients changes nothing else', async () => {
  assert.deepEqual(await train({ captured: true }), await train())
})

test('a step is traced once for each set of shapes', async () => {
  let traces = 0
  const double = compile((x: Tensor, by: number) => {
    traces++
    return x.mul(by)
  })
  assert.deepEqual(await (await double(tensor([1, 2]), 2)).tolist(), [2, 4])
  assert.deepEqual(await (await double(tensor([3, 4]), 2)).tolist(), [6, 8])
  assert.equal(traces, 1)
  assert.deepEqual(await (await double(tensor([1, 2, 3]), 2)).tolist(), [2, 4, 6])
  assert.deepEqual(await (await double(tensor([1, 2]), 5)).tolist(), [5, 10])
  assert.equal(traces, 3)
})

test('steps asked for at once are done in order', async () => {
  const total = variable(tensor(0))
  const add = compile((x: Tensor) => {
    total.assign(total.add(x))
    return total.mul(1)
  })
  const results = await Promise.all([1, 2, 3, 4].map((n) => add(tensor(n))))
  assert.deepEqual(
    await readAll(results),
    [1, 3, 6, 10].map((n) => new Float32Array([n])),
  )
  total.assign(tensor(100))
  const after = add(tensor(1))
  total.assign(tensor(7))
  assert.equal(await (await after).item(), 101)
  assert.equal(await total.item(), 7)
})

test('a tensor made from what a variable no longer holds is refused', async () => {
  const w = variable(tensor([1, 2]))
  const doubled = w.mul(2)
  w.assign(tensor([5, 6]))
  await assert.rejects(doubled.tolist(), failsWith('stale'))
  assert.deepEqual(await w.mul(2).tolist(), [10, 12])
})

test('gradients: detached and unused tensors, gradients of gradients', async () => {
  const x = tensor([1, 2, 3])
  const [once] = grad(x.pow(3).sum(), [x])
  const [twice] = grad(once!.sum(), [x])
  assert.deepEqual(await twice!.tolist(), [6, 12, 18])
  assert.throws(() => grad(x.detach().sum(), [x]), failsWith('not_differentiable'))
  assert.throws(() => grad(noGrad(() => x.mul(2)).sum(), [x]), failsWith('not_differentiable'))
  const [unused] = grad(tensor([1]).sum(), [x], { allowUnused: true })
  assert.deepEqual(await unused!.tolist(), [0, 0, 0])
  assert.throws(() => grad(x, [x]), failsWith('shape'))
  const [seeded] = grad(x.mul(x), [x], { gradOutput: tensor([1, 0, 1]) })
  assert.deepEqual(await seeded!.tolist(), [2, 0, 6])
})

test('what has no kernel says so, and what to do', async () => {
  const x = tensor([1, 2], { dtype: 'float64' })
  assert.throws(() => x.erf(), /erf has no float64 kernel .* cast to float32 first/)
  assert.throws(() => tensor([1, 2]).matmul(tensor([[1], [2], [3]])), failsWith('shape'))
})

test('a run can be cancelled while it waits, and the next one runs', async () => {
  const controller = new AbortController()
  const wait = Array.from({ length: 6 }, (_, i) =>
    randn([200, 200 + i])
      .sum()
      .read({ signal: controller.signal }),
  )
  controller.abort()
  const outcomes = await Promise.allSettled(wait)
  assert(outcomes.some(({ status }) => status === 'rejected'))
  assert.deepEqual(await tensor([1]).add(1).tolist(), [2])
})

test('a dead worker is an error for all that wait and all that follow, never a hang', async () => {
  const before = defaultEngine()
  const engine = new Engine()
  setDefaultEngine(engine)
  const waiting = randn([300, 300])
    .matmul(randn([300, 300]))
    .read()
  const other = compile((x: Tensor) => x.mul(2), { engine })(tensor([1]))
  void engine.close()
  await assert.rejects(waiting, failsWith('engine_stopped'))
  await assert.rejects(other, failsWith('engine_stopped'))
  await assert.rejects(tensor([1]).add(1).read(), failsWith('engine_stopped'))
  setDefaultEngine(before)
})

test('sessions are kept under a bound', async () => {
  const before = defaultEngine()
  const engine = new Engine({ sessions: 2 })
  setDefaultEngine(engine)
  for (let round = 0; round < 2; round++) {
    for (const n of [1, 2, 3, 4])
      assert.deepEqual(await arange(n).to('float32').add(1).sum().item(), (n * (n + 1)) / 2)
  }
  assert.equal(engine.programs, 2)
  await engine.close()
  setDefaultEngine(before)
})

test('programs that weights are frozen in are given back when nobody has the weights any more', async () => {
  const engine = new Engine()
  const weights = (scale: number) =>
    variable(
      tensor(
        Float32Array.from({ length: 60 }, (_, i) => scale * i),
        { shape: [3, 20] },
      ),
    )
  const x = tensor([[1, 2, 3]])
  const ask = async (scale: number) => {
    const w = weights(scale)
    const frozen = compile((x: Tensor) => x.matmul(w).relu(), { engine, isFrozen: true })
    return (await frozen(x)).read()
  }
  const kept = weights(0.01)
  const keeps = compile((x: Tensor) => x.matmul(kept).sigmoid(), { engine, isFrozen: true })
  const before = await (await keeps(x)).read()
  const own = engine.programs
  await ask(1)
  assert.equal(engine.programs, own + 1)
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  for (let i = 0; engine.programs > own; i++) {
    assert(i < 1000, `${engine.programs} programs are still held`)
    collectGarbage()
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  // What is still in use is still there, and the same graph is compiled again for others.
  assert.deepEqual(await (await keeps(x)).read(), before)
  assert.equal((await ask(2))[1], 2 * (1 + 2 * 21 + 3 * 41))
  await engine.close()
})

test('a frozen step answers like any other, and sees when weights have changed', async () => {
  const w = variable(randn([3, 4]))
  const net = (x: Tensor) => x.matmul(w).relu().add(w.sum())
  const [plain, frozen] = [compile(net), compile(net, { isFrozen: true })]
  const alike = async (x: Tensor) => {
    const [a, b] = await readAll([await plain(x), await frozen(x)])
    for (const [i, value] of a!.entries()) assert(Math.abs(Number(value) - Number(b![i])) < 1e-5)
  }
  const x = randn([2, 3])
  await alike(x)
  await alike(x)
  w.assign(w.mul(2))
  await alike(x)
  const train = compile(() => {
    w.assign(w.sub(0.5))
    return null
  })
  // Each sees the weights of its turn.
  const [, early, , late, expected] = await Promise.all([train(), frozen(x), train(), frozen(x), plain(x)])
  assert.notDeepEqual(await early.tolist(), await late.tolist())
  assert.deepEqual(await late.sub(expected).abs().amax().lt(1e-5).tolist(), true)
  const assigning = compile(
    () => {
      w.assign(w.mul(1))
      return null
    },
    { isFrozen: true },
  )
  await assert.rejects(assigning(), failsWith('argument'))
})

test('a quick frozen step is run on the thread that asks, and still sees when weights have changed', async () => {
  const engine = new Engine()
  const w = variable(randn([3, 4]))
  const net = (x: Tensor) => x.matmul(w).relu()
  const [plain, frozen] = [compile(net, { engine }), compile(net, { engine, isFrozen: true })]
  const ask = async (x: Tensor, step = frozen) => (await step(x)).read()
  const [x, y] = [tensor([[1, 2, 3]]), tensor([[0, -1, 4]])]
  /** Until a run has needed no session of the worker's. */
  const untilNear = async () => {
    for (let i = 0; !engine.lastTiming.isNear; i++) {
      assert(i < 2000, 'it never is')
      await ask(x)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await ask(x)
  await untilNear()
  assert.deepEqual(await ask(y), await ask(y, plain))
  // One at a time here, the others in the worker; what lies in the worker is left there.
  const many = await Promise.all([x, y, x, y].map((input) => ask(input)))
  assert.deepEqual(many, [many[0], many[1], many[0], many[1]])
  const doubled = x.mul(2)
  await realize([doubled], { engine })
  assert.deepEqual(
    await ask(doubled),
    Float32Array.from(many[0] as Float32Array, (value) => 2 * value),
  )
  w.assign(w.mul(-1))
  assert.deepEqual(await ask(y), await ask(y, plain))
  await untilNear()
  assert.deepEqual(await ask(y), await ask(y, plain))
  await assert.rejects(frozen(x.reshape([3, 1])), failsWith('shape'))
  await engine.close()
  await assert.rejects(ask(x), failsWith('engine_stopped'))
})

test('large results are not copied on their way out, and what fails still says so', async () => {
  // Should this ever be undefined, ONNX Runtime's binding has changed: results may be copied, or need not be.
  assert.equal(typeof findRefusal(), 'string')
  const total = variable(tensor(0))
  const table = randn([300, 300])
  const step = compile((index: Tensor) => {
    total.assign(total.add(1))
    return table.indexSelect(0, index)
  })
  const rows = await step(arange(300))
  assert.deepEqual(await rows.read(), await table.read())
  await assert.rejects(step(arange(300).add(1)), failsWith('engine'))
  assert.deepEqual(await (await step(arange(300))).read(), await rows.read())
  assert.equal(await total.item(), 2)
})

test('results that are handed back cannot be used again; what was read from them stays', async () => {
  const spread = compile((x: Tensor) => ({ large: x.expand([300, 300]).add(0), small: x.add(0) }))
  const [first, unread] = await Promise.all([spread(tensor([1])), spread(tensor([1]))])
  const array = await first.large.read()
  const lazy = unread.large.add(1)
  const waiting = assert.rejects(spread(unread.large.amax().reshape([1])), failsWith('recycled'))
  recycle([first, unread])
  for (const use of [() => first.large.read(), () => lazy.sum().item(), () => spread(unread.large)])
    await assert.rejects(use(), failsWith('recycled'))
  await waiting
  assert.equal(await unread.small.item(), 1)
  const [second, third] = await Promise.all([spread(tensor([2])), spread(tensor([3]))])
  const sums = [second, third].map(({ large }) => large.sum().item())
  assert.deepEqual(await Promise.all(sums), [180_000, 270_000])
  assert(array.length === 90_000 && array.every((element) => element === 1))
  const own = new Float32Array(100_000).fill(1)
  recycle(tensor(own))
  assert.equal(await tensor(own).sum().item(), 100_000)
})

test('memory of results that are read or dropped is written again, never that of results somebody has', async () => {
  const engine = new Engine()
  const spread = compile((x: Tensor) => x.expand([400, 400]).add(0), { engine })
  const shift = compile((x: Tensor) => x.add(0.5), { engine })
  const [copied, other] = [variable(zeros([400, 400])), new Engine()]
  const keep = compile((x: Tensor) => copied.add(x).sum(), { engine })
  const held = new Map<number, Tensor>()
  const arrays = new Map<number, HostArray>()
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  for (let i = 0; i < 200; i++) {
    const result = await spread(tensor([i]))
    if (i % 8 === 0) held.set(i, result)
    if (i % 8 === 1) arrays.set(i, await result.read())
    if (i % 8 === 2) {
      // Asked for before it is read, and by another engine.
      const shifted = [shift(result), compile((x: Tensor) => x.add(0.5), { engine: other })(result)]
      arrays.set(i, await result.read())
      for (const one of await Promise.all(shifted)) held.set(i + 0.5, one)
    }
    if (i === 3) copied.assign(result)
    if (i % 40 === 39) {
      collectGarbage()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  for (const [value, array] of arrays) assert(array.every((element) => element === value))
  for (const [value, tensor] of held) {
    const array = await tensor.read()
    assert(!(array.buffer instanceof SharedArrayBuffer))
    assert(array.every((element) => element === value))
  }
  assert.equal(await (await keep(zeros([400, 400]))).item(), 3 * 160_000)
  await Promise.all([engine.close(), other.close()])
})

test('what is large is copied in slices, whatever is done with it meanwhile', async () => {
  const size = 3_000_000
  const spread = compile((x: Tensor) => x.expand([size]).add(0))
  const first = await spread(tensor([1]))
  const reads = [first.read(), first.read()]
  recycle(first)
  const second = await spread(tensor([2]))
  for (const array of await Promise.all(reads)) assert(array.every((element) => element === 1))
  assert.equal(await second.amin().item(), 2)
  await assert.rejects(first.read(), failsWith('recycled'))

  const memory = new Float32Array(size + 2)
  const view = memory.subarray(1, -1).fill(3)
  const sum = compile((x: Tensor, y: Tensor) => x.add(y).sum())
  assert.equal(await (await sum(tensor(view), tensor(view))).item(), 6 * size)
  const held = variable(zeros([size]))
  held.assign(tensor(view))
  assert.equal(await held.sum().item(), 3 * size)
  const known = tensor(view)
  for (const isFrozen of [false, true]) {
    const weigh = compile((x: Tensor) => known.mul(x).sum(), { isFrozen })
    for (const x of [1, 2]) assert.equal(await (await weigh(tensor([x]))).item(), 3 * size * x)
  }
  assert.equal(memory.length, size + 2)
})

test('there is an end to what is lent, and what comes back is lent again', () => {
  const pool = new ResultPool(1000)
  const lent = [400, 400, 400].map((bytes) => pool.lend(bytes))
  assert.equal(lent[2], undefined)
  pool.takeBack(lent[0]!)
  assert.equal(pool.lend(400), lent[0])
  pool.takeBack(lent[1]!)
  // What is free gives way to another size.
  assert.equal(pool.lend(600)?.byteLength, 600)
  assert.equal(pool.lend(400), undefined)
})

test('a process that ends by an exception first lets its threads come out of native code', async () => {
  const gate = JSON.stringify(new URL('../src/engine/native-gate.ts', import.meta.url).href)
  const thread = `import(${gate}).then(({ insideNative }) => insideNative(() => {
    require('node:worker_threads').parentPort.postMessage('inside')
    const end = performance.now() + 300
    while (performance.now() < end);
    require('node:fs').writeSync(2, 'came out')
  }))`
  const script = `import(${gate}).then(({ guardExit }) => {
    guardExit()
    const worker = new (require('node:worker_threads').Worker)(${JSON.stringify(thread)}, { eval: true })
    worker.once('message', () => { throw new Error('of its own') })
  })`
  const run = promisify(execFile)(process.execPath, ['--eval', script])
  await assert.rejects(run, {
    code: 1,
    stderr: /came out.*Error: of its own|Error: of its own.*came out/s,
  })
})

test('an engine that nobody asks for anything does not keep its process', async () => {
  const index = JSON.stringify(new URL('../src/index.ts', import.meta.url).href)
  const script = `import(${index}).then(({ Engine }) => { new Engine() })`
  await promisify(execFile)(process.execPath, ['--eval', script], { timeout: 60_000 })
})

test('traces are kept under a bound', async () => {
  let count = 0
  const double = compile(
    (x: Tensor) => {
      count++
      return x.mul(2)
    },
    { traces: 2 },
  )
  for (const size of [1, 2, 1, 3, 1, 2]) {
    assert.deepEqual(
      await (await double(arange(size).to('float32'))).tolist(),
      Array.from({ length: size }, (_, i) => 2 * i),
    )
  }
  // 1, 2, 3, and 2 again, which had gone.
  assert.equal(count, 4)
})

test('closing waits for what the worker is doing, and no telemetry is sent', async () => {
  assert.equal(process.env.ORT_DISABLE_TELEMETRY, '1')
  const engine = new Engine()
  const busy = compile((x: Tensor) => x.matmul(x).matmul(x).sum(), { engine })(randn([400, 400]))
  const outcome = assert.rejects(busy, failsWith('engine_stopped'))
  await new Promise((resolve) => setTimeout(resolve, 60))
  await engine.close()
  await outcome
  assert(engine.isStopped)
  await engine.close()
})

test.after(() => defaultEngine().close())
