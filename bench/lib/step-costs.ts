// What a compiled step costs besides computing.
import { fuse } from '../../packages/tensor/src/engine/fusion/fuse.ts'
import { lower } from '../../packages/tensor/src/engine/lower.ts'
import { trace } from '../../packages/tensor/src/graph/trace.ts'
import {
  compile,
  conv2d,
  crossEntropy,
  defaultEngine,
  Engine,
  linear,
  maxPool2d,
  randint,
  randn,
  readAll,
  recycle,
  setDefaultEngine,
  type Tensor,
  tensor,
  type Variable,
  variable,
} from '../../packages/tensor/src/index.ts'
import { adam } from './adam.ts'
import { printSpread, ratios, runRounds, spreadOf } from './rounds.ts'

const weight = (...shape: number[]) => variable(randn(shape).mul(0.05))

/** A network of so many small layers, two variables each, as a training step. */
function deep(layers: number) {
  const variables = Array.from({ length: layers }, () => [weight(32, 32), weight(32)] as const)
  const update = adam(variables.flat())
  return (x: Tensor, y: Tensor, t: Tensor): Tensor => {
    let h = x
    for (const [w, b] of variables) h = linear(h, w, b).relu()
    const loss = crossEntropy(h, y)
    update(loss, t)
    return loss
  }
}

/** So many steps come before those that are timed: V8 has compiled by then what every step goes through. */
const WARM_UP = 500

/** Around ONNX Runtime's run of a step with 20 parameters, in the worker and for the caller, in microseconds. */
export async function overhead(threads: number, steps: number): Promise<void> {
  const before = defaultEngine()
  const engine = new Engine({ threads })
  setDefaultEngine(engine)
  const step = compile(deep(10))
  const [x, y] = [await fixed(randn([16, 32])), await fixed(randint(0, 32, [16]))]
  const around = { worker: [] as number[], caller: [] as number[] }
  for (let i = 0; i < steps + WARM_UP; i++) {
    const start = performance.now()
    await step(x, y, tensor([i + 1]))
    const time = performance.now() - start
    if (i < WARM_UP) continue
    around.worker.push(engine.lastTiming.around)
    around.caller.push(time * 1000 - engine.lastTiming.computing)
  }
  const title = `a step with 20 parameters, ${threads} thread${threads === 1 ? '' : 's'}`
  console.log(`\n${title} (target 60 µs in the worker, 200 µs for the caller)`)
  printSpread("  around ONNX Runtime's run, in the worker", around.worker, ' µs', 0)
  printSpread("  around ONNX Runtime's run, for the caller", around.caller, ' µs', 0)
  setDefaultEngine(before)
  await engine.close()
}

/** Tracing and writing a step of about a thousand operators, and how long it holds the caller's loop at a time. */
export async function tracing(rounds: number): Promise<void> {
  const times: number[] = []
  const own: number[] = []
  const slices: number[] = []
  let count = 0
  for (let i = 0; i <= rounds; i++) {
    const step = deep(60)
    const [x, y, t] = [randn([16, 32]), randint(0, 32, [16]), tensor([1])]
    const start = performance.now()
    let longest = 0
    const { result, trace: traced } = trace(() => [step(x, y, t).value])
    const ofStep = performance.now() - start
    const timed = <T>(work: Generator<void, T>): T => {
      for (;;) {
        const from = performance.now()
        const { done, value } = work.next()
        longest = Math.max(longest, performance.now() - from)
        if (done) return value
      }
    }
    const fusion = timed(fuse(result, traced.assigned))
    const plan = timed(lower(fusion.outputs, fusion))
    timed(plan.model())
    // The first warms up.
    if (i > 0) {
      times.push(performance.now() - start)
      own.push(ofStep)
      slices.push(longest)
    }
    count = countCalls([...result, ...traced.assigned.values()])
  }
  console.log(
    `\ntracing and writing a step of ${count} ops, its optimizer's among them (target 100 ms for 1,000)`,
  )
  printSpread('  in all', times, ' ms', 1)
  printSpread("  the step's own function", own, ' ms', 1)
  printSpread('  longest other piece without giving way (target 10 ms)', slices, ' ms', 1)
}

