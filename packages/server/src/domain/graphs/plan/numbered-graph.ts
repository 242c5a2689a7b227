import { type Edge, type Graph, type GraphNode, isTrigger } from '../graph.ts'
import { type Groups, groupPlaces } from './groups.ts'

/**
 * A graph whose graph nodes go by number, so that to walk it takes arrays and no ids. The number of a graph node is its
 * place in `nodes`; ids that only edges know have the numbers after those.
 */
export interface NumberedGraph {
  nodes: readonly GraphNode[]
  /** Ids that came again; edges mean the first graph node of such an id. */
  repeated: readonly string[]
  /** How many numbers there are. */
  size: number
  /** The data wires, and the numbers of what each comes from and goes to. */
  wires: readonly Edge[]
  sources: Int32Array
  targets: Int32Array
  /** Places among `wires` of those out of, and into, each number. */
  outgoing: Groups
  incoming: Groups
  /** The numbers of what each trigger comes from and points at. */
  triggers: readonly { source: number; target: number }[]
}

export function numberGraph({ nodes, edges }: Pick<Graph, 'nodes' | 'edges'>): NumberedGraph {
  const numbers = new Map<string, number>()
  const repeated: string[] = []
  for (let i = 0; i < nodes.length; i++) {
    const { id } = nodes[i]!
    if (numbers.has(id)) repeated.push(id)
    else numbers.set(id, i)
  }
  let size = nodes.length
  const numberOf = (id: string): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    numbers.set(id, size)
    return size++
  }
  const wires = edges.filter((edge) => !isTrigger(edge))
  const sources = new Int32Array(wires.length)
  const targets = new Int32Array(wires.length)
  for (let i = 0; i < wires.length; i++) {
    sources[i] = numberOf(wires[i]!.source)
    targets[i] = numberOf(wires[i]!.target)
  }
  const triggers = edges
    .filter(isTrigger)
    .map(({ source, target }) => ({ source: numberOf(source), target: numberOf(target) }))
  return withGroups({ nodes, repeated, size, wires, sources, targets, triggers })
}

/**
 * What is left of a graph with the chosen numbers alone, and the wires between them; numbered anew in the same order.
 * Its triggers have done their part.
 */
export function partOf(graph: NumberedGraph, isChosen: Uint8Array): NumberedGraph {
  if (!isChosen.includes(0)) return graph
  const { nodes, repeated, wires, sources, targets } = graph
  const places = new Int32Array(graph.size)
  let size = 0
  for (let i = 0; i < graph.size; i++) if (isChosen[i]) places[i] = size++
  const isKept = (wire: number) => isChosen[sources[wire]!] === 1 && isChosen[targets[wire]!] === 1
  const place = (ends: Int32Array) => ends.filter((_, i) => isKept(i)).map((number) => places[number]!)
  return withGroups({
    nodes: nodes.filter((_, i) => isChosen[i]),
    repeated,
    size,
    wires: wires.filter((_, i) => isKept(i)),
    sources: place(sources),
    targets: place(targets),
    triggers: [],
  })
}

const withGroups = (graph: Omit<NumberedGraph, 'outgoing' | 'incoming'>): NumberedGraph => ({
  ...graph,
  outgoing: groupPlaces(graph.sources, graph.size),
  incoming: groupPlaces(graph.targets, graph.size),
})
