import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Arena, type Block } from '../src/engine/fusion/arena.ts'
import { fuse } from '../src/engine/fusion/fuse.ts'
import { bitsOf } from '../src/engine/fusion/lane-ops.ts'
import { Updater } from '../src/engine/fusion/updater.ts'
import { inSlices } from '../src/engine/in-slices.ts'
import { trace } from '../src/graph/trace.ts'
import {
  compile,
  defaultEngine,
  dropout,
  grad,
  manualSeed,
  readAll,
  recycle,
  type Tensor,
  TensorError,
  tensor,
  type Variable,
  variable,
  where,
  zeros,
} from '../src/index.ts'

const SIZE = 7
/** What an update meets: ordinary numbers, and all that is not. */
const numbers = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, Number.NaN, 1e30, 1e-30) },
)
const elements = fc.array(numbers, { minLength: SIZE, maxLength: SIZE })

const BINARY = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum'] as const
const UNARY = ['neg', 'abs', 'sqrt', 'reciprocal', 'sign', 'floor', 'ceil', 'round', 'detach'] as const
const TESTS = ['lt', 'le', 'eq'] as const
const ops = fc.constantFrom(...BINARY, ...UNARY, ...TESTS, 'clamp', 'isnan', 'exp', 'sum' as const)
/** A random step: each line makes a tensor of earlier ones; some of them are assigned, and some returned. */
const steps = fc.record({
  lines: fc.array(fc.record({ op: ops, a: fc.nat(), b: fc.nat() }), { minLength: 1, maxLength: 14 }),
  assigned: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  returned: fc.option(fc.nat()),
  cells: fc.array(elements, { minLength: 3, maxLength: 3 }),
  argument: elements,
  rate: numbers,
})
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never

function applied(op: string, a: Tensor, b: Tensor): Tensor {
  if ((BINARY as readonly string[]).includes(op)) return a[op as 'add'](b)
  if ((TESTS as readonly string[]).includes(op)) return where(a[op as 'lt'](b), b, a.mul(0.5))
  if (op === 'clamp') return a.clamp(-1, 1.5)
  if (op === 'isnan') return a.isnan().to('float32')
  if (op === 'sum') return b.add(a.sum())
  return a[op as 'neg']()
}

/** Three steps of it: what is returned, and what the variables hold in the end. */
async function runStep({ lines, assigned, returned, cells, argument, rate }: Step, isFused: boolean) {
  const variables = cells.map((cell) => variable(tensor(cell)))
  const step = (x: Tensor, scale: Tensor) => {
    const made: Tensor[] = [...variables, x, scale]
    for (const { op, a, b } of lines) {
      made.push(applied(op, made[a % made.length]!, made[b % made.length]!))
    }
    const whole = made.filter(({ shape }) => shape.length === 1)
    for (const [i, nth] of assigned.entries()) variables[i]!.assign(whole[nth % whole.length]!)
    const result = returned === null ? [] : [made[returned % made.length]!]
    // What is returned is computed by ONNX Runtime: with everything returned, nothing is fused.
    return isFused ? result : [...result, ...made.map((one) => one.mul(1))]
  }
  const run = compile(step)
  const results: Tensor[] = []
  for (let i = 0; i < 3; i++) {
    const made = await run(tensor(argument), tensor(rate))
    results.push(...made.slice(0, returned === null ? 0 : 1))
  }
  return (await readAll([...results, ...variables])).map((data) => Array.from(data, Number))
}

/** Equal up to the last bits: sums and square roots may be rounded otherwise. */
function assertAlike(actual: number[][], expected: number[][]): void {
  for (const [i, list] of expected.entries()) {
    for (const [j, value] of list.entries()) {
      const other = actual[i]![j]!
      const isAlike =
        Object.is(value, other) ||
        value === other ||
        Math.abs(value - other) <= 1e-5 * Math.abs(value) + 1e-35
      assert(isAlike, `${other} instead of ${value}, tensor ${i}, element ${j}`)
    }
  }
}

test('an update in place computes what ONNX Runtime does, of ordinary numbers and of all others', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (step) => {
      assertAlike(await runStep(step, true), await runStep(step, false))
    }),
    { numRuns: 80, seed: 3 },
  )
})

/** What becomes of a step: its fusion, without running it. */
function fusionOf(step: () => Tensor[]) {
  const { result, trace: traced } = trace(() => step().map(({ value }) => value))
  return inSlices(fuse(result, traced.assigned))
}

