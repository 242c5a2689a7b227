import { type Box, type GraphDocument, type Point, presetOf, type Wire } from './document.ts'
import { freshId } from './edits.ts'
import { readDocument, wireId, writeDocument } from './wire-form.ts'

/** Part of a graph as text, for the clipboard: a graph like any other, so that it can also be kept as a file. */
export function copy(document: GraphDocument, ids: ReadonlySet<string>): string {
  const boxes = new Map([...document.boxes].filter(([id]) => ids.has(id)))
  const wires = new Map(
    [...document.wires].filter(([, { source, target }]) => ids.has(source) && ids.has(target)),
  )
  const used = new Set([...boxes.values()].map(presetOf))
  const presets = document.presets.filter(({ preset_name }) => used.has(preset_name))
  return JSON.stringify(writeDocument({ ...document, boxes, wires, presets, segmentGroups: [] }), null, 1)
}

/**
 * Puts a copied part, or a whole graph, into another graph: with new ids, where asked, and with the subgraphs it needs.
 *
 * @param at where its top left goes; a little beside where it was when that is not said
 * @throws Error for a text that is no graph
 */
export function paste(
  document: GraphDocument,
  text: string,
  at?: Point,
): { document: GraphDocument; ids: string[] } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new Error('This is not a graph: it is not JSON.')
  }
  return insert(document, readDocument(json), at)
}

/** Puts a whole graph into another; see `paste`. */
export function insert(
  document: GraphDocument,
  part: GraphDocument,
  at?: Point,
): { document: GraphDocument; ids: string[] } {
  const given = [...part.boxes.values()]
  const left = Math.min(...given.map(({ position }) => position.x))
  const top = Math.min(...given.map(({ position }) => position.y))
  const by = at ? { x: Math.round(at.x - left), y: Math.round(at.y - top) } : { x: 30, y: 30 }
  const names = new Map<string, string>()
  const boxes = new Map(document.boxes)
  for (const box of given) {
    const id = boxes.has(box.id) ? freshId({ ...document, boxes }, box.type) : box.id
    names.set(box.id, id)
    boxes.set(id, {
      ...box,
      id,
      position: { x: box.position.x + by.x, y: box.position.y + by.y },
      data: rebound(box, names),
    })
  }
  const wires = new Map(document.wires)
  for (const wire of part.wires.values()) {
    const ends = { ...wire, source: names.get(wire.source)!, target: names.get(wire.target)! }
    const id = wireId(ends)
    wires.set(id, { ...ends, id } satisfies Wire)
  }
  const known = new Set(document.presets.map(({ preset_name }) => preset_name))
  const presets = part.presets.filter(({ preset_name }) => !known.has(preset_name))
  return {
    document: {
      ...document,
      boxes,
      wires,
      presets: presets.length === 0 ? document.presets : [...document.presets, ...presets],
    },
    ids: [...names.values()],
  }
}

/** A note that speaks of a box speaks of its copy. */
function rebound({ data }: Box, names: ReadonlyMap<string, string>): Box['data'] {
  const bound = data.boundToNodeId
  return typeof bound === 'string' && names.has(bound) ? { ...data, boundToNodeId: names.get(bound) } : data
}
