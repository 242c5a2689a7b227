// Training steps (forward, backward, Adam) of five networks: the tensor engine beside PyTorch, from the same
// weights on the same batches, interleaved, with one thread each and with two. For what else is measured see tensor.ts.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  compile,
  crossEntropy,
  Engine,
  setDefaultEngine,
  type Tensor,
  tensor,
} from '../packages/tensor/src/index.ts'
import { adam } from './lib/adam.ts'
import { nets } from './lib/nets.ts'
import { type Net, readWeights } from './lib/read-weights.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'
import { startTorch } from './lib/torch-train.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '1' },
    threads: { type: 'string', default: '1,2' },
    nets: { type: 'string', default: Object.keys(nets).join() },
    python: { type: 'string', default: '/usr/bin/python3' },
  },
})
const seconds = Number(values.seconds)
/** Steps whose losses are compared first: the same network learns the same. */
const CHECKED = 5

for (const threads of values.threads.split(',')) await compare(Number(threads))

async function compare(threads: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
  const engine = new Engine({ threads })
  setDefaultEngine(engine)
  try {
    await using torch = await startTorch(values.python, folder, threads)
    console.log(
      `\n${threads} thread${threads === 1 ? '' : 's'} each: PyTorch multiplies matrices at ${torch.gflops.toFixed(0)} GFLOPS`,
    )
    if (torch.gflops < 20)
      console.log('That is the reference BLAS: install libopenblas0-pthread for a fair peer.')
    const described = JSON.parse(await readFile(join(folder, 'nets.json'), 'utf8')) as Record<string, Net>
    for (const name of values.nets.split(',') as (keyof typeof nets)[]) {
      const step = await prepare(folder, name, described[name]!)
      const expected = (await torch.time({ net: name, seconds: 0, steps: CHECKED })).losses
      const losses: number[] = []
      for (let i = 0; i < CHECKED; i++) losses.push(await step())
      const apart = losses.map((loss, i) => Math.abs(loss - expected[i]!))
      const worst = Math.max(...apart)
      // Adam's first steps are of one size whatever the gradient's, so rounding grows from step to step.
      if (!(apart[0]! < 1e-5 && worst < 1e-2))
        throw new Error(`${name} learns differently: ${losses} beside ${expected}`)

      const around = { worker: [] as number[], caller: [] as number[] }
      const ours = async () => {
        const times: number[] = []
        const spent = process.cpuUsage()
        const end = performance.now() + seconds * 1000
        while (performance.now() < end || times.length < 3) {
          const start = performance.now()
          await step()
          const time = performance.now() - start
          times.push(time)
          around.worker.push(engine.lastTiming.around)
          around.caller.push(time * 1000 - engine.lastTiming.computing)
        }
        const { user, system } = process.cpuUsage(spent)
        const cpu = (user + system) / 1000 / times.length
        return { ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!, cpu }
      }
      const theirs = () => torch.time({ net: name, seconds, steps: 3 })
      const results = await runRounds(Number(values.rounds), { ours, theirs })
      console.log(`\n${name}: losses of ${CHECKED} steps within ${worst.toExponential(1)}`)
      for (const figure of ['ms', 'cpu'] as const) {
        const what = figure === 'ms' ? '' : ', processor time'
        const [mine, peers] = [results.ours, results.theirs].map((list) =>
          list.map((one) => one[figure]),
        ) as [number[], number[]]
        printSpread(`  ours${what}`, mine, ' ms', 3)
        printSpread(`  PyTorch${what}`, peers, ' ms', 3)
        printSpread(`  ratio${what}`, ratios(mine, peers), '', 2)
      }
      printSpread("  around ONNX Runtime's run, in the worker", around.worker, ' µs', 0)
      printSpread("  around ONNX Runtime's run, for the caller", around.caller, ' µs', 0)
    }
  } finally {
    await engine.close()
    await rm(folder, { recursive: true })
  }
}

/** The engine's own step of a network, from PyTorch's weights: a function that does the next batch. */
async function prepare(folder: string, name: keyof typeof nets, net: Net): Promise<() => Promise<number>> {
  const { variables, weights, xs, ys } = await readWeights(folder, name, net)
  const update = adam(variables)
  const step = compile((x: Tensor, y: Tensor, t: Tensor) => {
    const loss = crossEntropy(nets[name](x, weights), y)
    update(loss, t)
    return loss
  })
  let count = 0
  return async () => {
    const i = count++ % xs.length
    return await (await step(xs[i]!, ys[i]!, tensor([count]))).item()
  }
}
