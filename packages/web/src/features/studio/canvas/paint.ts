import type { Catalogue } from '../../../graph-editor/catalogue.ts'
import { type Box, type GraphDocument, isFrame, isNote } from '../../../graph-editor/document.ts'
import { HEADER, type Layout, layoutOf, portOffset } from '../../../graph-editor/geometry.ts'
import type { DrawnWire } from '../../../graph-editor/scene.ts'
import { kindColor } from '../kind-color.ts'
import type { BoxStatus } from '../run/run-state.ts'
import type { WirePaint } from './canvas-state.ts'
import { portColor } from './port-colors.ts'

export interface Picture {
  document: GraphDocument
  catalogue: Catalogue
  wires: readonly DrawnWire[]
  selection: ReadonlySet<string>
  selectedWires: ReadonlySet<string>
  hoveredWire: string | undefined
  paints: ReadonlyMap<string, WirePaint>
  /** Boxes that are elements of the page, and are not drawn. */
  mounted: ReadonlySet<string>
  /** How a box stands in the latest run. */
  statusOf(box: string): BoxStatus
  /** A token's colour as it is now. */
  color(token: string): string
}

interface Area {
  left: number
  top: number
  right: number
  bottom: number
}

/** Below this zoom wires are straight, and boxes are without words. */
const FAR = 0.3

/** Draws wires, and the boxes that are not elements of the page, into a view of the graph. */
export function paint(
  context: CanvasRenderingContext2D,
  picture: Picture,
  { x, y, zoom }: { x: number; y: number; zoom: number },
  { width, height, ratio }: { width: number; height: number; ratio: number },
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  paintDots(context, picture.color('line-strong'), { x, y, zoom }, { width, height, ratio })
  context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y)
  const area = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom }
  paintFrames(context, picture, area, zoom)
  paintWires(context, picture, area, zoom)
  paintBoxes(context, picture, area, zoom)
}

/** Pixels of the graph between two dots. */
const GAP = 20

/** One tile of dots for each look, drawn once and repeated. */
const tiles = new Map<string, CanvasPattern | null>()

function paintDots(
  context: CanvasRenderingContext2D,
  color: string,
  { x, y, zoom }: { x: number; y: number; zoom: number },
  { width, height, ratio }: { width: number; height: number; ratio: number },
): void {
  // Further away only every fifth is drawn, then none.
  const gap = GAP * zoom >= 10 ? GAP * zoom : 5 * GAP * zoom
  if (gap < 10) return
  const key = `${color} ${ratio}`
  let tile = tiles.get(key)
  if (tile === undefined) {
    const size = GAP * ratio
    const drawn = new OffscreenCanvas(size, size)
    const dots = drawn.getContext('2d')!
    dots.fillStyle = color
    dots.fillRect(0, 0, 1.5 * ratio, 1.5 * ratio)
    tile = context.createPattern(drawn, 'repeat')
    tiles.set(key, tile)
  }
  if (!tile) return
  const scale = gap / GAP
  tile.setTransform(new DOMMatrix([scale / ratio, 0, 0, scale / ratio, x, y]))
  context.fillStyle = tile
  context.fillRect(0, 0, width, height)
}

/** Wires of one colour are one path: four thousand of them are a dozen strokes. */
function paintWires(context: CanvasRenderingContext2D, picture: Picture, area: Area, zoom: number): void {
  const paths = new Map<string, DrawnWire[]>()
  const above: DrawnWire[] = []
  for (const drawn of picture.wires) {
    const { from, to, reach, wire } = drawn
    if (Math.min(from.x, to.x - reach) > area.right || Math.max(from.x + reach, to.x) < area.left) continue
    if (Math.min(from.y, to.y) > area.bottom || Math.max(from.y, to.y) < area.top) continue
    if (
      picture.selectedWires.has(wire.id) ||
      picture.hoveredWire === wire.id ||
      picture.paints.has(wire.id)
    ) {
      above.push(drawn)
      continue
    }
    const path = paths.get(drawn.type)
    if (path) path.push(drawn)
    else paths.set(drawn.type, [drawn])
  }
  const isFar = zoom < FAR
  const thin = isFar ? Math.max(1, 4 * zoom) / zoom : 2
  context.lineCap = 'round'
  context.globalAlpha = isFar ? 0.6 : 0.9
  for (const [type, drawn] of paths) {
    context.strokeStyle = picture.color(portColor(type))
    context.lineWidth = thin
    context.setLineDash(type === 'TRIGGER' && !isFar ? [6, 4] : [])
    context.beginPath()
    for (const wire of drawn) trace(context, wire, isFar)
    context.stroke()
  }
  context.setLineDash([])
  context.globalAlpha = 1
  for (const drawn of above) {
    const paint = picture.paints.get(drawn.wire.id)
    const isSelected = picture.selectedWires.has(drawn.wire.id)
    context.strokeStyle = picture.color(isSelected ? 'accent' : (paint?.color ?? portColor(drawn.type)))
    context.lineWidth = Math.max(isSelected ? 3.5 : (paint?.width ?? 3), 2 / zoom)
    context.beginPath()
    trace(context, drawn, isFar)
    context.stroke()
  }
}

