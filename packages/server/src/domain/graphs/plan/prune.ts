import type { Groups } from './groups.ts'
import type { NumberedGraph } from './numbered-graph.ts'

/**
 * Marks what runs: everything downstream of what a trigger points at, everything that feeds those (triggered or not:
 * leaving out a producer would surprise), the sources of the triggers, and the rest of every preset that is touched.
 *
 * @returns 1 for each number that runs
 */
export function findRunning(graph: NumberedGraph, boxOf: ReadonlyMap<string, string>): Uint8Array {
  const { sources, targets, outgoing, incoming, triggers } = graph
  const runs = new Uint8Array(graph.size)
  for (const { target } of triggers) runs[target] = 1
  spread(runs, outgoing, targets)
  if (boxOf.size > 0) fillBoxes(graph, boxOf, runs)
  spread(runs, incoming, sources)
  for (const { source } of triggers) runs[source] = 1
  return runs
}

/** Marks all that can be reached over wires from what is marked. */
function spread(marks: Uint8Array, wires: Groups, ends: Int32Array): void {
  const reached: number[] = []
  for (let i = 0; i < marks.length; i++) if (marks[i]) reached.push(i)
  // `reached` grows while it is walked.
  for (const i of reached) {
    for (let at = wires.starts[i]!; at < wires.starts[i + 1]!; at++) {
      const next = ends[wires.members[at]!]!
      if (marks[next]) continue
      marks[next] = 1
      reached.push(next)
    }
  }
}

/** Marks all of every preset of which something is marked. */
function fillBoxes({ nodes }: NumberedGraph, boxOf: ReadonlyMap<string, string>, marks: Uint8Array): void {
  const touched = new Set(nodes.filter((_, i) => marks[i]).map(({ id }) => boxOf.get(id)))
  touched.delete(undefined)
  for (const [i, { id }] of nodes.entries()) if (touched.has(boxOf.get(id))) marks[i] = 1
}
