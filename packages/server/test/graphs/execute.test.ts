import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Tensor, tensor } from '@nodeyard/tensor'
import { type Catalogue, loadBuiltIn } from '../../src/domain/graphs/catalogue.ts'
import type { ExecutionEvent } from '../../src/domain/graphs/execute/events.ts'
import { type ExecuteOptions, execute } from '../../src/domain/graphs/execute/execute.ts'
import { ResultCache } from '../../src/domain/graphs/execute/result-cache.ts'
import type { Edge, Graph, Preset } from '../../src/domain/graphs/graph.ts'
import { defineGraphNode, type GraphNodeKind } from '../../src/domain/graphs/graph-node.ts'
import { float, string } from '../../src/domain/graphs/params.ts'
import { planGraph } from '../../src/domain/graphs/plan/plan-run.ts'
import { optional, port } from '../../src/domain/graphs/ports.ts'
import type { RunContext } from '../../src/domain/graphs/run-context.ts'

const begin = defineGraphNode({
  name: 'Begin',
  category: 'Control',
  description: '',
  inputs: {},
  outputs: { trigger: port('TRIGGER') },
  params: {},
  run: () => ({}) as never,
})
const ones = defineGraphNode({
  name: 'Ones',
  category: 'Data',
  description: '',
  inputs: {},
  outputs: { tensor: port('TENSOR') },
  params: { value: float(1) },
  run: (_, { value }) => ({ tensor: tensor([value, value]) }),
})
const word = defineGraphNode({
  name: 'Word',
  category: 'Data',
  description: '',
  inputs: { before: optional('STRING') },
  outputs: { text: port('STRING') },
  params: { text: string('a') },
  run: ({ before = '' }, { text }) => ({ text: before + text }),
})
const wait = defineGraphNode({
  name: 'Wait',
  category: 'Data',
  description: '',
  inputs: { before: optional('ANY') },
  outputs: { text: port('STRING') },
  params: {},
  async run(_, __, { signal }) {
    await sleep(60_000, undefined, { signal })
    return { text: 'late' }
  },
})
let failures = 0
const flaky = defineGraphNode({
  name: 'Flaky',
  category: 'Data',
  description: '',
  inputs: { before: optional('ANY') },
  outputs: { text: port('STRING') },
  params: { times: float(1) },
  run(_, { times }) {
    if (failures++ < times) throw new Error('not yet')
    return { text: 'there' }
  },
})

const builtIn = await loadBuiltIn()
const own = [begin, ones, word, wait, flaky].map((kind) => [kind.name, kind as GraphNodeKind] as const)
const catalogue: Catalogue = new Map([...builtIn, ...own])

type Wire = [from: string, to: string] | [from: string, to: string, 'trigger']

/** "a.tensor" → "b.tensor_a", and boxes by id and kind. */
function draw(boxes: Record<string, [string, Record<string, unknown>?]>, wires: Wire[]): Graph {
  return {
    nodes: Object.entries(boxes).map(([id, [type, params = {}]]) => ({ id, type, data: { params } })),
    edges: wires.map(([from, to, type]): Edge => {
      const [source = '', sourceHandle = ''] = from.split('.')
      const [target = '', targetHandle = ''] = to.split('.')
      return { source, sourceHandle, target, targetHandle, type: type ?? 'data' }
    }),
  }
}

async function run(graph: Graph, more: Partial<ExecuteOptions> = {}, presets = new Map<string, Preset>()) {
  const { plan, issues } = planGraph(graph, catalogue, presets)
  assert.deepEqual(issues, [])
  const events: ExecutionEvent[] = []
  const outcome = await execute({
    plan,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    contextOf: (_, seed) => {
      let logged: string | undefined
      const signal = more.signal ?? new AbortController().signal
      const log = (line: string) => {
        logged = line
      }
      return { seed, signal, log, logged: () => logged } as Partial<RunContext> as ReturnType<
        ExecuteOptions['contextOf']
      >
    },
    ...more,
  })
  return { ...outcome, events, last: events.at(-1) }
}

