import type { Catalogue } from '../catalogue.ts'
import { type Graph, isTrigger, type Preset, withoutNotes } from '../graph.ts'
import type { GraphNodeKind } from '../graph-node.ts'
import { checkGraph, checkNames, type GraphIssue, readParams } from './check.ts'
import { expandPresets } from './expand-presets.ts'
import { entryPoints, executableIds } from './prune.ts'

/** A graph node ready to run: its kind, its parameters, and where its inputs come from. */
export interface Planned {
  id: string
  /** The box on the canvas that its events are told of: itself, or the preset it came out of. */
  box: string
  type: string
  kind: GraphNodeKind
  params: Record<string, unknown>
  inputs: Wire[]
  /** Positions in the plan of what waits for it, each once. */
  dependants: number[]
}

export interface Wire {
  input: string
  /** Position in the plan of the graph node that it comes from. */
  from: number
  output: string
}

/** What runs, in an order in which everything comes after what feeds it. */
export type Plan = readonly Planned[]

export interface Planning {
  plan: Plan
  issues: GraphIssue[]
}

const NO_ENTRY_POINTS: GraphIssue = {
  code: 'no_entry_points',
  message: 'Graph has no entry points. Add a Start node and connect it to where execution should begin.',
}
const CYCLE: GraphIssue = { code: 'cycle', message: 'Graph contains a cycle' }

/** Everything wrong with a graph as it is drawn: what `validate` answers. */
export function validateGraph(
  graph: Graph,
  catalogue: Catalogue,
  presets: ReadonlyMap<string, Preset>,
): GraphIssue[] {
  const { nodes, edges } = withoutNotes(graph)
  const issues = checkGraph(nodes, edges, catalogue, presets)
  if (entryPoints(edges).size === 0) return [...issues, NO_ENTRY_POINTS]
  return issues.length > 0 ? issues : planGraph(graph, catalogue, presets).issues
}

/** Takes presets apart, leaves out what is not to run, checks the rest and puts it in order. Linear in its size. */
export function planGraph(
  graph: Graph,
  catalogue: Catalogue,
  presets: ReadonlyMap<string, Preset>,
): Planning {
  const clean = withoutNotes(graph)
  // Of kinds that there are not, only those that run matter.
  const unknown = checkNames(clean.nodes, catalogue, presets).filter(({ code }) => code !== 'unknown_type')
  if (unknown.length > 0) return { plan: [], issues: unknown }
  const { nodes, edges, boxOf } = expandPresets(clean, presets)
  if (entryPoints(edges).size === 0) return { plan: [], issues: [NO_ENTRY_POINTS] }
  const ids = executableIds(nodes, edges, boxOf)
  const running = nodes.filter(({ id }) => ids.has(id))
  const wires = edges.filter(({ source, target }) => ids.has(source) && ids.has(target))
  const issues = checkGraph(running, wires, catalogue, presets)
  if (issues.length > 0) return { plan: [], issues }

  const position = new Map(running.map(({ id }, i) => [id, i]))
  const planned = running.map((graphNode): Planned => {
    const kind = catalogue.get(graphNode.type)!
    return {
      id: graphNode.id,
      box: boxOf.get(graphNode.id) ?? graphNode.id,
      type: graphNode.type,
      kind,
      params: readParams(graphNode, kind),
      inputs: [],
      dependants: [],
    }
  })
  for (const edge of wires) {
    if (isTrigger(edge)) continue
    const from = position.get(edge.source)!
    const to = position.get(edge.target)!
    planned[to]!.inputs.push({ input: edge.targetHandle ?? '', from, output: edge.sourceHandle ?? '' })
    planned[from]!.dependants.push(to)
  }
  return inOrder(planned)
}

/** Kahn's algorithm, stable in the order of the graph; positions are rewritten to the new order. */
function inOrder(planned: Planned[]): Planning {
  const waiting = planned.map(({ inputs }) => inputs.length)
  const order = planned.flatMap((_, i) => (waiting[i] === 0 ? [i] : []))
  // `order` grows while it is walked.
  for (const i of order) {
    for (const dependant of planned[i]!.dependants) {
      waiting[dependant]!--
      if (waiting[dependant] === 0) order.push(dependant)
    }
  }
  if (order.length < planned.length) return { plan: [], issues: [CYCLE] }
  const place = new Array<number>(planned.length)
  for (const [i, old] of order.entries()) place[old] = i
  return {
    issues: [],
    plan: order.map((old) => {
      const step = planned[old]!
      return {
        ...step,
        inputs: step.inputs.map((wire) => ({ ...wire, from: place[wire.from]! })),
        dependants: once(step.dependants).map((i) => place[i]!),
      }
    }),
  }
}

/** Each once; most lists are too short to hold anything twice. */
const once = (positions: readonly number[]) => (positions.length > 1 ? [...new Set(positions)] : positions)
