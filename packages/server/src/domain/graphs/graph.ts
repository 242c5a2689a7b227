/** A graph as clients draw, save and send it; positions and notes are the editor's, the rest is what runs. */
export interface Graph {
  nodes: GraphNode[]
  edges: Edge[]
  name?: string
  description?: string
  /** Presets that the graph brings along. */
  presets?: Preset[]
  segmentGroups?: unknown[]
}

/** One box of a graph: a kind by its name, with its own parameters. */
export interface GraphNode {
  id: string
  /** A kind's name, `preset:<name>`, or `note`. */
  type: string
  position?: { x: number; y: number }
  data?: {
    params?: Record<string, unknown>
    /** For a preset: parameters of the graph nodes inside, by their ids. */
    internalParams?: Record<string, Record<string, unknown>>
    [key: string]: unknown
  }
}

export interface Edge {
  id?: string
  source: string
  target: string
  sourceHandle?: string
  targetHandle?: string
  type?: 'data' | 'trigger'
}

/** A graph that is used as one box. */
export interface Preset {
  preset_name: string
  category: string
  description: string
  tags: string[]
  nodes: { id: string; type: string; params?: Record<string, unknown> }[]
  edges: { source: string; sourceHandle?: string; target: string; targetHandle?: string }[]
  exposed_inputs: ExposedPort[]
  exposed_outputs: ExposedPort[]
  exposed_params: ExposedParam[]
}

export interface ExposedPort {
  name: string
  internal_node: string
  internal_port: string
  data_type: string
  description: string
}

export interface ExposedParam {
  internal_node: string
  param_name: string
  display_name: string
  group: string
}

export const PRESET_PREFIX = 'preset:'
export const NOTE_TYPE = 'note'

/** Only the type says it: a client may well have called a data wire's handle "trigger". */
export const isTrigger = (edge: Edge) => edge.type === 'trigger'

/** The preset a graph node stands for, if it is one. */
export const presetNameOf = (graphNode: { type: string }) =>
  graphNode.type.startsWith(PRESET_PREFIX) ? graphNode.type.slice(PRESET_PREFIX.length) : undefined

/** A graph without its notes and what hangs on them: they are never run. */
export function withoutNotes(graph: Graph): Graph {
  const notes = new Set(graph.nodes.filter(({ type }) => type === NOTE_TYPE).map(({ id }) => id))
  if (notes.size === 0) return graph
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => !notes.has(id)),
    edges: graph.edges.filter(({ source, target }) => !notes.has(source) && !notes.has(target)),
  }
}