function countCalls(values: readonly Tensor['value'][]): number {
  const seen = new Set<object>()
  const stack = [...values]
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (value.source.kind !== 'call' || seen.has(value.source)) continue
    seen.add(value.source)
    stack.push(...value.source.inputs)
  }
  return seen.size
}

/** What a caller does with a step's results, and how to say so. */
const TREATMENTS = {
  dropped: 'dropped',
  recycled: 'handed back',
  read: 'all of it read',
} as const

/** A step that also returns every activation and every gradient, beside the plain one. */
export async function capturing(rounds: number, seconds: number): Promise<void> {
  const [x, y] = [await fixed(randn([64, 1, 28, 28])), await fixed(randint(0, 10, [64]))]
  const make = (isCaptured: boolean, treatment: keyof typeof TREATMENTS = 'dropped') => {
    const variables = [weight(16, 1, 3, 3), weight(16), weight(32, 16, 3, 3), weight(32)]
    const head = [weight(10, 1568), weight(10)] as [Variable, Variable]
    const [w1, b1, w2, b2] = variables as [Variable, Variable, Variable, Variable]
    const update = adam([...variables, ...head])
    const step = compile((input: Tensor, target: Tensor, t: Tensor) => {
      const a = conv2d(input, w1, b1, { padding: 1 }).relu()
      const b = maxPool2d(a, 2)
      const c = conv2d(b, w2, b2, { padding: 1 }).relu()
      const d = maxPool2d(c, 2)
      const logits = linear(d.flatten(1), ...head)
      const activations = [a, b, c, d, logits]
      const loss = crossEntropy(logits, target)
      const gradients = update(loss, t, isCaptured ? activations : [])
      return isCaptured ? [loss, ...activations, ...gradients] : [loss]
    })
    let count = 0
    return async () => {
      const times: number[] = []
      const end = performance.now() + seconds * 1000
      const spent = process.cpuUsage()
      while (performance.now() < end || times.length < 3) {
        const start = performance.now()
        const results = await step(x, y, tensor([++count]))
        if (treatment === 'recycled') recycle(results)
        if (treatment === 'read') await readAll(results)
        times.push(performance.now() - start)
      }
      const { user, system } = process.cpuUsage(spent)
      return { ms: spreadOf(times).median, cpu: (user + system) / 1000 / times.length }
    }
  }
  console.log('\na CNN with every activation and gradient captured, over the plain step (target 1.35)')
  const plain = make(false)
  // One after the other: the garbage of one would be collected at the other's cost.
  for (const [treatment, what] of Object.entries(TREATMENTS)) {
    const captured = make(true, treatment as keyof typeof TREATMENTS)
    const results = await runRounds(rounds, { plain, captured })
    for (const figure of ['ms', 'cpu'] as const) {
      const [without, own] = [results.plain, results.captured].map((list) => list.map((one) => one[figure]))
      printSpread(`  ${what}${figure === 'ms' ? '' : ', processor time'}`, ratios(own!, without!), '', 2)
    }
  }
}

/** Memory after so many steps over that after a hundredth of them. */
export async function memory(steps: number): Promise<void> {
  const step = compile(deep(10))
  const [x, y] = [await fixed(randn([16, 32])), await fixed(randint(0, 32, [16]))]
  const early = Math.ceil(steps / 100)
  let before = 0
  for (let i = 1; i <= steps; i++) {
    await step(x, y, tensor([i]))
    if (i === early) before = process.memoryUsage.rss()
  }
  const after = process.memoryUsage.rss()
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)
  console.log(
    `\nmemory after ${early} steps ${megabytes(before)} MiB, after ${steps} ${megabytes(after)} MiB`,
  )
  console.log(`  ratio ${(after / before).toFixed(3)} (target 0.95 to 1.05)`)
}

/** Random elements as data of this side, as a loader would give them. */
async function fixed(random: Tensor): Promise<Tensor> {
  const [data] = await readAll([random])
  const shared = new SharedArrayBuffer(data!.byteLength)
  const view = random.dtype === 'int64' ? new BigInt64Array(shared) : new Float32Array(shared)
  view.set(data as never)
  return tensor(view, { shape: random.shape })
}