function adam(parameters: readonly Variable[], loss: Tensor) {
  const moments = parameters.map((p) => [variable(p.detach().mul(0)), variable(p.detach().mul(0))] as const)
  for (const [i, g] of grad(loss, parameters).entries()) {
    const [mean, square] = moments[i]!
    const [m, v] = [mean.mul(0.9).add(g.mul(0.1)), square.mul(0.999).add(g.mul(g).mul(0.001))]
    mean.assign(m)
    square.assign(v)
    parameters[i]!.assign(parameters[i]!.sub(m.div(v.sqrt().add(1e-8))))
  }
}

test('an optimizer is one update for each parameter, by one rule, that reads the gradients', async () => {
  const weights = [
    variable(
      tensor([
        [1, 2],
        [3, 4],
      ]),
    ),
    variable(
      tensor([
        [5, 6],
        [7, 8],
      ]),
    ),
  ]
  const fusion = await fusionOf(() => {
    const loss = tensor([[1, 2]])
      .matmul(weights[0]!)
      .tanh()
      .matmul(weights[1]!)
      .sum()
    adam(weights, loss)
    return [loss]
  })
  assert.equal(fusion.updates.length, 2)
  assert.deepEqual(fusion.updates[0]!.rule, fusion.updates[1]!.rule)
  assert.equal(fusion.updated.length, 6)
  assert.deepEqual(fusion.written, [])
  // The loss and both gradients.
  assert.equal(fusion.outputs.length, 3)
})

test('results that were reshaped come as they should, large ones too', async () => {
  const x = variable(
    tensor(
      Float32Array.from({ length: 40_000 }, (_, i) => i),
      { shape: [200, 200] },
    ),
  )
  const step = compile(() => [
    x.mul(2).reshape([100, 400]),
    x.reshape([40_000]),
    x.add(1).reshape([400, 100]).sum(0),
  ])
  const [twice, same, sums] = (await step()) as [Tensor, Tensor, Tensor]
  assert.deepEqual([twice.shape, same.shape, sums.shape], [[100, 400], [40_000], [100]])
  assert.deepEqual((await readAll([twice]))[0]!.slice(-2), new Float32Array([79996, 79998]))
  assert.equal((await readAll([same]))[0]![399], 399)
  assert.equal((await readAll([sums]))[0]![0], 7_980_400)
})

test('what is returned, or needed by something else, is computed once, by ONNX Runtime', async () => {
  const w = variable(tensor([1, 2]))
  const returned = await fusionOf(() => {
    w.assign(w.mul(2))
    return [w]
  })
  assert.equal(returned.updates.length, 0)
  const clipped = await fusionOf(() => {
    const g = w.mul(3)
    w.assign(w.sub(g.div(g.norm())))
    return []
  })
  // g and its norm are outputs of the model; what is left is the update.
  assert.equal(clipped.outputs.length, 2)
  assert.equal(clipped.updates.length, 1)
})

test('all that an update reads is what was there before the step', async () => {
  const [a, b] = [variable(tensor([1, 2, 3])), variable(tensor([10, 20, 30]))]
  const swap = compile(() => {
    const old = a.add(0)
    a.assign(b.add(0))
    b.assign(old)
    return null
  })
  await swap()
  assert.deepEqual(await a.tolist(), [10, 20, 30])
  assert.deepEqual(await b.tolist(), [1, 2, 3])

  // A variable that comes in as an argument, too: it is what it held.
  const [c, d] = [variable(tensor([1, 1])), variable(tensor([5, 5]))]
  const both = compile((x: Tensor) => {
    c.assign(c.add(1))
    d.assign(d.add(x))
    return null
  })
  await both(c)
  assert.deepEqual(await d.tolist(), [6, 6])
  assert.deepEqual(await c.tolist(), [2, 2])

  // And one that ONNX Runtime writes while an update reads it.
  const [e, f] = [variable(tensor([0, 1])), variable(tensor([0, 0]))]
  const mixed = compile(() => {
    f.assign(f.add(e))
    e.assign(e.exp())
    return null
  })
  await mixed()
  assert.deepEqual(await f.tolist(), [0, 1])
  await mixed()
  assert.deepEqual(
    ((await f.tolist()) as number[]).map((x) => x.toFixed(3)),
    ['1.000', '3.718'],
  )
})

