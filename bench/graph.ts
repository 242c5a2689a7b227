// What graphs cost: scheduling for each graph node, running again what has not changed, training beside the bare engine,
// and a slice of a large captured tensor.
//
//   npm run bench graph -- [--rounds 5] [--elements 100000000]
//
// Flows a second beside Node-RED: npm run bench flows.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CapturedRuns } from '../packages/server/src/domain/graphs/captured/captured-runs.ts'
import { loadBuiltIn } from '../packages/server/src/domain/graphs/catalogue.ts'
import { type ExecuteOptions, execute } from '../packages/server/src/domain/graphs/execute/execute.ts'
import { ResultCache, type Results } from '../packages/server/src/domain/graphs/execute/result-cache.ts'
import type { Edge, Graph } from '../packages/server/src/domain/graphs/graph.ts'
import { defineGraphNode, type GraphNodeKind } from '../packages/server/src/domain/graphs/graph-node.ts'
import { planGraph } from '../packages/server/src/domain/graphs/plan/plan-run.ts'
import { optional, port } from '../packages/server/src/domain/graphs/ports.ts'
import {
  Adam,
  compile,
  crossEntropy,
  DataLoader,
  Linear,
  type Module,
  manualSeed,
  ReLU,
  rand,
  randint,
  Sequential,
  type Tensor,
  TensorDataset,
  tensor,
} from '../packages/tensor/src/index.ts'
import { printSpread, ratios, runRounds } from './lib/rounds.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, elements: { type: 'string', default: '100000000' } },
})
const rounds = Number(values.rounds)
const elements = Number(values.elements)

const SAMPLES = 6400
const BATCH = 64
const EPOCHS = 15
const WIDTHS = [784, 128, 10] as const

const trivial = defineGraphNode({
  name: 'Trivial',
  category: 'Data',
  description: '',
  inputs: { before: optional('ANY') },
  outputs: { value: port('SCALAR') },
  params: {},
  run: ({ before }) => ({ value: ((before as number | undefined) ?? 0) + 1 }),
})
manualSeed(1)
const samples = await TensorDataset.of(rand([SAMPLES, WIDTHS[0]]), randint(0, WIDTHS[2], [SAMPLES]))
const data = defineGraphNode({
  name: 'Random',
  category: 'Data',
  description: '',
  inputs: {},
  outputs: { dataset: port('DATASET') },
  params: {},
  run: () => ({ dataset: { kind: 'dataset' as const, name: 'random', samples } }),
})
const catalogue = new Map([
  ...(await loadBuiltIn()),
  ['Trivial', trivial as GraphNodeKind],
  ['Random', data as GraphNodeKind],
])

async function run(graph: Graph, cache?: Results): Promise<{ ms: number; ran: number }> {
  const began = performance.now()
  const { plan, issues } = planGraph(graph, catalogue, new Map())
  if (issues.length > 0) throw new Error(JSON.stringify(issues))
  const modules = new Map<string, Module>()
  const signal = new AbortController().signal
  const { status, ran, error } = await execute({
    plan,
    signal,
    emit: () => {},
    ...(cache && { cache }),
    contextOf: ({ id }, seed) => {
      const module = <M extends Module>(make: () => M): M => {
        const made = (modules.get(id) as M | undefined) ?? make()
        modules.set(id, made)
        return made
      }
      return { seed, signal, module, progress: () => {}, logged: () => undefined } as unknown as ReturnType<
        ExecuteOptions['contextOf']
      >
    },
  })
  if (status !== 'succeeded') throw new Error(error)
  return { ms: performance.now() - began, ran: ran.length }
}

const trigger = (target: string): Edge => ({ source: 's', sourceHandle: 'trigger', target, type: 'trigger' })
const wire = (source: string, sourceHandle: string, target: string, targetHandle: string): Edge => ({
  source,
  sourceHandle,
  target,
  targetHandle,
  type: 'data',
})

function chain(count: number): Graph {
  const ids = Array.from({ length: count }, (_, i) => `n${i}`)
  return {
    nodes: [{ id: 's', type: 'Start' }, ...ids.map((id) => ({ id, type: 'Trivial' }))],
    edges: [trigger('n0'), ...ids.slice(1).map((id, i) => wire(`n${i}`, 'value', id, 'before'))],
  }
}

/**
 * Microseconds that a run of a chain takes of its thread, on average: what else the machine does has no part in it, and
 * a single run of few graph nodes is over too soon to be told by.
 */
