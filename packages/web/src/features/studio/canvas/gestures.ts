import { type OnConnectEnd, type OnConnectStart, type ReactFlowProps, useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect, useMemo } from 'react'
import { canJoin, type PortEnd } from '../../../graph-editor/compatible.ts'
import type { Point } from '../../../graph-editor/document.ts'
import { join, joinToFirstFit, moveBoxes } from '../../../graph-editor/edits.ts'
import { layoutOf } from '../../../graph-editor/geometry.ts'
import { membersOf } from '../../../graph-editor/groups.ts'
import { boxAt, boxesIn, wireAt } from '../../../graph-editor/hits.ts'
import type { TabStore } from '../tabs/tab.ts'
import type { FlowBox } from './Canvas.tsx'
import { canvasOf } from './canvas-state.ts'
import { followDrag } from './follow-drag.ts'
import { looseEndAt, pickUp, pluggedIn, WIRE_REACH } from './pick-up.ts'

type Handlers = Pick<
  ReactFlowProps<FlowBox>,
  | 'isValidConnection'
  | 'onConnectStart'
  | 'onConnectEnd'
  | 'onNodeDragStart'
  | 'onNodeDrag'
  | 'onNodeDragStop'
  | 'onNodeContextMenu'
  | 'onPaneMouseMove'
  | 'onPaneMouseLeave'
  | 'onPaneClick'
  | 'onPaneContextMenu'
>

const endOf = (
  box: string,
  handle: string | null | undefined,
  type: 'source' | 'target' | null,
): PortEnd => ({
  box,
  side: type === 'source' ? 'output' : 'input',
  port: handle ?? '',
})

/** What the pointer does on the canvas: pulling wires, moving boxes, selecting, asking for a menu. */
export function useGestures(tab: TabStore, home: RefObject<HTMLDivElement | null>): Handlers {
  const flow = useReactFlow()
  const canvas = canvasOf(tab.getState().id)
  useEffect(
    () =>
      watchPresses(home.current!, tab, {
        placeOf: (point) => flow.screenToFlowPosition(point, { snapToGrid: false }),
        zoom: () => flow.getZoom(),
      }),
    [home, tab, flow],
  )
  return useMemo((): Handlers => {
    const placeOf = (event: { clientX: number; clientY: number }): Point =>
      flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
    const screenOf = ({ clientX: x, clientY: y }: { clientX: number; clientY: number }) => ({ x, y })
    let moving: { from: ReadonlyMap<string, Point>; at: Point } | undefined

    const onConnectStart: OnConnectStart = (_, { nodeId, handleId, handleType }) => {
      if (nodeId) canvas.setState({ pulling: endOf(nodeId, handleId, handleType), hoveredWire: undefined })
    }
    const onConnectEnd: OnConnectEnd = (event, { fromHandle, toHandle, isValid }) => {
      canvas.setState({ pulling: undefined })
      if (!fromHandle) return
      const from = endOf(fromHandle.nodeId, fromHandle.id, fromHandle.type)
      const { edit, document, catalogue } = tab.getState()
      if (toHandle) {
        const to = endOf(toHandle.nodeId, toHandle.id, toHandle.type)
        if (isValid) edit((document, catalogue) => join(document, catalogue, from, to))
        return
      }
      const pointer = 'changedTouches' in event ? event.changedTouches[0]! : event
      const at = placeOf(pointer)
      const onto = boxAt(document, catalogue, at)
      if (!onto) return canvas.setState({ adding: { at, screen: screenOf(pointer), waiting: from } })
      const { shape } = layoutOf(onto, catalogue)
      const ports = from.side === 'output' ? shape.inputs : shape.outputs
      edit((document, catalogue) => joinToFirstFit(document, catalogue, from, onto.id, ports))
    }

    return {
      isValidConnection({ source, sourceHandle, target, targetHandle }) {
        const { document, catalogue } = tab.getState()
        const from = endOf(source, sourceHandle, 'source')
        return canJoin(document, catalogue, from, endOf(target, targetHandle, 'target'))
      },
      onConnectStart,
      onConnectEnd,
      onNodeDragStart(_, { id, position }) {
        const { document, catalogue, selection } = tab.getState()
        const ids = membersOf(document, catalogue, selection.has(id) ? selection : [id])
        moving = {
          from: new Map([...ids].map((each) => [each, document.boxes.get(each)!.position])),
          at: position,
        }
      },
      onNodeDrag(_, { position }) {
        if (!moving) return
        const { document, preview } = tab.getState()
        const [dx, dy] = [position.x - moving.at.x, position.y - moving.at.y]
        preview(
          moveBoxes(
            document,
            new Map([...moving.from].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }])),
          ),
        )
      },
      onNodeDragStop() {
        moving = undefined
        tab.getState().commit()
      },
      onNodeContextMenu(event, { id }) {
        event.preventDefault()
        const { selection, select } = tab.getState()
        if (!selection.has(id)) select([id])
        canvas.setState({ menu: { screen: screenOf(event), at: placeOf(event), box: id } })
      },
      onPaneMouseMove(event) {
        if (event.buttons !== 0) return
        const { document, catalogue } = tab.getState()
        const point = placeOf(event)
        const hoveredBox = boxAt(document, catalogue, point)?.id
        const within = WIRE_REACH / flow.getZoom()
        const hoveredWire = hoveredBox ? undefined : wireAt(document, catalogue, point, within)?.id
        canvas.setState({ hoveredBox, hoveredWire, pointer: point })
        home.current?.toggleAttribute('data-on-wire', hoveredWire !== undefined)
        const isOnEnd = hoveredWire !== undefined && looseEndAt(tab, point, flow.getZoom()) !== undefined
        home.current?.toggleAttribute('data-on-end', isOnEnd)
      },
      onPaneMouseLeave() {
        canvas.setState({ hoveredWire: undefined, pointer: undefined })
      },
      onPaneClick(event) {
        const { document, catalogue, selection, selectedWires, select } = tab.getState()
        const point = placeOf(event as unknown as MouseEvent)
        const box = boxAt(document, catalogue, point)
        if (box) return select(event.shiftKey ? [...selection, box.id] : [box.id])
        const wire = wireAt(document, catalogue, point, WIRE_REACH / flow.getZoom())
        if (wire) return select([], event.shiftKey ? [...selectedWires, wire.id] : [wire.id])
        if (!event.shiftKey) select([])
      },
      onPaneContextMenu(event) {
        event.preventDefault()
        const { document, catalogue, select } = tab.getState()
        const at = placeOf(event as unknown as MouseEvent)
        const wire = wireAt(document, catalogue, at, WIRE_REACH / flow.getZoom())
        if (wire) select([], [wire.id])
        canvas.setState({ menu: { screen: screenOf(event as unknown as MouseEvent), at, wire: wire?.id } })
      },
    }
  }, [tab, flow, canvas, home])
}

