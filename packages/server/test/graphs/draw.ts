import assert from 'node:assert/strict'
import { arange, type Module, TensorDataset } from '@nodeyard/tensor'
import { type Catalogue, loadBuiltIn } from '../../src/domain/graphs/catalogue.ts'
import type { ExecutionEvent } from '../../src/domain/graphs/execute/events.ts'
import { type ExecuteOptions, execute } from '../../src/domain/graphs/execute/execute.ts'
import type { Edge, Graph } from '../../src/domain/graphs/graph.ts'
import { defineGraphNode, type GraphNodeKind } from '../../src/domain/graphs/graph-node.ts'
import { int } from '../../src/domain/graphs/params.ts'
import { planGraph } from '../../src/domain/graphs/plan/plan-run.ts'
import { port } from '../../src/domain/graphs/ports.ts'
import type { RunContext } from '../../src/domain/graphs/run-context.ts'
import { filesOf } from '../../src/domain/graphs/runs/run-files.ts'

/** Points on a line with what y = 2x + 1 makes of them, and whether that is above 0. */
export const points = defineGraphNode({
  name: 'Points',
  category: 'Data',
  description: '',
  inputs: {},
  outputs: { dataset: port('DATASET'), classes: port('DATASET') },
  params: { count: int(64) },
  async run(_, { count }) {
    const x = arange(0, count, 1, { dtype: 'float32' })
      .div(count / 2)
      .sub(1)
      .reshape([count, 1])
    const y = x.mul(2).add(1)
    return {
      dataset: {
        kind: 'dataset' as const,
        name: 'line',
        samples: await TensorDataset.of(x, y.reshape([count])),
      },
      classes: {
        kind: 'dataset' as const,
        name: 'signs',
        samples: await TensorDataset.of(x, y.gt(0).to('int64').reshape([count])),
      },
    }
  },
})

const builtIn = await loadBuiltIn()
export const catalogue: Catalogue = new Map([...builtIn, [points.name, points as GraphNodeKind]])

/** Boxes by id and kind; wires "a.tensor" → "b.tensor_a". Everything runs. */
export function draw(
  boxes: Record<string, [string, Record<string, unknown>?]>,
  wires: [from: string, to: string][],
): Graph {
  return {
    nodes: [
      { id: 'start', type: 'Start' },
      ...Object.entries(boxes).map(([id, [type, params = {}]]) => ({ id, type, data: { params } })),
    ],
    edges: [
      ...wires.map(([from, to], i): Edge => {
        const [source = '', sourceHandle = ''] = from.split('.')
        const [target = '', targetHandle = ''] = to.split('.')
        return { id: `w${i}`, source, sourceHandle, target, targetHandle, type: 'data' }
      }),
      ...Object.keys(boxes).map(
        (target): Edge => ({
          id: `t${target}`,
          source: 'start',
          sourceHandle: 'trigger',
          target,
          type: 'trigger',
        }),
      ),
    ],
  }
}

/** Runs a graph to its end; `progress` is what each graph node told on the way. */
export async function runGraph(graph: Graph, more: Partial<ExecuteOptions> & { folder?: string } = {}) {
  const { plan, issues } = planGraph(graph, catalogue, new Map())
  assert.deepEqual(issues, [])
  const events: ExecutionEvent[] = []
  const progress: Record<string, unknown>[] = []
  const modules = new Map<string, Module>()
  const signal = more.signal ?? new AbortController().signal
  const outcome = await execute({
    plan,
    emit: (event) => events.push(event),
    signal,
    contextOf: ({ id }, seed) => {
      const context: Partial<RunContext> & { logged(): string | undefined } = {
        seed,
        signal,
        isBackward: more.isBackward ?? false,
        log: () => {},
        logged: () => undefined,
        progress: (frame) => progress.push(frame),
        files: filesOf(more.folder ?? '/nowhere', 'me'),
        fresh: (make) => make(),
        module(make) {
          const module = modules.get(id) ?? make()
          modules.set(id, module)
          return module as ReturnType<typeof make>
        },
      }
      return context as ReturnType<ExecuteOptions['contextOf']>
    },
    ...more,
  })
  const output = (id: string, name: string) => outcome.results.get(id)?.outputs[name]
  return { ...outcome, events, progress, output, modules }
}