test('truths come from arguments, from other ops and as single numbers', async () => {
  const w = variable(tensor([1, 2, 3, 4, 5]))
  const step = compile((mask: Tensor, isOn: Tensor, x: Tensor) => {
    const kept = where(mask, w, w.neg())
    const chosen = where(x.exp().lt(2), kept, kept.mul(10))
    w.assign(where(isOn, chosen, chosen.add(0.5)))
    return null
  })
  const mask = tensor([true, false, true, false, true])
  await step(mask, tensor(true), tensor([0, 0, 5, 5, 0]))
  assert.deepEqual(await w.tolist(), [1, -2, 30, -40, 5])
  await step(mask, tensor(false), tensor([0, 0, 0, 0, 0]))
  assert.deepEqual(await w.tolist(), [1.5, 2.5, 30.5, 40.5, 5.5])
})

test('a step that fails has written nothing', async () => {
  const [w, count] = [variable(tensor([1, 2, 3])), variable(tensor(0))]
  const step = compile((index: Tensor) => {
    w.assign(w.mul(2).add(w.exp().indexSelect(0, index).sum()))
    count.assign(count.add(1))
    return null
  })
  await assert.rejects(step(tensor([9n])), TensorError)
  assert.deepEqual(await w.tolist(), [1, 2, 3])
  assert.equal(await count.item(), 0)
  await step(tensor([0n]))
  assert.equal(await count.item(), 1)
  assert.deepEqual(
    ((await w.tolist()) as number[]).map((x) => x.toFixed(2)),
    ['4.72', '6.72', '8.72'],
  )
})

test('large tensors, from wherever they come, in every run anew', async () => {
  const size = 50_001
  const w = variable(
    tensor(
      Float32Array.from({ length: size }, (_, i) => i),
      { shape: [size] },
    ),
  )
  manualSeed(1)
  const step = compile((x: Tensor) => {
    w.assign(dropout(w.mul(2).sub(x), 0.5).mul(0).add(w.sub(x)))
    return null
  })
  for (let i = 1; i <= 3; i++) {
    await step(tensor(new Float32Array(size).fill(i), { shape: [size] }))
  }
  const held = await w.read()
  for (const i of [0, 1, 16383, 16384, 32768, size - 1]) assert.equal(held[i], i - 6)
})

test("whoever has a step's answer cannot change what it updates weights from", async () => {
  const size = 300_000
  const [w, v] = [variable(zeros([size])), variable(zeros([size]))]
  const shared = new Float32Array(new SharedArrayBuffer(4 * size))
  const x = tensor(shared)
  const step = compile((x: Tensor) => {
    const taken = x.exp()
    w.assign(w.add(x))
    v.assign(v.add(taken))
    return [taken, x.sum()]
  })
  for (let i = 1; i <= 4; i++) {
    shared.fill(1)
    const [taken] = await step(x)
    shared.fill(i)
    recycle(taken!)
    const [a, b] = await readAll([w, v])
    assert(a!.every((element) => element === i))
    assert(b!.every((element) => Math.abs(Number(element) - i * Math.E) < 1e-4))
  }
})

test('variables may be put, read, written by both, and forgotten, while they are updated', async () => {
  const w = variable(tensor([1, 2, 3]))
  const assigning = (next: () => Tensor) =>
    compile((isReturned: boolean) => {
      w.assign(next())
      return isReturned ? w : null
    })
  const step = assigning(() => w.add(1))
  const square = assigning(() => w.exp().log())
  await step(false)
  await square(false)
  await step(false)
  assert.deepEqual(((await w.tolist()) as number[]).map(Math.round), [3, 4, 5])
  w.assign(tensor([7, 7, 7]))
  await step(false)
  w.assign(w.mul(2))
  const returned = (await step(true)) as Tensor
  assert.deepEqual(await w.tolist(), [17, 17, 17])
  // A variable that is returned is what the step has made of it.
  assert.deepEqual(await returned.tolist(), [17, 17, 17])
})

