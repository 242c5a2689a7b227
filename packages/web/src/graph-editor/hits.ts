import type { Catalogue } from './catalogue.ts'
import type { PortEnd } from './compatible.ts'
import {
  type Box,
  type GraphDocument,
  isFrame,
  isNote,
  type Point,
  TRIGGER_IN,
  type Wire,
} from './document.ts'
import { BOX_WIDTH, HEADER, layoutOf, overlaps, portOffset, type Rect } from './geometry.ts'

/** A wire as it is drawn: a curve that leaves to the right and comes in from the left. */
export interface Curve {
  readonly from: Point
  readonly to: Point
  /** How far the curve's handles reach. */
  readonly reach: number
}

export function curveOf(document: GraphDocument, catalogue: Catalogue, wire: Wire): Curve | undefined {
  const source = document.boxes.get(wire.source)
  const target = document.boxes.get(wire.target)
  if (!source || !target) return undefined
  const out = portOffset(layoutOf(source, catalogue), 'output', wire.sourceHandle)
  const into = portOffset(layoutOf(target, catalogue), 'input', wire.targetHandle)
  const from = { x: source.position.x + out.x, y: source.position.y + out.y }
  const to = { x: target.position.x + into.x, y: target.position.y + into.y }
  return { from, to, reach: reachOf(from, to) }
}

export function reachOf(from: Point, to: Point): number {
  const across = to.x - from.x
  return across >= 0 ? Math.min(Math.max(across / 2, 24), 160) : Math.min(60 + -across / 4, 220)
}

/** The topmost box at a place; of a frame only its head counts, and it is below everything. */
export function boxAt(document: GraphDocument, catalogue: Catalogue, { x, y }: Point): Box | undefined {
  let found: Box | undefined
  for (const box of document.boxes.values()) {
    if (found && isFrame(box)) continue
    const { size } = layoutOf(box, catalogue)
    const [left, top] = [box.position.x, box.position.y]
    const height = isFrame(box) ? HEADER : size.height
    if (x >= left && y >= top && x <= left + size.width && y <= top + height) found = box
  }
  return found
}

export const boxesIn = (document: GraphDocument, catalogue: Catalogue, area: Rect): Box[] =>
  [...document.boxes.values()].filter((box) =>
    overlaps(area, { ...box.position, ...layoutOf(box, catalogue).size }),
  )

/** The nearest wire within a distance. */
export function wireAt(
  document: GraphDocument,
  catalogue: Catalogue,
  point: Point,
  within: number,
): Wire | undefined {
  let [nearest, best] = [undefined as Wire | undefined, within]
  for (const wire of document.wires.values()) {
    const curve = curveOf(document, catalogue, wire)
    if (!curve || !isNear(curve, point, best)) continue
    const distance = distanceTo(curve, point)
    if (distance <= best) [nearest, best] = [wire, distance]
  }
  return nearest
}

/** A wire, and which of its ends is meant. */
export interface WireEnd {
  readonly wire: Wire
  readonly side: PortEnd['side']
}

/** The end of a wire near a place: no further than `within` from the wire, and than `reach` from the wire's port. */
export function wireEndAt(
  document: GraphDocument,
  catalogue: Catalogue,
  point: Point,
  { within, reach }: { within: number; reach: number },
): WireEnd | undefined {
  const wire = wireAt(document, catalogue, point, within)
  const curve = wire && curveOf(document, catalogue, wire)
  if (!curve) return undefined
  const [fromOut, fromIn] = [curve.from, curve.to].map(({ x, y }) =>
    Math.hypot(x - point.x, y - point.y),
  ) as [number, number]
  if (Math.min(fromOut, fromIn) > reach) return undefined
  return { wire, side: fromOut < fromIn ? 'output' : 'input' }
}

/** The nearest port of a side within a distance, of those that are asked for. */
export function portAt(
  document: GraphDocument,
  catalogue: Catalogue,
  { x, y }: Point,
  { side, within, isWanted }: { side: PortEnd['side']; within: number; isWanted(end: PortEnd): boolean },
): PortEnd | undefined {
  let [nearest, best] = [undefined as PortEnd | undefined, within]
  const edge = side === 'input' ? 0 : BOX_WIDTH
  for (const box of document.boxes.values()) {
    if (isNote(box) || Math.abs(box.position.x + edge - x) > within) continue
    const layout = layoutOf(box, catalogue)
    const { inputs, outputs } = layout.shape
    const ports = side === 'input' ? [TRIGGER_IN, ...inputs.map(nameOf)] : outputs.map(nameOf)
    for (const port of ports) {
      const at = portOffset(layout, side, port)
      const distance = Math.hypot(box.position.x + at.x - x, box.position.y + at.y - y)
      const end: PortEnd = { box: box.id, side, port }
      if (distance < best && isWanted(end)) [nearest, best] = [end, distance]
    }
  }
  return nearest
}

const nameOf = ({ name }: { name: string }) => name

/** Whether a point is in the box around a curve: most wires are ruled out by this. */
function isNear({ from, to, reach }: Curve, { x, y }: Point, within: number): boolean {
  const around = within + (to.x < from.x ? reach : 0)
  return (
    x >= Math.min(from.x, to.x) - around &&
    x <= Math.max(from.x, to.x) + around &&
    y >= Math.min(from.y, to.y) - within &&
    y <= Math.max(from.y, to.y) + within
  )
}

const STEPS = 24

function distanceTo({ from, to, reach }: Curve, point: Point): number {
  let best = Infinity
  let [lastX, lastY] = [from.x, from.y]
  for (let step = 1; step <= STEPS; step++) {
    const t = step / STEPS
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3]
    const x = a * from.x + b * (from.x + reach) + c * (to.x - reach) + d * to.x
    const y = (a + b) * from.y + (c + d) * to.y
    best = Math.min(best, distanceToSegment(point, lastX, lastY, x, y))
    ;[lastX, lastY] = [x, y]
  }
  return best
}

function distanceToSegment({ x, y }: Point, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const long = dx * dx + dy * dy
  const t = long === 0 ? 0 : Math.min(Math.max(((x - x1) * dx + (y - y1) * dy) / long, 0), 1)
  return Math.hypot(x - (x1 + t * dx), y - (y1 + t * dy))
}