const statuses = (events: ExecutionEvent[], id: string) =>
  events.flatMap((event) => (event.type === 'node_status' && event.node_id === id ? [event.status] : []))

const sum = draw(
  { s: ['Begin'], a: ['Ones'], b: ['Ones', { value: 2 }], c: ['Add'], p: ['Print', { label: 'sum' }] },
  [
    ['s.trigger', 'a.', 'trigger'],
    ['a.tensor', 'c.tensor_a'],
    ['b.tensor', 'c.tensor_b'],
    ['c.tensor', 'p.value'],
  ],
)

test('tensors flow, are told of with their elements, and a producer without a trigger runs too', async () => {
  const { status, events, last } = await run(sum)
  assert.equal(status, 'succeeded')
  assert.deepEqual(last, { type: 'execution_complete' })
  for (const id of ['s', 'a', 'b', 'c', 'p']) assert.deepEqual(statuses(events, id), ['running', 'completed'])
  const told = events.find((event) => event.type === 'node_status' && event.node_id === 'p' && event.log)
  assert.ok(told?.type === 'node_status')
  assert.equal(told.log, '[sum] tensor([3,3], float32 [2])')
  assert.deepEqual(told.output_summary?.value, {
    type: 'tensor',
    shape: [2],
    dtype: 'torch.float32',
    min: 3,
    max: 3,
    mean: 3,
    values: [3, 3],
  })
})

test('what has not changed comes from the cache, what has and what it feeds runs again', async () => {
  const cache = new ResultCache().of('acc_1')
  await run(sum, { cache })
  const again = await run(sum, { cache })
  assert.deepEqual(again.ran, [])
  assert.deepEqual(statuses(again.events, 'c'), ['cached'])
  const edited = structuredClone(sum)
  edited.nodes[2]!.data!.params = { value: 5 }
  const after = await run(edited, { cache })
  assert.deepEqual(after.ran.sort(), ['b', 'c', 'p'])
  assert.deepEqual([...((await after.results.get('c')!.outputs.tensor) as Tensor).shape], [2])
  const asked = await run(edited, { cache, changed: new Set(['a']) })
  assert.deepEqual(asked.ran, ['a'])
})

test('swapping two inputs is a change', async () => {
  const cache = new ResultCache().of('acc_1')
  const scaled = structuredClone(sum)
  scaled.nodes[3]!.data!.params = { alpha: 10 }
  const read = async (graph: Graph) => {
    const { results } = await run(graph, { cache })
    return (results.get('c')!.outputs.tensor as Tensor).tolist()
  }
  assert.deepEqual(await read(scaled), [21, 21])
  const swapped = structuredClone(scaled)
  swapped.edges[1]!.targetHandle = 'tensor_b'
  swapped.edges[2]!.targetHandle = 'tensor_a'
  assert.deepEqual(await read(swapped), [12, 12])
})

test('stopping ends at once, with one word', async () => {
  const stopper = new AbortController()
  const graph = draw({ s: ['Begin'], w: ['Wait'] }, [['s.trigger', 'w.', 'trigger']])
  const running = run(graph, { signal: stopper.signal })
  await sleep(20)
  stopper.abort()
  const { status, events } = await running
  assert.equal(status, 'cancelled')
  assert.deepEqual(
    events.filter(({ type }) => type !== 'node_status').map(({ type }) => type),
    ['execution_stopped'],
  )
})

const failing = draw({ s: ['Begin'], f: ['Flaky', { times: 1 }], w: ['Word'], x: ['Word'], y: ['Word'] }, [
  ['s.trigger', 'f.', 'trigger'],
  ['s.trigger', 'w.', 'trigger'],
  ['f.text', 'x.before'],
  ['x.text', 'y.before'],
])

