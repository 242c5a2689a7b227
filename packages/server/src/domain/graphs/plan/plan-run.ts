import type { Catalogue } from '../catalogue.ts'
import { type Graph, type Preset, withoutNotes } from '../graph.ts'
import type { GraphNodeKind } from '../graph-node.ts'
import { checkContents, checkGraph, checkIds, checkTypes, type GraphIssue, readParams } from './check.ts'
import { expandPresets } from './expand-presets.ts'
import { type Groups, groupPlaces, membersAt } from './groups.ts'
import { type NumberedGraph, numberGraph, partOf } from './numbered-graph.ts'
import { findRunning } from './prune.ts'

/** A graph node ready to run: its kind, its parameters, and where its inputs come from. */
export interface Planned {
  id: string
  /** The box on the canvas that its events are told of: itself, or the preset it came out of. */
  box: string
  type: string
  kind: GraphNodeKind
  params: Record<string, unknown>
  inputs: Wire[]
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
  const drawn = numberGraph(withoutNotes(graph))
  const issues = checkGraph(drawn, catalogue, presets)
  if (drawn.triggers.length === 0) return [...issues, NO_ENTRY_POINTS]
  return issues.length > 0 ? issues : planGraph(graph, catalogue, presets).issues
}

/** Takes presets apart, leaves out what is not to run, checks the rest and puts it in order. Linear in its size. */
export function planGraph(
  graph: Graph,
  catalogue: Catalogue,
  presets: ReadonlyMap<string, Preset>,
): Planning {
  const clean = withoutNotes(graph)
  const drawn = numberGraph(clean)
  // Of kinds that there are not, only those that run matter.
  const unknown = checkTypes(drawn, catalogue, presets).filter(({ code }) => code !== 'unknown_type')
  const misnamed = [...checkIds(drawn), ...unknown]
  if (misnamed.length > 0) return { plan: [], issues: misnamed }
  const { boxOf, ...expanded } = expandPresets(clean, presets)
  const whole = expanded.nodes === clean.nodes ? drawn : numberGraph(expanded)
  // What comes out of a preset may be called like what stands beside it.
  const repeated = checkIds(whole)
  if (repeated.length > 0) return { plan: [], issues: repeated }
  if (whole.triggers.length === 0) return { plan: [], issues: [NO_ENTRY_POINTS] }
  const running = partOf(whole, findRunning(whole, boxOf))
  const issues = [...checkTypes(running, catalogue, presets), ...checkContents(running, catalogue)]
  if (issues.length > 0) return { plan: [], issues }
  const order = inOrder(running)
  if (order.length < running.nodes.length) return { plan: [], issues: [CYCLE] }
  return { plan: planInOrder(running, order, { catalogue, boxOf }), issues: [] }
}

/** Kahn's algorithm, stable in the order of the graph; what is on a cycle, or after one, is left out. */
function inOrder({ nodes, targets, outgoing, incoming }: NumberedGraph): number[] {
  const waiting = new Int32Array(nodes.length)
  const order: number[] = []
  for (let i = 0; i < nodes.length; i++) {
    waiting[i] = incoming.starts[i + 1]! - incoming.starts[i]!
    if (waiting[i] === 0) order.push(i)
  }
  // `order` grows while it is walked.
  for (const i of order) {
    for (let at = outgoing.starts[i]!; at < outgoing.starts[i + 1]!; at++) {
      const dependant = targets[outgoing.members[at]!]!
      waiting[dependant]!--
      if (waiting[dependant] === 0) order.push(dependant)
    }
  }
  return order
}

/** Makes each graph node ready to run; places in the plan take the place of numbers. */
function planInOrder(
  { nodes, wires, sources, incoming }: NumberedGraph,
  order: readonly number[],
  { catalogue, boxOf }: { catalogue: Catalogue; boxOf: ReadonlyMap<string, string> },
): Plan {
  const places = new Int32Array(nodes.length)
  for (let i = 0; i < order.length; i++) places[order[i]!] = i
  return order.map((number) => {
    const graphNode = nodes[number]!
    const { id, type } = graphNode
    const kind = catalogue.get(type)!
    const inputs = membersAt(incoming, number).map((wire): Wire => {
      const { sourceHandle = '', targetHandle = '' } = wires[wire]!
      return { input: targetHandle, from: places[sources[wire]!]!, output: sourceHandle }
    })
    return { id, box: boxOf.get(id) ?? id, type, kind, params: readParams(graphNode, kind), inputs }
  })
}

/** For each place in a plan, the places of what it feeds: once for each wire. */
export function groupDependants(plan: Plan): Groups {
  const sources: number[] = []
  const targets: number[] = []
  for (let place = 0; place < plan.length; place++) {
    for (const { from } of plan[place]!.inputs) {
      sources.push(from)
      targets.push(place)
    }
  }
  const { starts, members } = groupPlaces(sources, plan.length)
  return { starts, members: members.map((wire) => targets[wire]!) }
}