function trace(context: CanvasRenderingContext2D, { from, to, reach }: DrawnWire, isStraight: boolean): void {
  context.moveTo(from.x, from.y)
  if (isStraight) context.lineTo(to.x, to.y)
  else context.bezierCurveTo(from.x + reach, from.y, to.x - reach, to.y, to.x, to.y)
}

function paintFrames(context: CanvasRenderingContext2D, picture: Picture, area: Area, zoom: number): void {
  for (const box of picture.document.boxes.values()) {
    if (!isFrame(box) || picture.mounted.has(box.id)) continue
    const { width, height } = layoutOf(box, picture.catalogue).size
    const { x, y } = box.position
    if (x > area.right || y > area.bottom || x + width < area.left || y + height < area.top) continue
    context.fillStyle = picture.color('frame')
    context.strokeStyle = picture.color('line-strong')
    context.lineWidth = 1 / zoom
    context.beginPath()
    context.roundRect(x, y, width, height, 10)
    context.fill()
    context.stroke()
  }
}

/** The tokens that tell how a box fared; one that did not run has the colour of its kind. */
const STATUS_COLORS: Partial<Record<BoxStatus, string>> = {
  running: 'accent',
  completed: 'good',
  cached: 'good',
  error: 'bad',
  skipped: 'warn',
  unreached: 'warn',
}

function paintBoxes(context: CanvasRenderingContext2D, picture: Picture, area: Area, zoom: number): void {
  const { document, catalogue, mounted, selection, color, statusOf } = picture
  const isFar = zoom < FAR
  const [surface, line, accent] = [color('surface'), color('line-strong'), color('accent')]
  context.font = '600 12.5px "Inter Variable", sans-serif'
  context.textBaseline = 'middle'
  for (const box of document.boxes.values()) {
    if (mounted.has(box.id) || isFrame(box)) continue
    const { x, y } = box.position
    if (x > area.right || y > area.bottom) continue
    const layout = layoutOf(box, catalogue)
    const { width, height } = layout.size
    if (x + width < area.left || y + height < area.top) continue
    const isSelected = selection.has(box.id)
    const status = statusOf(box.id)
    const mark = STATUS_COLORS[status]
    const isLoud = status === 'running' || status === 'error'
    context.fillStyle = isNote(box) ? color('note') : surface
    context.strokeStyle = isSelected ? accent : isLoud ? color(mark!) : line
    context.lineWidth = Math.max(isSelected || isLoud ? 2 : 1, 1 / zoom)
    if (isFar) {
      context.fillRect(x, y, width, height)
      context.strokeRect(x, y, width, height)
      if (isNote(box)) continue
      context.fillStyle = isSelected ? accent : color(mark ?? kindColor(layout.shape.category))
      context.fillRect(x, y, width, HEADER)
      continue
    }
    context.beginPath()
    context.roundRect(x, y, width, height, 8)
    context.fill()
    context.stroke()
    if (!isNote(box)) paintInside(context, picture, box, layout, mark)
  }
}

/** What is in a box that can be read: its name, how it fared, its ports. */
function paintInside(
  context: CanvasRenderingContext2D,
  { color }: Picture,
  { data, position: { x, y } }: Box,
  { shape, size, ...layout }: Layout,
  mark: string | undefined,
): void {
  context.fillStyle = color('ink')
  context.fillText(data.label || shape.title, x + 14, y + HEADER / 2, size.width - 44)
  context.fillStyle = color(kindColor(shape.category))
  context.fillRect(x + 8, y, size.width - 16, 3)
  if (mark) {
    context.fillStyle = color(mark)
    context.beginPath()
    context.arc(x + size.width - 16, y + HEADER / 2, 5, 0, 7)
    context.fill()
  }
  for (const side of ['input', 'output'] as const) {
    for (const port of side === 'input' ? shape.inputs : shape.outputs) {
      const at = portOffset({ shape, size, ...layout }, side, port.name)
      context.fillStyle = color(portColor(port.data_type))
      context.beginPath()
      context.arc(x + at.x, y + at.y, 5, 0, 7)
      context.fill()
    }
  }
}