test('a failing graph node ends the run, or only what it feeds, or is tried again', async () => {
  failures = 0
  const fast = await run(failing)
  assert.equal(fast.status, 'failed')
  assert.deepEqual(statuses(fast.events, 'f'), ['running', 'error'])
  assert.match(fast.error ?? '', /not yet/)
  assert.equal(fast.last?.type, 'execution_error')

  failures = 0
  const on = await run(failing, { errorMode: 'continue' })
  assert.deepEqual(on.skipped.sort(), ['x', 'y'])
  assert.deepEqual(statuses(on.events, 'w'), ['running', 'completed'])
  assert.equal(on.last?.type, 'execution_complete')

  failures = 0
  const retried = await run(failing, { errorMode: 'retry', maxRetries: 2 })
  assert.deepEqual(retried.skipped, [])
  assert.equal(retried.results.get('y')?.outputs.text, 'thereaa')
})

const twice: Preset = {
  preset_name: 'Twice',
  category: 'Custom',
  description: '',
  tags: [],
  nodes: [
    { id: 'one', type: 'Word', params: { text: 'x' } },
    { id: 'two', type: 'Word', params: { text: 'y' } },
  ],
  edges: [{ source: 'one', sourceHandle: 'text', target: 'two', targetHandle: 'before' }],
  exposed_inputs: [
    {
      name: 'one_before',
      internal_node: 'one',
      internal_port: 'before',
      data_type: 'STRING',
      description: '',
    },
  ],
  exposed_outputs: [
    { name: 'two_text', internal_node: 'two', internal_port: 'text', data_type: 'STRING', description: '' },
  ],
  exposed_params: [],
}
const presets = new Map([['Twice', twice]])

test('a preset is told of as one box', async () => {
  const graph = draw({ s: ['Begin'], t: ['preset:Twice'], w: ['Word', { text: '!' }] }, [
    ['s.trigger', 't.', 'trigger'],
    ['t.two_text', 'w.before'],
  ])
  graph.nodes[1]!.data = { internalParams: { two: { text: 'z' } } }
  const { events, results } = await run(graph, {}, presets)
  assert.equal(results.get('w')?.outputs.text, 'xz!')
  assert.deepEqual(statuses(events, 't'), ['running', 'completed'])
})

test('ids that come twice, and wires to what there is not, are told', () => {
  const told = (boxes: Parameters<typeof draw>[0], wires: Wire[]) =>
    planGraph(draw(boxes, wires), catalogue, presets).issues.map(({ message }) => message)
  assert.deepEqual(told({ s: ['Begin'], t: ['preset:Twice'], t__one: ['Word'] }, [['s.', 't.', 'trigger']]), [
    'Two nodes have the id t__one',
  ])
  // Also where only what there is not connects the two.
  const gap: Wire[] = [
    ['s.', 'a.', 'trigger'],
    ['a.text', 'gone.before'],
    ['gone.text', 'b.before'],
  ]
  assert.deepEqual(told({ s: ['Begin'], a: ['Word'], b: ['Word'], unused: ['Nothing'] }, gap), [
    'Edge references missing node: a.text -> gone.before',
    'Edge references missing node: gone.text -> b.before',
  ])
  const wired: Wire[] = [...gap.slice(0, 1), ['a.text', 'b.before'], ['a.text', 'b.before']]
  assert.deepEqual(told({ s: ['Begin'], a: ['Word'], b: ['Word'] }, wired), [
    "2 wires go into input 'before' on node b (Word); it takes one",
  ])
})

test('ten thousand graph nodes are scheduled without holding the event loop', async () => {
  const count = 10_000
  const boxes: Record<string, [string, Record<string, unknown>?]> = { s: ['Begin'] }
  const wires: Wire[] = [['s.trigger', 'w0.', 'trigger']]
  for (let i = 0; i < count; i++) {
    boxes[`w${i}`] = ['Word', { text: '' }]
    if (i > 0) wires.push([`w${i - 1}.text`, `w${i}.before`])
  }
  const { ran, status } = await run(draw(boxes, wires))
  assert.equal(status, 'succeeded')
  assert.equal(ran.length, count + 1)
})
