// Draws random graphs and edits them at random: after every edit the graph nodes that run again are exactly those
// that an independent oracle says must, and every output is what the graph means, cached or not.
//
//   npm run soak graphs -- [--rounds 10000] [--seed 1]

import { execute } from '../packages/server/src/domain/graphs/execute/execute.ts'
import { ResultCache, type Results } from '../packages/server/src/domain/graphs/execute/result-cache.ts'
import type { Edge, Graph } from '../packages/server/src/domain/graphs/graph.ts'
import { defineGraphNode, type GraphNodeKind } from '../packages/server/src/domain/graphs/graph-node.ts'
import { int, string } from '../packages/server/src/domain/graphs/params.ts'
import { planGraph } from '../packages/server/src/domain/graphs/plan/plan-run.ts'
import { optional, port } from '../packages/server/src/domain/graphs/ports.ts'
import { isMain, readArguments } from './lib/arguments.ts'
import { randomFrom } from './lib/random.ts'

const start = defineGraphNode({
  name: 'Start',
  category: 'Control',
  description: '',
  inputs: {},
  outputs: { trigger: port('TRIGGER') },
  params: {},
  run: () => ({}) as never,
})

const SIDES = { left: optional('ANY'), right: optional('ANY') }

/** Two outputs of two inputs and a parameter: which wire goes where is seen in what comes out. */
const mix = defineGraphNode({
  name: 'Mix',
  category: 'Data',
  description: '',
  inputs: SIDES,
  outputs: { both: port('STRING'), first: port('STRING') },
  params: { word: string('a'), times: int(1) },
  run: ({ left, right }, { word, times }) => mixed(left, right, word, times),
})
const slow = defineGraphNode({
  ...mix,
  name: 'Slow',
  async run({ left, right }: Record<string, unknown>, { word, times }: { word: string; times: number }) {
    await null
    return mixed(left, right, `~${word}`, times)
  },
} as never) as unknown as GraphNodeKind
/** Gives something else every time, so nothing after it may come from the cache. */
const dice = defineGraphNode({
  ...mix,
  name: 'Dice',
  isUncacheable: true,
} as never) as unknown as GraphNodeKind

/** Short, however deep the graph is. */
function mixed(left: unknown, right: unknown, word: string, times: number) {
  const both = digest(`${word}*${times}(${left ?? '-'},${right ?? '-'})`)
  return { both, first: digest(`first ${both}`) }
}

/** FNV-1a. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n)
  }
  return hash.toString(36)
}

const catalogue = new Map<string, GraphNodeKind>([
  ['Start', start as GraphNodeKind],
  ['Mix', mix as GraphNodeKind],
  ['Slow', slow],
  ['Dice', dice],
])

function randomOf(seed: number) {
  const next = randomFrom(seed)
  const below = (count: number) => Math.floor(next() * count)
  return { next, below, pick: <T>(list: readonly T[]): T => list[below(list.length)]! }
}
type Random = ReturnType<typeof randomOf>

const TYPES = ['Mix', 'Mix', 'Mix', 'Slow', 'Mix', 'Slow', 'Dice'] as const
const OUTPUTS = ['both', 'first'] as const
const INPUTS = ['left', 'right'] as const

function drawGraph(random: Random): Graph {
  const count = 2 + random.below(25)
  const ids = Array.from({ length: count }, (_, i) => `n${i}`)
  const graph: Graph = {
    nodes: [
      { id: 'start', type: 'Start' },
      ...ids.map((id) => ({ id, type: random.pick(TYPES), data: { params: drawParams(random) } })),
    ],
    edges: [],
  }
  for (let i = 1; i < count; i++)
    for (const input of INPUTS) if (random.next() < 0.6) wire(graph, random, i, input)
  for (const id of ids) if (random.next() < 0.3) graph.edges.push(trigger(id))
  graph.edges.push(trigger(random.pick(ids)))
  return graph
}

const drawParams = (random: Random) => ({ word: random.pick(['a', 'b', 'c']), times: random.below(3) })
const trigger = (target: string): Edge => ({
  source: 'start',
  sourceHandle: 'trigger',
  target,
  type: 'trigger',
})

/** Wires an input of the graph node at a place to one before it, instead of what was there. */
function wire(graph: Graph, random: Random, place: number, input: string): void {
  if (place === 0) return
  const target = `n${place}`
  graph.edges = graph.edges.filter((edge) => edge.target !== target || edge.targetHandle !== input)
  const source = `n${random.below(place)}`
  if (!graph.nodes.some(({ id }) => id === source)) return
  graph.edges.push({ source, sourceHandle: random.pick(OUTPUTS), target, targetHandle: input, type: 'data' })
}

/** One change, as somebody at the canvas makes it. */
function edit(graph: Graph, random: Random): Graph {
  const next = structuredClone(graph)
  const boxes = next.nodes.filter(({ type }) => type !== 'Start')
  const box = random.pick(boxes)
  const place = Number(box.id.slice(1))
  const changes = [
    () => {
      box.data = { params: drawParams(random) }
    },
    () => wire(next, random, place, random.pick(INPUTS)),
    () => {
      // The two inputs change places.
      for (const edge of next.edges) {
        if (edge.target !== box.id || edge.type === 'trigger') continue
        edge.targetHandle = edge.targetHandle === 'left' ? 'right' : 'left'
      }
    },
    () => {
      next.edges = next.edges.filter((edge) => edge.type === 'trigger' || edge.target !== box.id)
    },
    () => {
      box.type = random.pick(TYPES)
    },
    () => next.edges.push(trigger(box.id)),
    () => {
      if (boxes.length < 2) return
      next.nodes = next.nodes.filter((other) => other !== box)
      next.edges = next.edges.filter(({ source, target }) => source !== box.id && target !== box.id)
      if (!next.edges.some(({ type }) => type === 'trigger'))
        next.edges.push(trigger(boxes.find((other) => other !== box)!.id))
    },
    () => {},
  ]
  random.pick(changes)()
  return next
}

