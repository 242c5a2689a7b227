import { type BoxParam, type Catalogue, type Shape, shapeOf } from './catalogue.ts'
import { type Box, isFrame, isNote, type Point, TRIGGER_IN } from './document.ts'
import { paramValue, shownParams } from './params.ts'

/**
 * Where everything of a box is, in pixels at 100 %. It follows from the definitions alone, so that a box needs not be
 * on the screen, or measured, for its wires to be drawn.
 */
export const BOX_WIDTH = 212
export const HEADER = 32
export const PORT_ROW = 22
export const PARAM_ROW = 28
export const GRID_CELL_ROW = 26
const PADDING = 6
const NOTE_WIDTH = 220
const NOTE_HEIGHT = 120

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rect extends Point, Size {}

export interface Layout {
  readonly shape: Shape
  readonly size: Size
  readonly params: readonly BoxParam[]
  readonly isFolded: boolean
}

const layouts = new WeakMap<Box, { catalogue: Catalogue; layout: Layout }>()

/** The size of a box and what shows in it. */
export function layoutOf(box: Box, catalogue: Catalogue): Layout {
  const known = layouts.get(box)
  if (known?.catalogue === catalogue) return known.layout
  const layout = isNote(box) ? layoutOfNote(box, catalogue) : layoutOfKind(box, catalogue)
  layouts.set(box, { catalogue, layout })
  return layout
}

function layoutOfNote(box: Box, catalogue: Catalogue): Layout {
  const { noteWidth, noteHeight } = box.data
  const size = {
    width: atLeast(noteWidth, isFrame(box) ? 160 : 120, NOTE_WIDTH),
    height: atLeast(noteHeight, isFrame(box) ? 80 : 48, NOTE_HEIGHT),
  }
  return { shape: shapeOf(box, catalogue), size, params: [], isFolded: false }
}

const atLeast = (value: unknown, least: number, otherwise: number) =>
  typeof value === 'number' && Number.isFinite(value) ? Math.max(value, least) : otherwise

function layoutOfKind(box: Box, catalogue: Catalogue): Layout {
  const shape = shapeOf(box, catalogue)
  const isFolded = box.data.isFolded === true
  const params = isFolded ? [] : shownParams(box, shape)
  if (isFolded) return { shape, size: { width: BOX_WIDTH, height: HEADER }, params, isFolded }
  const rows = Math.max(shape.inputs.length, shape.outputs.length)
  const fields = params.reduce((sum, param) => sum + heightOfParam(box, param), 0)
  const height = HEADER + PADDING + rows * PORT_ROW + (fields > 0 ? fields + 4 : 0) + PADDING
  return { shape, size: { width: BOX_WIDTH, height }, params, isFolded }
}

/** A matrix shows its cells up to this many rows; larger ones are edited beside the canvas. */
export const MOST_GRID_ROWS = 7

export function heightOfParam(box: Box, param: BoxParam): number {
  if (param.definition.param_type !== 'tensor_grid') return PARAM_ROW
  return PARAM_ROW + Math.min(gridRows(paramValue(box, param)), MOST_GRID_ROWS) * GRID_CELL_ROW
}

const gridRows = (value: unknown) => (Array.isArray(value) ? value.length : 0)

export const rectOf = (box: Box, catalogue: Catalogue): Rect => ({
  ...box.position,
  ...layoutOf(box, catalogue).size,
})

/** Where a port is, from the top left of its box. */
export function portOffset(layout: Layout, side: 'input' | 'output', port: string): Point {
  const x = side === 'input' ? 0 : BOX_WIDTH
  if (layout.isFolded || (side === 'input' && port === TRIGGER_IN)) return { x, y: HEADER / 2 }
  const ports = side === 'input' ? layout.shape.inputs : layout.shape.outputs
  const at = ports.findIndex(({ name }) => name === port)
  return { x, y: at < 0 ? HEADER / 2 : HEADER + PADDING + at * PORT_ROW + PORT_ROW / 2 }
}

/** What a set of boxes takes up; undefined for none. */
export function boundsOf(boxes: Iterable<Box>, catalogue: Catalogue): Rect | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const box of boxes) {
    const { width, height } = layoutOf(box, catalogue).size
    left = Math.min(left, box.position.x)
    top = Math.min(top, box.position.y)
    right = Math.max(right, box.position.x + width)
    bottom = Math.max(bottom, box.position.y + height)
  }
  return left === Infinity ? undefined : { x: left, y: top, width: right - left, height: bottom - top }
}

export const overlaps = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Whether boxes lie over one another: a graph that was drawn for boxes of another size. Notes may lie anywhere. */
export function hasOverlaps(boxes: Iterable<Box>, catalogue: Catalogue): boolean {
  const rects = [...boxes].filter((box) => !isNote(box)).map((box) => rectOf(box, catalogue))
  rects.sort((a, b) => a.x - b.x)
  return rects.some((rect, at) => {
    for (let next = at + 1; next < rects.length && rects[next]!.x < rect.x + rect.width; next++) {
      if (overlaps(rect, rects[next]!)) return true
    }
    return false
  })
}

export const contains = (outer: Rect, inner: Rect) =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height
