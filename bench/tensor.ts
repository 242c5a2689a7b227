// What the tensor engine costs beside training steps (see train.ts): answers of trained networks beside PyTorch,
// interleaved; what a step costs around ONNX Runtime; tracing; memory; capturing activations and gradients.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compile, Engine, full, setDefaultEngine, type Tensor } from '../packages/tensor/src/index.ts'
import { nets } from './lib/nets.ts'
import { type Net, readWeights } from './lib/read-weights.ts'
import { printSpread, ratios, runRounds, spreadOf } from './lib/rounds.ts'
import { capturing, memory, overhead, tracing } from './lib/step-costs.ts'
import { startTorch } from './lib/torch-train.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '1' },
    threads: { type: 'string', default: '1' },
    steps: { type: 'string', default: '10000' },
    only: { type: 'string', default: 'answers,overhead,tracing,capturing,memory' },
    python: { type: 'string', default: '/usr/bin/python3' },
  },
})
const [threads, seconds, rounds] = [Number(values.threads), Number(values.seconds), Number(values.rounds)]
const parts = values.only.split(',')
const ANSWERED = ['mlp', 'transformer', 'resnet18'] as const

const engine = new Engine({ threads })
setDefaultEngine(engine)
try {
  if (parts.includes('answers')) await answers()
  if (parts.includes('overhead')) for (const threads of [1, 2]) await overhead(threads, rounds * 100)
  if (parts.includes('tracing')) await tracing(rounds)
  if (parts.includes('capturing')) await capturing(rounds, seconds)
  if (parts.includes('memory')) await memory(Number(values.steps))
} finally {
  await engine.close()
}

async function answers(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
  try {
    await using torch = await startTorch(values.python, folder, threads)
    console.log(`PyTorch multiplies matrices at ${torch.gflops.toFixed(0)} GFLOPS`)
    const described = JSON.parse(await readFile(join(folder, 'nets.json'), 'utf8')) as Record<string, Net>
    for (const name of ANSWERED) {
      const { weights, xs } = await readWeights(folder, name, described[name]!)
      const x = name === 'resnet18' ? full([1, 3, 224, 224], 1) : xs[0]!
      const input = await kept(x)
      const answer = compile((input: Tensor) => nets[name](input, weights, false), { isFrozen: true })
      const first = await (await answer(input)).read()
      const expected = (await torch.time({ net: name, seconds: 0, steps: 1, answers: true })).losses
      const worst = Math.max(...expected.map((value, i) => Math.abs(Number(first[i]) - value)))
      if (!(worst < 1e-3)) throw new Error(`${name} answers differently: ${first} beside ${expected}`)
      const ours = async () => {
        const times: number[] = []
        const inside: number[] = []
        const spent = process.cpuUsage()
        const end = performance.now() + seconds * 1000
        while (performance.now() < end || times.length < 3) {
          const start = performance.now()
          await answer(input)
          times.push(performance.now() - start)
          inside.push(engine.lastTiming.computing / 1000)
        }
        const { user, system } = process.cpuUsage(spent)
        const cpu = (user + system) / 1000 / times.length
        return { ms: spreadOf(times).median, inside: spreadOf(inside).median, cpu }
      }
      const theirs = async () => {
        const timing = await torch.time({ net: name, seconds, steps: 3, answers: true })
        return { ...timing, inside: timing.ms }
      }
      const results = await runRounds(rounds, { ours, theirs })
      console.log(`\nanswers of ${name}, within ${worst.toExponential(1)}`)
      const inside = results.ours.map((one) => one.inside)
      const whole = results.theirs.map(({ ms }) => ms)
      printSpread('  ratio without the way to the worker and back', ratios(inside, whole), '', 2)
      for (const figure of ['ms', 'cpu'] as const) {
        const what = figure === 'ms' ? '' : ', processor time'
        const mine = results.ours.map((one) => one[figure])
        const peers = results.theirs.map((one) => one[figure])
        printSpread(`  ours${what}`, mine, ' ms', 3)
        printSpread(`  PyTorch${what}`, peers, ' ms', 3)
        printSpread(`  ratio${what}`, ratios(mine, peers), '', 2)
      }
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The same elements, known on this side. */
async function kept(x: Tensor): Promise<Tensor> {
  return x.value.source.kind === 'data' ? x : await compile(() => x)()
}
