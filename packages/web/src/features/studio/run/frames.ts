/** One frame of a run as the server tells it; see the studio surface's `/ws/execution`. */
export interface RunFrame {
  type: string
  run_id?: string
  /** Its place in the run, from 1; frames of the connection itself have none. */
  cursor?: number
  node_id?: string
  status?: string
  error?: string
  progress?: Record<string, unknown>
  output_summary?: Record<string, OutputSummary>
  log?: string
  image?: string
  [key: string]: unknown
}

/** What an output came to, in short. */
export interface OutputSummary {
  type: string
  shape?: number[]
  dtype?: string
  min?: number | null
  max?: number | null
  mean?: number | null
  value?: unknown
  [key: string]: unknown
}

/** How a graph is to be run. */
export interface RunOptions {
  seed: number
  errorMode: 'fail_fast' | 'continue' | 'retry'
  retries: number
  /** Keep every output, so that it can be looked into. */
  records: boolean
  /** Take computations apart, step by step. */
  isVerbose: boolean
  /** Go backwards, too: gradients of outputs and weights. */
  isBackward: boolean
  keepsWeights: boolean
}

export const USUAL_OPTIONS: RunOptions = {
  seed: 0,
  errorMode: 'fail_fast',
  retries: 2,
  records: true,
  isVerbose: false,
  isBackward: false,
  keepsWeights: true,
}

/** A graph in the wire form, as far as a run must know it. */
export interface WireGraph {
  name?: string
  nodes: readonly { id: string; type: string; [key: string]: unknown }[]
  edges: readonly WireEdge[]
  presets?: readonly unknown[]
  [key: string]: unknown
}

export interface WireEdge {
  id: string
  source: string
  target: string
  sourceHandle?: string
  targetHandle?: string
  type?: string
}

/** What the socket is sent to run a graph. */
export function executeFrame(
  graph: WireGraph,
  options: RunOptions,
  { runId, graphId, changed }: { runId: string; graphId: string; changed?: readonly string[] | undefined },
) {
  return {
    action: 'execute',
    name: graph.name ?? 'Untitled',
    nodes: graph.nodes,
    edges: graph.edges,
    presets: graph.presets ?? [],
    run_id: runId,
    graph_id: graphId,
    record_outputs: options.records || options.isVerbose || options.isBackward,
    verbose_mode: options.isVerbose,
    backward_mode: options.isBackward,
    // Who asks for gradients and marks no place means the graph as a whole.
    auto_backward: options.isBackward,
    weights_persistent: options.keepsWeights,
    error_mode: options.errorMode,
    max_retries: options.errorMode === 'retry' ? options.retries : 0,
    seed: options.seed,
    ...(changed && { changed_nodes: changed }),
  }
}

/** A box and everything that what it gives goes into, however far. */
export function downstreamOf(edges: readonly WireEdge[], id: string): string[] {
  const next = new Map<string, string[]>()
  for (const { source, target, type } of edges) {
    if (type === 'trigger') continue
    const targets = next.get(source)
    if (targets) targets.push(target)
    else next.set(source, [target])
  }
  const reached = new Set([id])
  for (const at of reached) for (const target of next.get(at) ?? []) reached.add(target)
  return [...reached]
}