const chainTime = (count: number, runs: number) => async () => {
  const graph = chain(count)
  const before = process.threadCpuUsage()
  for (let i = 0; i < runs; i++) await run(graph)
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / runs
}
const scheduling = await runRounds(rounds, {
  thousand: chainTime(1000, 30),
  tenThousand: chainTime(10_000, 3),
})
printSpread(
  'scheduling, 10,000 graph nodes (at most 20)',
  scheduling.tenThousand.map((us) => us / 10_000),
  ' µs each',
)
printSpread('10,000 beside 1,000 (at most 12)', ratios(scheduling.tenThousand, scheduling.thousand), ' times')

const cache = new ResultCache().of('acc_1')
const thousand = chain(1000)
await run(thousand, cache)
const again = await runRounds(rounds, {
  unchanged: async () => {
    let total = 0
    for (let i = 0; i < 10; i++) {
      const { ms, ran } = await run(thousand, cache)
      if (ran > 0) throw new Error(`${ran} graph nodes ran although nothing had changed`)
      total += ms
    }
    return total / 10
  },
})
printSpread('1,000 unchanged graph nodes again (at most 20)', again.unchanged, ' ms')

const layers = JSON.stringify({
  version: 2,
  nodes: [
    { id: 'in', type: 'Input', ports: [{ id: 'x', name: 'x' }] },
    { id: 'a', type: 'Linear', params: { in_features: WIDTHS[0], out_features: WIDTHS[1] } },
    { id: 'r', type: 'ReLU' },
    { id: 'b', type: 'Linear', params: { in_features: WIDTHS[1], out_features: WIDTHS[2] } },
    { id: 'out', type: 'Output', ports: [{ id: 'y', name: 'y' }] },
  ],
  edges: ['in', 'a', 'r', 'b'].map((source, i) => ({ source, target: ['a', 'r', 'b', 'out'][i] })),
})
const box = (id: string, type: string, params: Record<string, unknown> = {}) => ({
  id,
  type,
  data: { params },
})
const training: Graph = {
  nodes: [
    box('s', 'Start'),
    box('data', 'Random'),
    box('batches', 'DataLoader', { batch_size: BATCH }),
    box('model', 'SequentialModel', { layers }),
    box('adam', 'Optimizer'),
    box('loss', 'Loss'),
    box('loop', 'TrainingLoop', { epochs: EPOCHS }),
  ],
  edges: [
    trigger('loop'),
    wire('data', 'dataset', 'batches', 'dataset'),
    wire('batches', 'dataloader', 'loop', 'dataloader'),
    wire('model', 'model', 'loop', 'model'),
    wire('model', 'model', 'adam', 'model'),
    wire('adam', 'optimizer', 'loop', 'optimizer'),
    wire('loss', 'loss_fn', 'loop', 'loss_fn'),
  ],
}
const STEPS = (SAMPLES / BATCH) * EPOCHS

async function trainBare(): Promise<number> {
  const began = performance.now()
  const model = new Sequential(new Linear(WIDTHS[0], WIDTHS[1]), new ReLU(), new Linear(WIDTHS[1], WIDTHS[2]))
  const optimizer = new Adam(model.parameters())
  const step = compile((x: Tensor, y: Tensor) => {
    const loss = crossEntropy(model.forward(x), y)
    optimizer.minimize(loss)
    return loss
  })
  const loader = new DataLoader(samples, { batchSize: BATCH, shuffle: true })
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for await (const [x, y] of loader) await (await step(x!, y!)).item()
  }
  return STEPS / ((performance.now() - began) / 1000)
}

const trained = await runRounds(rounds, {
  graph: async () => STEPS / ((await run(training)).ms / 1000),
  bare: trainBare,
})
printSpread('training in a graph', trained.graph, ' steps/s', 0)
printSpread('training on the bare engine', trained.bare, ' steps/s', 0)
printSpread('the graph beside the bare engine (at least 0.9)', ratios(trained.graph, trained.bare))

const folder = await mkdtemp(join(tmpdir(), 'nodeyard-bench-'))
try {
  const captured = await new CapturedRuns(folder).open()
  captured.begin('run', 'me')
  const side = Math.floor(Math.sqrt(elements))
  const large = new Float32Array(side * side).map((_, i) => i % 1000)
  captured.put('run', 'x', 'tensor', tensor(large, { shape: [side, side] }))
  await captured.list('run', 'me')
  const address = { runId: 'run', nodeId: 'x', port: 'tensor', accountId: 'me' }
  let turn = 0
  const sliced = await runRounds(rounds, {
    slice: async () => {
      const start = (turn++ * 977) % (side - 100)
      const began = performance.now()
      const slice = `${start}:${start + 100},${start}:${start + 100}`
      await captured.get(address, { slice, maxElements: 10_000 })
      return performance.now() - began
    },
  })
  printSpread(`100 × 100 of ${(side * side).toLocaleString('en')} elements (at most 20)`, sliced.slice, ' ms')
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exit()
