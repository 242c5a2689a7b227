import type { Catalogue } from './catalogue.ts'
import type { GraphDocument, Point } from './document.ts'
import { moveBoxes } from './edits.ts'
import { boundsOf, layoutOf } from './geometry.ts'

export const ALIGNMENTS = ['left', 'centre', 'right', 'top', 'middle', 'bottom', 'across', 'down'] as const
export type Alignment = (typeof ALIGNMENTS)[number]

/** Lines boxes up by an edge or the middle, or spreads them evenly `across` or `down`. */
export function align(
  document: GraphDocument,
  catalogue: Catalogue,
  ids: Iterable<string>,
  how: Alignment,
): GraphDocument {
  const boxes = [...ids].flatMap((id) => document.boxes.get(id) ?? [])
  const area = boundsOf(boxes, catalogue)
  if (!area || boxes.length < 2) return document
  if (how === 'across' || how === 'down')
    return spread(
      document,
      catalogue,
      boxes.map(({ id }) => id),
      how,
    )
  const to = new Map<string, Point>()
  for (const box of boxes) {
    const { width, height } = layoutOf(box, catalogue).size
    const { x, y } = box.position
    const place: Point = {
      left: { x: area.x, y },
      centre: { x: area.x + (area.width - width) / 2, y },
      right: { x: area.x + area.width - width, y },
      top: { x, y: area.y },
      middle: { x, y: area.y + (area.height - height) / 2 },
      bottom: { x, y: area.y + area.height - height },
    }[how]
    to.set(box.id, { x: Math.round(place.x), y: Math.round(place.y) })
  }
  return moveBoxes(document, to)
}

/** The same gap between neighbours; the outer ones stay where they are, unless there is no room between them. */
function spread(
  document: GraphDocument,
  catalogue: Catalogue,
  ids: string[],
  how: 'across' | 'down',
): GraphDocument {
  const [axis, extent] = how === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const)
  const sizeOf = (id: string) => layoutOf(document.boxes.get(id)!, catalogue).size[extent]
  const startOf = (id: string) => document.boxes.get(id)!.position[axis]
  const sorted = ids.toSorted((a, b) => startOf(a) - startOf(b))
  const [first, last] = [sorted[0]!, sorted.at(-1)!]
  const taken = sorted.reduce((sum, id) => sum + sizeOf(id), 0)
  const room = startOf(last) + sizeOf(last) - startOf(first) - taken
  const gap = Math.max(room / (sorted.length - 1), 20)
  const to = new Map<string, Point>()
  let at = startOf(first)
  for (const id of sorted) {
    to.set(id, { ...document.boxes.get(id)!.position, [axis]: Math.round(at) })
    at += sizeOf(id) + gap
  }
  return moveBoxes(document, to)
}
