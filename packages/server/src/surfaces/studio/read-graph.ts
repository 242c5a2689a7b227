import type { Static } from 'typebox'
import type { Graph } from '../../domain/graphs/graph.ts'
import type { GraphData } from './schemas.ts'

/** A graph from a client: editors send null for a handle that there is not. */
export function readGraph(data: Static<typeof GraphData>): Graph {
  const { nodes, edges, name, description, presets, segmentGroups } = data
  return {
    nodes: nodes as Graph['nodes'],
    edges: edges.map(({ id, source, target, sourceHandle, targetHandle, type }) => ({
      id,
      source,
      target,
      sourceHandle: sourceHandle ?? '',
      targetHandle: targetHandle ?? '',
      type: type === 'trigger' ? 'trigger' : 'data',
    })),
    name,
    description,
    presets: presets as unknown as NonNullable<Graph['presets']>,
    segmentGroups,
  }
}
