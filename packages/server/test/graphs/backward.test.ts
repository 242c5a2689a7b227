import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Module, readAll } from '@nodeyard/tensor'
import { loadBuiltIn } from '../../src/domain/graphs/catalogue.ts'
import { buildGradients, type KeptGradient } from '../../src/domain/graphs/execute/backward.ts'
import { type ExecuteOptions, execute } from '../../src/domain/graphs/execute/execute.ts'
import type { Edge, Graph } from '../../src/domain/graphs/graph.ts'
import { planGraph } from '../../src/domain/graphs/plan/plan-run.ts'

const catalogue = await loadBuiltIn()

const constant = (value: number, requires_grad: boolean) => ({
  type: 'TensorCreate',
  data: { params: { shape: '2,3', fill: 'full', value, requires_grad } },
})

/** a (asks for a gradient) times c (does not) through a layer; `side`, `unused` and `large` have no part in it. */
const graph: Graph = {
  nodes: [
    { id: 's', type: 'Start' },
    { id: 'a', ...constant(2, true) },
    { id: 'c', ...constant(3, false) },
    { id: 'only', type: 'ScalarMultiply', data: { params: { scalar: 2 } } },
    { id: 'm', type: 'Multiply' },
    { id: 'layer', type: 'Linear', data: { params: { in_features: 3, out_features: 5 } } },
    { id: 'side', type: 'ScalarMultiply', data: { params: { scalar: 2 } } },
    { id: 'large', type: 'TensorCreate', data: { params: { shape: '50' } } },
    { id: 'unused', type: 'Linear', data: { params: { in_features: 3, out_features: 1 } } },
  ],
  edges: [
    ...['a', 'c', 'large'].map(
      (target): Edge => ({ source: 's', target, type: 'trigger', sourceHandle: 'trigger' }),
    ),
    wire('c', 'only', 'tensor'),
    wire('a', 'm', 'tensor_a'),
    wire('only', 'm', 'tensor_b'),
    wire('m', 'layer', 'tensor'),
    wire('a', 'side', 'tensor'),
    wire('a', 'unused', 'tensor'),
  ],
}

function wire(source: string, target: string, targetHandle: string): Edge {
  return { source, sourceHandle: 'tensor', target, targetHandle, type: 'data' }
}

async function gradientsOf(drawn: Graph): Promise<KeptGradient[]> {
  const { plan, issues } = planGraph(drawn, catalogue, new Map())
  assert.deepEqual(issues, [])
  const modules = new Map<string, Module>()
  let kept: KeptGradient[] = []
  await execute({
    plan,
    emit: () => {},
    signal: new AbortController().signal,
    isBackward: true,
    contextOf: ({ id }, seed) =>
      ({
        seed,
        logged: () => undefined,
        module: (make: () => Module) => {
          const module = modules.get(id) ?? make()
          modules.set(id, module)
          return module
        },
      }) as unknown as ReturnType<ExecuteOptions['contextOf']>,
    beforeEnd: async (results) => {
      kept = buildGradients({ plan, results, modules, isAutomatic: true })
    },
  })
  return kept
}

test('what has no influence on the target, and what asks for no gradient, has none', async () => {
  const kept = await gradientsOf(graph)
  assert.deepEqual(kept.map(({ nodeId, port }) => `${nodeId}.${port}`).sort(), [
    'a.tensor__grad',
    'layer.__weight_grad__bias',
    'layer.__weight_grad__weight',
    'layer.tensor__grad',
    'm.tensor__grad',
  ])
  const gradients = new Map(kept.map(({ nodeId, port, gradient }) => [`${nodeId}.${port}`, gradient]))
  const names = [
    'a.tensor__grad',
    'm.tensor__grad',
    'layer.__weight_grad__weight',
    'layer.__weight_grad__bias',
  ]
  const [a, m, weight, bias] = await readAll(names.map((name) => gradients.get(name)!))
  // c is doubled on its way, so a counts six times as much as m; every input of the layer is 12, in two rows.
  for (const [i, x] of a!.entries()) assert.ok(Math.abs(Number(x) - 6 * Number(m![i])) < 1e-4)
  assert.deepEqual(Array.from(weight!, Number), Array(15).fill(24))
  assert.deepEqual(Array.from(bias!, Number), Array(5).fill(2))
})

test('a graph in which nothing asks for a gradient has none', async () => {
  const plain: Graph = {
    nodes: [graph.nodes[0]!, { id: 'c', ...constant(3, false) }, { id: 'only', type: 'ScalarMultiply' }],
    edges: [
      { source: 's', target: 'c', type: 'trigger', sourceHandle: 'trigger' },
      wire('c', 'only', 'tensor'),
    ],
  }
  assert.deepEqual(await gradientsOf(plain), [])
})
