import type { ReactFlowInstance } from '@xyflow/react'
import type { Point } from '../../../graph-editor/document.ts'
import { boundsOf, contains, type Rect } from '../../../graph-editor/geometry.ts'
import { getTab } from '../tabs/tabs.ts'

export const LEAST_ZOOM = 0.03
export const MOST_ZOOM = 2.5

/** A canvas that is on the screen, to be steered from elsewhere. */
interface View {
  flow: Pick<
    ReactFlowInstance,
    | 'getViewport'
    | 'setViewport'
    | 'getZoom'
    | 'zoomTo'
    | 'setCenter'
    | 'screenToFlowPosition'
    | 'flowToScreenPosition'
  >
  element: HTMLElement
}

const views = new Map<string, View>()
const kept = new Map<string, { x: number; y: number; zoom: number }>()

export function keepView(tabId: string, view: View): () => void {
  views.set(tabId, view)
  return () => {
    kept.set(tabId, view.flow.getViewport())
    if (views.get(tabId) === view) views.delete(tabId)
  }
}

export const viewportOf = (tabId: string) => kept.get(tabId)

const MARGIN = 48

/** The viewport that shows an area, and not too large. */
function viewportFor({ x, y, width, height }: Rect, element: HTMLElement, most: number) {
  const { clientWidth, clientHeight } = element
  const fitting = Math.min((clientWidth - 2 * MARGIN) / width, (clientHeight - 2 * MARGIN) / height)
  const zoom = Math.min(Math.max(fitting, LEAST_ZOOM), most)
  return {
    x: clientWidth / 2 - (x + width / 2) * zoom,
    y: clientHeight / 2 - (y + height / 2) * zoom,
    zoom,
  }
}

/** Shows the whole graph, or the boxes named; these only where they are not seen already, if that is asked. */
export function fit(tabId: string, ids?: Iterable<string>, when: 'always' | 'ifHidden' = 'always'): void {
  const view = views.get(tabId)
  if (!view) return
  const { document, catalogue } = getTab(tabId).getState()
  const boxes = ids ? [...ids].flatMap((id) => document.boxes.get(id) ?? []) : document.boxes.values()
  const area = boundsOf(boxes, catalogue)
  if (!area) return
  if (when === 'ifHidden') {
    const { x, y, zoom } = view.flow.getViewport()
    const { clientWidth, clientHeight } = view.element
    const seen = { x: -x / zoom, y: -y / zoom, width: clientWidth / zoom, height: clientHeight / zoom }
    if (contains(seen, area)) return
    return void view.flow.setCenter(area.x + area.width / 2, area.y + area.height / 2, { zoom })
  }
  void view.flow.setViewport(viewportFor(area, view.element, 1))
}

/** Below this a box cannot be read; a graph is opened at it, from its beginning, where it does not fit. */
const READABLE = 0.55

/** What is seen of a graph at first. */
export function fitFirst(tabId: string): void {
  const view = views.get(tabId)
  if (!view) return
  const { document, catalogue } = getTab(tabId).getState()
  const area = boundsOf(document.boxes.values(), catalogue)
  if (!area) return
  const whole = viewportFor(area, view.element, 1)
  if (whole.zoom >= READABLE) return void view.flow.setViewport(whole)
  const { clientWidth, clientHeight } = view.element
  const room = { width: clientWidth / READABLE - 2 * MARGIN, height: clientHeight / READABLE - 2 * MARGIN }
  const first = {
    x: area.x,
    y: area.y,
    width: Math.min(area.width, room.width),
    height: Math.min(area.height, room.height),
  }
  void view.flow.setViewport(viewportFor(first, view.element, READABLE))
}

/** Selects a box and brings it into view: where an error or a search leads. */
export function focusBox(tabId: string, boxId: string): void {
  getTab(tabId).getState().select([boxId])
  fit(tabId, [boxId])
}

export function zoomBy(tabId: string, factor: number): void {
  const flow = views.get(tabId)?.flow
  if (flow) void flow.zoomTo(Math.min(Math.max(flow.getZoom() * factor, LEAST_ZOOM), MOST_ZOOM))
}

/** Puts a place of the graph in the middle, as the minimap asks. */
export function centreOn(tabId: string, { x, y }: Point): void {
  const flow = views.get(tabId)?.flow
  if (flow) void flow.setCenter(x, y, { zoom: flow.getZoom() })
}

/** The place of the graph in the middle of the screen: where what is added without a place goes. */
export function middleOf(tabId: string): Point {
  const view = views.get(tabId)
  if (!view) return { x: 0, y: 0 }
  const { left, top, width, height } = view.element.getBoundingClientRect()
  return view.flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 })
}

/** Where a place of the graph is on the screen. */
export const screenOf = (tabId: string, at: Point): Point =>
  views.get(tabId)?.flow.flowToScreenPosition(at) ?? { x: 0, y: 0 }