test('of a step that is cancelled every call has done all of its writing, or none', async () => {
  const controller = new AbortController()
  const [w, count] = [variable(zeros([100_000])), variable(zeros([100_000]))]
  const step = compile(
    (x: Tensor) => {
      w.assign(w.add(x))
      count.assign(count.add(1))
      return w.sum()
    },
    { signal: controller.signal },
  )
  const calls = [step(tensor(2))]
  await calls[0]
  for (let i = 0; i < 6; i++) calls.push(step(tensor(2)))
  calls[2]!.then(() => controller.abort(new Error('enough')))
  const outcomes = await Promise.allSettled(calls)
  assert(outcomes.some((outcome) => outcome.status === 'rejected' && outcome.reason.message === 'enough'))
  const [sums, counts] = await readAll([w, count])
  const done = Number(counts![0])
  assert(done >= 3 && done < 7, `${done} were done`)
  assert(counts!.every((value) => value === done) && sums!.every((value) => value === 2 * done))
  await assert.rejects(step(tensor(2)), /enough/)
  // What was asked for later, with no signal, goes on from there.
  const other = compile(() => {
    count.assign(count.mul(2))
    return null
  })
  await other()
  assert.equal(await count.sum().item(), 200_000 * done)
})

test('kernels are kept under a bound, and one that has gone is made again', () => {
  const arena = new Arena()
  const updater = new Updater(arena, 2)
  const rule = (bits: number) => ({
    tensors: 1,
    scalars: 0,
    steps: [{ load: 0, isMask: false }, { bits }, { op: 'mul', inputs: [0, 1] }] as const,
    writes: [{ value: 2, tensor: 0 }],
  })
  const rules = [2, 3, 5].map((by) => rule(bitsOf(by)))
  const kernels = rules.map((one) => updater.compile(one))
  assert.equal(updater.compile(rules[2]!), kernels[2])
  assert.notEqual(updater.compile(rules[0]!), kernels[0])
  const data = new Float32Array(5).fill(1)
  for (const [i, one] of rules.entries()) updater.run(kernels[i]!, one, 5, [{ data }], [])
  assert.deepEqual(Array.from(data), [30, 30, 30, 30, 30])
})

test('an update of tensors outside of the arena is the same', () => {
  const arena = new Arena()
  const updater = new Updater(arena)
  const size = 40_003
  const steps = [
    { load: 0, isMask: false },
    { load: 1, isMask: true },
    { scalar: 0, isMask: false },
    { op: 'mul', inputs: [0, 2] },
    { op: 'select', inputs: [3, 0, 1] },
  ] as const
  const rule = { tensors: 2, scalars: 1, steps, writes: [{ value: 4, tensor: 0 }] }
  const kernel = updater.compile(rule)
  const run = (isWithin: [boolean, boolean]) => {
    const blocks = [arena.take(size * 4)!, arena.take(size)!] as const
    const data = isWithin[0]
      ? new Float32Array(arena.buffer, blocks[0].address, size)
      : new Float32Array(size)
    const mask = isWithin[1] ? new Uint8Array(arena.buffer, blocks[1].address, size) : new Uint8Array(size)
    for (let i = 0; i < size; i++) [data[i], mask[i]] = [i, i % 3 === 0 ? 1 : 0]
    const tensors = [
      { data, block: isWithin[0] ? blocks[0] : undefined },
      { data: mask, block: isWithin[1] ? blocks[1] : undefined },
    ]
    updater.run(kernel, rule, size, tensors, [3])
    return Array.from(data)
  }
  const expected = Array.from({ length: size }, (_, i) => (i % 3 === 0 ? 3 * i : i))
  for (const isWithin of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as [boolean, boolean][]) {
    assert.deepEqual(run(isWithin), expected)
  }
})

test('blocks of the arena never overlap, and what is given back is whole again', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ bytes: fc.integer({ min: 1, max: 300_000 }), give: fc.nat() })),
      (wishes) => {
        const arena = new Arena(64)
        const taken: Block[] = []
        for (const { bytes, give } of wishes) {
          const block = arena.take(bytes)
          if (!block) {
            // Full: there is less room left than asked for, at the end at least.
            assert(
              taken.reduce((sum, one) => sum + one.bytes, 0) + bytes > 64 * 65536 - 600_000 ||
                taken.length > 1,
            )
            continue
          }
          assert(block.bytes >= bytes && block.address > 0)
          assert(block.address + block.bytes <= arena.buffer.byteLength)
          for (const other of taken) {
            assert(
              block.address + block.bytes <= other.address || other.address + other.bytes <= block.address,
            )
          }
          taken.push(block)
          if (give % 2) arena.give(taken.splice(give % taken.length, 1)[0]!)
        }
        for (const block of taken) arena.give(block)
        assert(arena.take(arena.buffer.byteLength - 64))
      },
    ),
    { numRuns: 100, seed: 5 },
  )
})

test.after(() => defaultEngine().close())
