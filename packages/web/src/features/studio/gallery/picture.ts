/** A graph as small shapes: where its boxes are and how they hang together. */
export interface Picture {
  width: number
  height: number
  boxes: { id: string; x: number; y: number; type: string }[]
  /** As the paths of an SVG. */
  wires: string[]
}

export interface Drawable {
  nodes: readonly { id: string; type: string; position?: { x: number; y: number } }[]
  edges: readonly { source: string; target: string }[]
}

export const BOX = { width: 22, height: 12 }
const FRAME = { width: 240, height: 110, edge: 10 }

/**
 * Places the boxes as they are in the graph, drawn together until all of it fits. A graph that is one long row is
 * broken into several, as a text is.
 */
export function pictureOf({ nodes, edges }: Drawable): Picture {
  const drawn = nodes.filter(({ type }) => type !== 'note')
  const { width, height, edge } = FRAME
  const at = (place: 'x' | 'y') => drawn.map(({ position }) => position?.[place] ?? 0)
  const [xs, ys] = [at('x'), at('y')]
  const isRow = drawn.length > 1 && Math.max(...ys) - Math.min(...ys) < 40
  const places = isRow ? inRows(xs) : scaled(xs, ys)
  const boxes = drawn.map(({ id, type }, i) => {
    const [x, y] = places[i]!
    const place = (share: number, room: number, size: number) => edge + share * (room - 2 * edge - size)
    return { id, type, x: place(x, width, BOX.width), y: place(y, height, BOX.height) }
  })
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const wires = edges.flatMap(({ source, target }) => {
    const [from, to] = [byId.get(source), byId.get(target)]
    return from && to ? [curve(from, to)] : []
  })
  return { width, height, boxes, wires }
}

type Place = readonly [x: number, y: number]

function scaled(xs: readonly number[], ys: readonly number[]): Place[] {
  const share = (values: readonly number[]) => {
    const [min, max] = [Math.min(...values), Math.max(...values)]
    return (value: number) => (max === min ? 0.5 : (value - min) / (max - min))
  }
  const [x, y] = [share(xs), share(ys)]
  return xs.map((one, i) => [x(one), y(ys[i]!)])
}

/** Boxes of a row, in their order, in as many lines as look well. */
function inRows(xs: readonly number[]): Place[] {
  const order = xs.map((x, i) => [x, i] as const).sort(([a], [b]) => a - b)
  const perLine = xs.length <= 6 ? xs.length : Math.ceil(xs.length / Math.ceil(xs.length / 6))
  const lines = Math.ceil(xs.length / perLine)
  const places: Place[] = new Array(xs.length)
  for (const [place, [, i]] of order.entries()) {
    const line = Math.floor(place / perLine)
    const inLine = place % perLine
    const inThis = perLine
    places[i] = [inThis === 1 ? 0.5 : inLine / (inThis - 1), lines === 1 ? 0.5 : line / (lines - 1)]
  }
  return places
}

const round = (value: number) => Math.round(value * 10) / 10

function curve(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const [x1, y1] = [round(from.x + BOX.width), round(from.y + BOX.height / 2)]
  const [x2, y2] = [round(to.x), round(to.y + BOX.height / 2)]
  const bend = round(Math.max(8, Math.abs(x2 - x1) / 2))
  return `M${x1} ${y1}C${round(x1 + bend)} ${y1} ${round(x2 - bend)} ${y2} ${x2} ${y2}`
}
