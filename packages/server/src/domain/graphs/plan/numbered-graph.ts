import { type Edge, type Graph, type GraphNode, isTrigger } from '../graph.ts'

/**
 * A graph whose graph nodes go by number, so that to walk it takes arrays and no ids. The number of a graph node is its
 * place in `nodes`; ids that only edges know have the numbers after those.
 */
export interface NumberedGraph {
  nodes: readonly GraphNode[]
  edges: readonly Edge[]
  /** Ids that came again; edges mean the first graph node of such an id. */
  repeated: readonly string[]
  /** How many numbers there are. */
  size: number
  /** What each edge comes from, and what it goes to. */
  sources: Int32Array
  targets: Int32Array
  /** The data wires out of, and into, each graph node. */
  outgoing: Groups
  incoming: Groups
}

/** Places of edges by number: those of `i` are `members` from `starts[i]` to before `starts[i + 1]`. */
export interface Groups {
  starts: Int32Array
  members: Int32Array
}

/** The places of one group's edges, in the order of the graph. */
export function membersAt({ starts, members }: Groups, number: number): number[] {
  const first = starts[number]!
  const places = new Array<number>(starts[number + 1]! - first)
  for (let i = 0; i < places.length; i++) places[i] = members[first + i]!
  return places
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
  const sources = new Int32Array(edges.length)
  const targets = new Int32Array(edges.length)
  for (let i = 0; i < edges.length; i++) {
    sources[i] = numberOf(edges[i]!.source)
    targets[i] = numberOf(edges[i]!.target)
  }
  return withGroups({ nodes, edges, repeated, size, sources, targets })
}

/** What is left of a graph with the chosen numbers alone, and the edges between them; numbered anew in the same order. */
export function partOf(graph: NumberedGraph, isChosen: Uint8Array): NumberedGraph {
  if (!isChosen.includes(0)) return graph
  const { nodes, edges, repeated, sources, targets } = graph
  const places = new Int32Array(graph.size)
  let size = 0
  for (let i = 0; i < graph.size; i++) if (isChosen[i]) places[i] = size++
  const isKept = (_: Edge, i: number) => isChosen[sources[i]!] && isChosen[targets[i]!]
  const place = (ends: Int32Array) =>
    ends.filter((_, i) => isKept(edges[i]!, i)).map((number) => places[number]!)
  return withGroups({
    nodes: nodes.filter((_, i) => isChosen[i]),
    edges: edges.filter(isKept),
    repeated,
    size,
    sources: place(sources),
    targets: place(targets),
  })
}

function withGroups(graph: Omit<NumberedGraph, 'outgoing' | 'incoming'>): NumberedGraph {
  return { ...graph, outgoing: groupWires(graph, graph.sources), incoming: groupWires(graph, graph.targets) }
}

/** Sorts the data wires by one of their ends; those of the same end stay in order. */
function groupWires({ edges, size }: { edges: readonly Edge[]; size: number }, ends: Int32Array): Groups {
  const starts = new Int32Array(size + 1)
  for (let i = 0; i < edges.length; i++) if (!isTrigger(edges[i]!)) starts[ends[i]!]!++
  for (let i = 1; i <= size; i++) starts[i]! += starts[i - 1]!
  const members = new Int32Array(starts[size]!)
  // What is now where a group ends becomes where it starts, as it is filled from behind.
  for (let i = edges.length - 1; i >= 0; i--) if (!isTrigger(edges[i]!)) members[--starts[ends[i]!]!] = i
  return { starts, members }
}