interface Formula {
  text: string
  isFresh: boolean
  values: Record<string, string>
}

/** What a graph means, found out again without planning, scheduling, caching or keys. */
class Oracle {
  /** Everything that has been computed before, as the text of what it was computed from. */
  readonly #known = new Set<string>()

  ask(graph: Graph, changed: ReadonlySet<string>) {
    const reached = this.#reached(graph)
    const formulas = new Map<string, Formula>()
    const look = (id: string): Formula => {
      const before = formulas.get(id)
      if (before) return before
      const { type, data } = graph.nodes.find((box) => box.id === id)!
      const { word = 'a', times = 1 } = (data?.params ?? {}) as { word?: string; times?: number }
      const wires = INPUTS.map((input) => {
        const edge = graph.edges.find(
          (one) => one.type !== 'trigger' && one.target === id && one.targetHandle === input,
        )
        return edge && { output: edge.sourceHandle as 'both', from: look(edge.source) }
      })
      const [left, right] = wires.map((one) => one?.from.values[one.output])
      const formula = {
        text: `${id} ${type} ${word} ${times} ${wires.map((one) => (one ? `[${one.from.text}].${one.output}` : '-'))}`,
        isFresh: type === 'Dice' || wires.some((one) => one?.from.isFresh),
        values: (type === 'Start'
          ? {}
          : mixed(left, right, type === 'Slow' ? `~${word}` : word, times)) as Record<string, string>,
      }
      formula.text = digest(formula.text)
      formulas.set(id, formula)
      return formula
    }
    const ran = [...reached].filter((id) => {
      const { text, isFresh } = look(id)
      return isFresh || changed.has(id) || !this.#known.has(text)
    })
    for (const id of reached) this.#known.add(look(id).text)
    return { ran: ran.sort(), values: new Map([...reached].map((id) => [id, look(id).values])) }
  }

  /** Fixed point instead of walks: what a trigger points at, what it feeds, and what feeds any of these. */
  #reached({ edges }: Graph): Set<string> {
    const downstream = new Set(edges.filter(({ type }) => type === 'trigger').map(({ target }) => target))
    const data = edges.filter(({ type }) => type !== 'trigger')
    for (let size = -1; size !== downstream.size; ) {
      size = downstream.size
      for (const { source, target } of data) if (downstream.has(source)) downstream.add(target)
    }
    for (let size = -1; size !== downstream.size; ) {
      size = downstream.size
      for (const { source, target } of data) if (downstream.has(target)) downstream.add(source)
    }
    return downstream.add('start')
  }
}

export interface Tally {
  graphs: number
  runs: number
  ran: number
  cached: number
}

/** @throws Error that names the round at the first difference */
export async function runGraphs({ rounds, seed }: { rounds: number; seed: number }): Promise<Tally> {
  const tally: Tally = { graphs: 0, runs: 0, ran: 0, cached: 0 }
  for (let round = 0; round < rounds; round++) {
    const random = randomOf(seed * 1_000_003 + round)
    const cache = new ResultCache().of('acc_1')
    const oracle = new Oracle()
    let graph = drawGraph(random)
    tally.graphs++
    const edits = 2 + random.below(5)
    for (let turn = 0; turn <= edits; turn++) {
      if (turn > 0) graph = edit(graph, random)
      const changed = new Set(random.next() < 0.2 ? [random.pick(graph.nodes).id] : [])
      await compare({
        graph,
        changed,
        cache,
        oracle,
        tally,
        where: `round ${round}, turn ${turn}, seed ${seed}`,
      })
    }
  }
  return tally
}

interface Turn {
  graph: Graph
  changed: ReadonlySet<string>
  cache: Results
  oracle: Oracle
  tally: Tally
  where: string
}

async function compare({ graph, changed, cache, oracle, tally, where }: Turn): Promise<void> {
  const expected = oracle.ask(graph, changed)
  const { plan, issues } = planGraph(graph, catalogue, new Map())
  if (issues.length > 0) throw new Error(`${where}: ${JSON.stringify(issues)}`)
  const { status, ran, cached, results } = await execute({
    plan,
    cache,
    changed,
    emit: () => {},
    signal: new AbortController().signal,
    contextOf: (_, seed) => ({ seed, logged: () => undefined }) as never,
  })
  tally.runs++
  tally.ran += ran.length
  tally.cached += cached.length
  const told = [...ran].sort()
  if (status !== 'succeeded' || JSON.stringify(told) !== JSON.stringify(expected.ran)) {
    throw new Error(`${where}: ${status}; ran ${told}; expected ${expected.ran}\n${JSON.stringify(graph)}`)
  }
  for (const [id, values] of expected.values) {
    if (JSON.stringify(results.get(id)?.outputs) === JSON.stringify(values)) continue
    throw new Error(
      `${where}: ${id} gave ${JSON.stringify(results.get(id)?.outputs)}, not ${JSON.stringify(values)}`,
    )
  }
}

if (isMain('graphs')) {
  const { rounds, seed } = readArguments({ rounds: 10_000 })
  const tally = await runGraphs({ rounds, seed })
  console.log(
    `${tally.graphs} graphs, ${tally.runs} runs: ${tally.ran} graph nodes ran, ${tally.cached} came from the cache, ` +
      `each as the oracle said (seed ${seed})`,
  )
}