/**
 * Presses that the flow library must not take: a box is selected before it is dragged, a wire is taken by its end, and
 * Shift on the pane draws a marquee where it would pan.
 */
function watchPresses(
  element: HTMLElement,
  tab: TabStore,
  screen: { placeOf(screen: Point): Point; zoom(): number },
): () => void {
  const canvas = canvasOf(tab.getState().id)
  const { placeOf } = screen
  const takeEnd = (event: MouseEvent, target: Element) => {
    if (event.shiftKey) return false
    const end = target.classList.contains('react-flow__pane')
      ? looseEndAt(tab, placeOf({ x: event.clientX, y: event.clientY }), screen.zoom())
      : pluggedIn(tab, target)
    if (!end) return false
    event.stopPropagation()
    event.preventDefault()
    pickUp(event, tab, end, screen)
    return true
  }
  const onPress = (event: MouseEvent) => {
    if (event.button !== 0) return
    const target = event.target as Element
    if (takeEnd(event, target)) return
    const id = target.closest<HTMLElement>('.react-flow__node')?.dataset.id
    if (id !== undefined) {
      const { selection, select } = tab.getState()
      const isOne = event.shiftKey || event.ctrlKey || event.metaKey
      if (isOne) {
        select(selection.has(id) ? [...selection].filter((one) => one !== id) : [...selection, id])
        event.preventDefault()
      } else if (!selection.has(id)) select([id])
      return
    }
    if (!target.classList.contains('react-flow__pane')) return
    // Panning begins without the focus being moved by the browser: keys must not go on into a field elsewhere.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (event.shiftKey) {
      event.stopPropagation()
      event.preventDefault()
      marquee(event)
    }
  }
  const marquee = (start: MouseEvent) => {
    const from = placeOf({ x: start.clientX, y: start.clientY })
    const already = tab.getState().selection
    const onMove = (screen: Point) => {
      const to = placeOf(screen)
      const area = {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(from.x - to.x),
        height: Math.abs(from.y - to.y),
      }
      canvas.setState({ marquee: area })
      const { document, catalogue, select } = tab.getState()
      select([...already, ...boxesIn(document, catalogue, area).map(({ id }) => id)])
    }
    followDrag(start, { onMove, onEnd: () => canvas.setState({ marquee: undefined }) })
  }
  const onDouble = (event: MouseEvent) => {
    if (!(event.target as Element).classList.contains('react-flow__pane')) return
    const screen = { x: event.clientX, y: event.clientY }
    canvas.setState({ adding: { at: placeOf(screen), screen } })
  }
  element.addEventListener('mousedown', onPress, { capture: true })
  element.addEventListener('dblclick', onDouble)
  return () => {
    element.removeEventListener('mousedown', onPress, { capture: true })
    element.removeEventListener('dblclick', onDouble)
  }
}
