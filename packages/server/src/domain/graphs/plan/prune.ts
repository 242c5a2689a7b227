import { type Edge, type GraphNode, isTrigger } from '../graph.ts'

/** Neighbours by id over data wires. */
function neighbours(edges: readonly Edge[], from: 'source' | 'target'): Map<string, string[]> {
  const to = from === 'source' ? 'target' : 'source'
  const map = new Map<string, string[]>()
  for (const edge of edges) {
    if (isTrigger(edge)) continue
    const list = map.get(edge[from])
    if (list) list.push(edge[to])
    else map.set(edge[from], [edge[to]])
  }
  return map
}

/** Adds to `reached` all that can be reached from it. */
function spread(reached: Set<string>, next: ReadonlyMap<string, readonly string[]>): void {
  // A set is walked in the order of insertion, what is added on the way included.
  for (const id of reached) for (const neighbour of next.get(id) ?? []) reached.add(neighbour)
}

/** The graph nodes that a trigger points at: where execution begins. */
export const entryPoints = (edges: readonly Edge[]) =>
  new Set(edges.filter(isTrigger).map(({ target }) => target))

/**
 * The ids of what runs: everything downstream of the entry points over data wires, everything that feeds those
 * (triggered or not: leaving out a producer would surprise), the sources of the triggers, and the rest of
 * every preset that is touched.
 */
export function executableIds(
  nodes: readonly GraphNode[],
  edges: readonly Edge[],
  boxOf: ReadonlyMap<string, string>,
): Set<string> {
  const reached = entryPoints(edges)
  spread(reached, neighbours(edges, 'source'))
  const boxes = new Set([...reached].map((id) => boxOf.get(id)).filter((box) => box !== undefined))
  if (boxes.size > 0) {
    for (const { id } of nodes) {
      const box = boxOf.get(id)
      if (box !== undefined && boxes.has(box)) reached.add(id)
    }
  }
  spread(reached, neighbours(edges, 'target'))
  for (const edge of edges) if (isTrigger(edge)) reached.add(edge.source)
  return reached
}
