import type { BoxParam, Catalogue } from './catalogue.ts'
import { canJoin, type PortEnd, typeOf } from './compatible.ts'
import { type Box, type BoxData, type GraphDocument, NOTE, type Point, type Wire } from './document.ts'
import { withValue } from './params.ts'
import { wireId } from './wire-form.ts'

/** A name that no box has yet: the kind's own, and a number. */
export function freshId(document: GraphDocument, type: string): string {
  const stem =
    type
      .replace(/^.*:/, '')
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .toLowerCase() || 'box'
  for (let at = 1; ; at++) if (!document.boxes.has(`${stem}_${at}`)) return `${stem}_${at}`
}

export function addBox(
  document: GraphDocument,
  type: string,
  position: Point,
  data: BoxData = { params: {} },
): { document: GraphDocument; box: Box } {
  const at = { x: Math.round(position.x), y: Math.round(position.y) }
  const box: Box = { id: freshId(document, type), type, position: at, data }
  return { document: { ...document, boxes: new Map(document.boxes).set(box.id, box) }, box }
}

export const addNote = (document: GraphDocument, position: Point, noteContent = '') =>
  addBox(document, NOTE, position, { noteKind: 'text', noteContent, noteWidth: 260, noteHeight: 140 })

/** Takes boxes away, and the wires at them. */
export function removeBoxes(document: GraphDocument, ids: ReadonlySet<string>): GraphDocument {
  if (ids.size === 0) return document
  const boxes = new Map([...document.boxes].filter(([id]) => !ids.has(id)))
  const isLeft = ({ source, target }: Wire) => !ids.has(source) && !ids.has(target)
  const wires = new Map([...document.wires].filter(([, wire]) => isLeft(wire)))
  return { ...document, boxes, wires }
}

export function removeWires(document: GraphDocument, ids: ReadonlySet<string>): GraphDocument {
  const wires = new Map(document.wires)
  for (const id of ids) wires.delete(id)
  return wires.size === document.wires.size ? document : { ...document, wires }
}

export function moveBoxes(document: GraphDocument, to: ReadonlyMap<string, Point>): GraphDocument {
  const boxes = new Map(document.boxes)
  for (const [id, { x, y }] of to) {
    const box = boxes.get(id)
    if (box && (box.position.x !== x || box.position.y !== y)) boxes.set(id, { ...box, position: { x, y } })
  }
  return { ...document, boxes }
}

export function changeBox(
  document: GraphDocument,
  id: string,
  change: (data: BoxData) => BoxData,
): GraphDocument {
  const box = document.boxes.get(id)
  if (!box) return document
  return { ...document, boxes: new Map(document.boxes).set(id, { ...box, data: change(box.data) }) }
}

/** Sets a parameter; wires from outputs that are gone with it go, too. */
export function setParam(
  document: GraphDocument,
  catalogue: Catalogue,
  id: string,
  place: BoxParam['place'],
  value: unknown,
): GraphDocument {
  const next = changeBox(document, id, (data) => withValue(data, place, value))
  const dead = [...next.wires.values()].filter(
    ({ source, sourceHandle }) =>
      source === id &&
      typeOf(next, catalogue, { box: id, side: 'output', port: sourceHandle }) === undefined &&
      typeOf(document, catalogue, { box: id, side: 'output', port: sourceHandle }) !== undefined,
  )
  return dead.length === 0 ? next : removeWires(next, new Set(dead.map((wire) => wire.id)))
}

/** Joins two ports, whichever was touched first; what was in the input makes room. Nothing where they do not fit. */
export function join(document: GraphDocument, catalogue: Catalogue, a: PortEnd, b: PortEnd): GraphDocument {
  if (!canJoin(document, catalogue, a, b)) return document
  const [from, to] = a.side === 'output' ? [a, b] : [b, a]
  const isTrigger = typeOf(document, catalogue, to) === 'TRIGGER'
  const ends = { source: from.box, sourceHandle: from.port, target: to.box, targetHandle: to.port }
  const wire: Wire = { id: wireId(ends), ...ends, type: isTrigger ? 'trigger' : 'data' }
  const wires = new Map(document.wires)
  // A box may be started by several; every other input takes one wire.
  if (!isTrigger) for (const { id } of wiresInto(document, to)) wires.delete(id)
  return { ...document, wires: wires.set(wire.id, wire) }
}

export const wiresInto = (document: GraphDocument, { box, port }: PortEnd): Wire[] =>
  [...document.wires.values()].filter(({ target, targetHandle }) => target === box && targetHandle === port)

/** A wire's end: the port it comes from, or goes into. */
export const endOfWire = (wire: Wire, side: PortEnd['side']): PortEnd =>
  side === 'output'
    ? { box: wire.source, side, port: wire.sourceHandle }
    : { box: wire.target, side, port: wire.targetHandle }

/** Moves an end of a wire into another port of the same side. Nothing where it does not fit. */
export function rejoin(
  document: GraphDocument,
  catalogue: Catalogue,
  wire: Wire,
  to: PortEnd,
): GraphDocument {
  const was = endOfWire(wire, to.side)
  if (was.box === to.box && was.port === to.port) return document
  const without = removeWires(document, new Set([wire.id]))
  const fixed = endOfWire(wire, to.side === 'output' ? 'input' : 'output')
  const joined = join(without, catalogue, fixed, to)
  return joined === without ? document : joined
}

/** The first pair of ports by which a new box can be joined to a port that is waiting. */
export function joinToFirstFit(
  document: GraphDocument,
  catalogue: Catalogue,
  waiting: PortEnd,
  box: string,
  ports: readonly { name: string }[],
): GraphDocument {
  const side = waiting.side === 'output' ? 'input' : 'output'
  for (const { name } of ports) {
    const end: PortEnd = { box, side, port: name }
    if (canJoin(document, catalogue, waiting, end)) return join(document, catalogue, waiting, end)
  }
  return document
}
