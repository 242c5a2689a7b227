import type { Catalogue } from './catalogue.ts'
import { type GraphDocument, isFrame, NOTE } from './document.ts'
import { addBox } from './edits.ts'
import { boundsOf, contains, HEADER, rectOf } from './geometry.ts'

const MARGIN = 24

/** The boxes given, and what lies in the frames among them: what moves, goes and is copied together. */
export function membersOf(document: GraphDocument, catalogue: Catalogue, ids: Iterable<string>): Set<string> {
  const members = new Set<string>()
  const waiting = [...ids]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const box = document.boxes.get(id)
    if (!box || members.has(id)) continue
    members.add(id)
    if (!isFrame(box)) continue
    const frame = rectOf(box, catalogue)
    for (const other of document.boxes.values()) {
      if (!members.has(other.id) && contains(frame, rectOf(other, catalogue))) waiting.push(other.id)
    }
  }
  return members
}

/** Puts a frame around boxes. */
export function group(
  document: GraphDocument,
  catalogue: Catalogue,
  ids: Iterable<string>,
  title: string,
): { document: GraphDocument; id: string } | undefined {
  const area = boundsOf(
    [...ids].flatMap((id) => document.boxes.get(id) ?? []),
    catalogue,
  )
  if (!area) return undefined
  const { document: next, box } = addBox(
    document,
    NOTE,
    { x: area.x - MARGIN, y: area.y - MARGIN - HEADER },
    {
      noteKind: 'group',
      noteContent: title,
      noteWidth: Math.round(area.width) + 2 * MARGIN,
      noteHeight: Math.round(area.height) + 2 * MARGIN + HEADER,
    },
  )
  return { document: next, id: box.id }
}

/** Takes frames away and leaves what is in them. */
export function ungroup(document: GraphDocument, ids: Iterable<string>): GraphDocument {
  const boxes = new Map(document.boxes)
  for (const id of ids) {
    const box = boxes.get(id)
    if (box && isFrame(box)) boxes.delete(id)
  }
  return boxes.size === document.boxes.size ? document : { ...document, boxes }
}
