import { canJoin } from '../../../graph-editor/compatible.ts'
import type { Point, Wire } from '../../../graph-editor/document.ts'
import { endOfWire, rejoin, removeWires, wiresInto } from '../../../graph-editor/edits.ts'
import { layoutOf } from '../../../graph-editor/geometry.ts'
import { boxAt, portAt, type WireEnd, wireEndAt } from '../../../graph-editor/hits.ts'
import type { TabStore } from '../tabs/tab.ts'
import { canvasOf } from './canvas-state.ts'
import { followDrag } from './follow-drag.ts'

/** Pixels of the screen within which a wire, the end of a wire, or a port is meant. */
export const WIRE_REACH = 7
const END_REACH = 34
const PORT_REACH = 26
/** Further away, ends lie too close together to be meant: there one pans. */
const LEAST_ZOOM = 0.4

/** The end of a wire over the free canvas at a place, near enough to its port to be taken by. */
export function looseEndAt(tab: TabStore, point: Point, zoom: number): WireEnd | undefined {
  const { document, catalogue } = tab.getState()
  if (zoom < LEAST_ZOOM || boxAt(document, catalogue, point)) return undefined
  return wireEndAt(document, catalogue, point, { within: WIRE_REACH / zoom, reach: END_REACH / zoom })
}

/** The wire that lies in an input, by the element of its port. */
export function pluggedIn(tab: TabStore, handle: Element): WireEnd | undefined {
  const { nodeid: box, handleid: port } = (handle as HTMLElement).dataset
  if (!handle.classList.contains('target') || box === undefined || port === undefined) return undefined
  const wire = wiresInto(tab.getState().document, { box, side: 'input', port }).at(-1)
  return wire && { wire, side: 'input' }
}

interface Screen {
  placeOf(screen: Point): Point
  zoom(): number
}

/** Carries an end of a wire to another port; let go of over nothing, the wire is gone. */
export function pickUp(start: MouseEvent, tab: TabStore, { wire, side }: WireEnd, screen: Screen): void {
  const canvas = canvasOf(tab.getState().id)
  const fixed = endOfWire(wire, side === 'input' ? 'output' : 'input')
  const portUnder = (point: Point) => {
    const { document, catalogue } = tab.getState()
    const isWanted = (end: ReturnType<typeof endOfWire>) => canJoin(document, catalogue, fixed, end)
    return portAt(document, catalogue, point, { side, within: PORT_REACH / screen.zoom(), isWanted })
  }
  let last: Point | undefined
  followDrag(start, {
    onMove(at) {
      last = screen.placeOf(at)
      const { document, catalogue } = tab.getState()
      const isLost = !portUnder(last) && !boxAt(document, catalogue, last)
      canvas.setState({
        pulling: fixed,
        carried: { wire: wire.id, side, at: last, isLost },
        hoveredWire: undefined,
      })
    },
    onEnd(how) {
      canvas.setState({ pulling: undefined, carried: undefined })
      if (how === 'dropped' && last) letGo(tab, wire, side, last, portUnder(last))
    },
  })
}

function letGo(
  tab: TabStore,
  wire: Wire,
  side: WireEnd['side'],
  at: Point,
  port: ReturnType<typeof portAt>,
): void {
  const { document, catalogue, edit } = tab.getState()
  const onto = boxAt(document, catalogue, at)
  edit((now, known) => {
    if (port) return rejoin(now, known, wire, port)
    if (!onto) return removeWires(now, new Set([wire.id]))
    // Over a box, and no port near: the first that fits; where none does, all stays as it was.
    const { inputs, outputs } = layoutOf(onto, known).shape
    for (const { name } of side === 'input' ? inputs : outputs) {
      const next = rejoin(now, known, wire, { box: onto.id, side, port: name })
      if (next !== now) return next
    }
    return now
  })
}
