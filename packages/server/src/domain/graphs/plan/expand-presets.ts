import { Fault } from '../../../fault.ts'
import { type Edge, type Graph, type GraphNode, isTrigger, type Preset, presetNameOf } from '../graph.ts'

const MAX_DEPTH = 10

export interface Expanded {
  nodes: GraphNode[]
  edges: Edge[]
  /** For a graph node that came out of a preset: the id of the box on the canvas. */
  boxOf: Map<string, string>
}

/**
 * Puts what is inside the presets in their place: `<box>__<inner id>`, presets in presets included. A wire to an
 * exposed port becomes a wire to the port inside; a trigger into the box starts every graph node in it that nothing
 * inside feeds.
 *
 * @throws Fault `validation_failed` for a preset that contains itself
 */
export function expandPresets(graph: Graph, presets: ReadonlyMap<string, Preset>): Expanded {
  let { nodes, edges }: { nodes: GraphNode[]; edges: Edge[] } = graph
  const boxOf = new Map<string, string>()
  for (let depth = 0; nodes.some((graphNode) => presetNameOf(graphNode) !== undefined); depth++) {
    if (depth === MAX_DEPTH) {
      throw new Fault('validation_failed', `Preset nesting exceeds the maximum depth of ${MAX_DEPTH}`)
    }
    const boxes = new Map<string, Preset>()
    const next: GraphNode[] = []
    const nextEdges: Edge[] = []
    for (const graphNode of nodes) {
      const name = presetNameOf(graphNode)
      const preset = name === undefined ? undefined : presets.get(name)
      if (name === undefined) {
        next.push(graphNode)
        continue
      }
      if (!preset) {
        throw new Fault('validation_failed', `Unknown preset: ${name} (node ${graphNode.id})`)
      }
      boxes.set(graphNode.id, preset)
      const canvasId = boxOf.get(graphNode.id) ?? graphNode.id
      for (const inner of preset.nodes) {
        const id = innerId(graphNode.id, inner.id)
        boxOf.set(id, canvasId)
        const params = { ...inner.params, ...graphNode.data?.internalParams?.[inner.id] }
        next.push({ id, type: inner.type, data: { params } })
      }
      for (const edge of preset.edges) {
        nextEdges.push({
          ...edge,
          source: innerId(graphNode.id, edge.source),
          target: innerId(graphNode.id, edge.target),
        })
      }
    }
    for (const edge of edges) nextEdges.push(...rewire(edge, boxes))
    nodes = next
    edges = nextEdges
  }
  return { nodes, edges, boxOf }
}

const innerId = (box: string, inner: string) => `${box}__${inner}`

function rewire(edge: Edge, boxes: ReadonlyMap<string, Preset>): Edge[] {
  const from = boxes.get(edge.source)
  const to = boxes.get(edge.target)
  let { source, sourceHandle } = edge
  if (from && !isTrigger(edge)) {
    const port = from.exposed_outputs.find(({ name }) => name === sourceHandle)
    if (!port) return []
    source = innerId(source, port.internal_node)
    sourceHandle = port.internal_port
  }
  const moved: Edge = { ...edge, source, ...(sourceHandle === undefined ? {} : { sourceHandle }) }
  if (!to) return [moved]
  if (isTrigger(edge)) {
    const fed = new Set(to.edges.map((inner) => inner.target))
    return to.nodes
      .filter(({ id }) => !fed.has(id))
      .map(({ id }) => ({ ...moved, target: innerId(edge.target, id) }))
  }
  // One exposed name may stand for several ports inside: each gets the wire.
  return to.exposed_inputs
    .filter(({ name }) => name === edge.targetHandle)
    .map((port) => ({
      ...moved,
      target: innerId(edge.target, port.internal_node),
      targetHandle: port.internal_port,
    }))
}
