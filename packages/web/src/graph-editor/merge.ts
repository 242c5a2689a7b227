import type { Box, GraphDocument, Wire } from './document.ts'

export interface Merged {
  document: GraphDocument
  /** Boxes that both changed, each otherwise; mine were kept. */
  conflicts: string[]
}

/**
 * Brings together what two people made of the same graph, box by box and wire by wire. What only one of them changed is
 * taken over; what both changed in the same way is no conflict.
 */
export function merge(base: GraphDocument, mine: GraphDocument, theirs: GraphDocument): Merged {
  const boxes = mergeThings(base.boxes, mine.boxes, theirs.boxes)
  const wires = mergeThings(base.wires, mine.wires, theirs.wires)
  const kept = new Map<string, Wire>()
  const inputs = new Map<string, string>()
  for (const [id, wire] of wires.things) {
    if (!boxes.things.has(wire.source) || !boxes.things.has(wire.target)) continue
    // Each gave the input a wire of its own: an input takes one.
    const input = `${wire.target} ${wire.targetHandle}`
    const earlier = wire.type === 'data' ? inputs.get(input) : undefined
    if (earlier !== undefined) {
      if (!mine.wires.has(id)) continue
      kept.delete(earlier)
    }
    inputs.set(input, id)
    kept.set(id, wire)
  }
  const field = <Name extends 'description' | 'presets' | 'segmentGroups'>(
    name: Name,
  ): GraphDocument[Name] => (isSame(mine[name], base[name]) ? theirs[name] : mine[name])
  return {
    document: {
      name: mine.name,
      description: field('description'),
      presets: field('presets'),
      segmentGroups: field('segmentGroups'),
      boxes: boxes.things,
      wires: kept,
    },
    conflicts: boxes.conflicts,
  }
}

function mergeThings<Thing extends Box | Wire>(
  base: ReadonlyMap<string, Thing>,
  mine: ReadonlyMap<string, Thing>,
  theirs: ReadonlyMap<string, Thing>,
): { things: Map<string, Thing>; conflicts: string[] } {
  const things = new Map<string, Thing>()
  const conflicts: string[] = []
  for (const id of new Set([...theirs.keys(), ...mine.keys()])) {
    const [was, my, their] = [base.get(id), mine.get(id), theirs.get(id)]
    const [iChanged, theyChanged] = [!isSame(my, was), !isSame(their, was)]
    if (iChanged && theyChanged && !isSame(my, their)) conflicts.push(id)
    // Where one changed and the other removed, the change is kept: work is never lost.
    const result = iChanged ? (my ?? (theyChanged ? their : undefined)) : their
    if (result) things.set(id, result)
  }
  return { things, conflicts }
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))

/** The same value with its fields in order, so that equal values have equal texts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
