import { ask } from '../../../app/api.ts'
import { queryClient } from '../../../app/query-client.ts'
import { type Alignment, align } from '../../../graph-editor/align.ts'
import { copy, insert, paste } from '../../../graph-editor/clipboard.ts'
import { isFrame, isNote, type Point, presetOf } from '../../../graph-editor/document.ts'
import {
  addBox,
  addNote,
  joinToFirstFit,
  moveBoxes,
  removeBoxes,
  removeWires,
} from '../../../graph-editor/edits.ts'
import { layoutOf } from '../../../graph-editor/geometry.ts'
import { group, membersOf, ungroup } from '../../../graph-editor/groups.ts'
import { collapse, expand } from '../../../graph-editor/subgraph.ts'
import { readDocument, writeToExecute } from '../../../graph-editor/wire-form.ts'
import { catalogueQuery } from '../queries.ts'
import { getTab } from '../tabs/tabs.ts'
import { texts } from '../texts.ts'
import { canvasOf } from './canvas-state.ts'
import { layOut } from './lay-out.ts'
import { tell } from './Notice.tsx'
import { fit, middleOf } from './view.ts'

/** What can be done with the graph of a tab, whether by a key, a menu or a button. */

const of = (tabId: string) => getTab(tabId).getState()

/** What is selected, and what is in the frames among it. */
function chosen(tabId: string): Set<string> {
  const { document, catalogue, selection } = of(tabId)
  return membersOf(document, catalogue, selection)
}

/** Puts a box of a kind on the canvas; where a wire waits, it is joined. */
export function add(tabId: string, type: string, at?: Point): void {
  const { document, catalogue, edit } = of(tabId)
  const { adding } = canvasOf(tabId).getState()
  const place = at ?? adding?.at ?? besideOthers(tabId)
  const made = addBox(document, type, { x: snap(place.x), y: snap(place.y) })
  const waiting = adding?.waiting
  let next = made.document
  if (waiting) {
    const { shape } = layoutOf(made.box, catalogue)
    if (waiting.side === 'input') {
      // What feeds a port goes to its left.
      const { width } = layoutOf(made.box, catalogue).size
      const { x, y } = made.box.position
      next = moveBoxes(next, new Map([[made.box.id, { x: snap(x - width), y }]]))
    }
    const ports = waiting.side === 'output' ? [...shape.inputs, { name: '__trigger' }] : shape.outputs
    next = joinToFirstFit(next, catalogue, waiting, made.box.id, ports)
  }
  edit(() => next, { select: [made.box.id] })
  canvasOf(tabId).setState({ adding: undefined })
}

const snap = (value: number) => Math.round(value / 10) * 10

/** In the middle of what is seen, and not quite over one another. */
function besideOthers(tabId: string): Point {
  const { document } = of(tabId)
  const { x, y } = middleOf(tabId)
  const isTaken = (at: Point) =>
    [...document.boxes.values()].some(
      ({ position }) => Math.abs(position.x - at.x) < 20 && Math.abs(position.y - at.y) < 20,
    )
  let at = { x: snap(x - 110), y: snap(y - 60) }
  while (isTaken(at)) at = { x: at.x + 30, y: at.y + 30 }
  return at
}

export function note(tabId: string, at?: Point): void {
  const made = addNote(of(tabId).document, at ?? besideOthers(tabId))
  of(tabId).edit(() => made.document, { select: [made.box.id] })
}

export function remove(tabId: string): void {
  const { edit, selection, selectedWires } = of(tabId)
  // A frame that is taken away leaves what was in it.
  edit((document) => removeBoxes(removeWires(document, selectedWires), selection), { select: [] })
}

export const selectAll = (tabId: string) => of(tabId).select(of(tabId).document.boxes.keys())

/** What is copied, for browsers that give no clipboard to a page without https. */
let copied = ''

export async function copySelection(tabId: string): Promise<void> {
  const ids = chosen(tabId)
  if (ids.size === 0) return
  copied = copy(of(tabId).document, ids)
  await navigator.clipboard?.writeText(copied).catch(() => {})
}

export async function cut(tabId: string): Promise<void> {
  const ids = chosen(tabId)
  await copySelection(tabId)
  of(tabId).edit((document) => removeBoxes(document, ids), { select: [] })
}

/** Pastes a graph, or a part of one, copied from any graph or written by hand. */
export function pasteText(tabId: string, text: string | undefined, at?: Point): void {
  const given = text || copied
  if (given === '') return
  tryTo(tabId, () => {
    const { document, edit } = of(tabId)
    const pasted = paste(document, given, at)
    edit(() => pasted.document, { select: pasted.ids })
    fit(tabId, pasted.ids, 'ifHidden')
  })
}

export function duplicate(tabId: string): void {
  const { document, edit } = of(tabId)
  const ids = chosen(tabId)
  if (ids.size === 0) return
  const pasted = paste(document, copy(document, ids))
  edit(() => pasted.document, { select: pasted.ids })
}

/** Puts a whole graph from a file into this one. */
export function insertGraph(tabId: string, json: unknown, at?: Point): void {
  tryTo(tabId, () => {
    const pasted = insert(of(tabId).document, readDocument(json), at)
    of(tabId).edit(() => pasted.document, { select: pasted.ids })
  })
}

export function groupSelection(tabId: string): void {
  const { document, catalogue, selection, edit } = of(tabId)
  const made = group(document, catalogue, selection, texts.group)
  if (made) edit(() => made.document, { select: [made.id] })
}

export const ungroupSelection = (tabId: string) =>
  of(tabId).edit((document) => ungroup(document, of(tabId).selection))

export function collapseSelection(tabId: string): void {
  const { document, catalogue, edit } = of(tabId)
  const made = collapse(document, catalogue, chosen(tabId), texts.subgraph)
  if (made) edit(() => made.document, { select: [made.id] })
}

/** Keeps what is selected on the server as a preset for every graph. @throws ApiError, for a name that is taken */
export async function keepPreset(tabId: string, name: string, description: string): Promise<void> {
  const { nodes, edges } = writeToExecute(readDocument(JSON.parse(copy(of(tabId).document, chosen(tabId)))))
  await ask('/api/presets/create', {
    json: { name, description, nodes, edges: edges.filter(({ type }) => type === 'data') },
  })
  await queryClient.invalidateQueries({ queryKey: catalogueQuery.queryKey })
}

export function expandSelection(tabId: string): void {
  const { document, catalogue, selection, edit } = of(tabId)
  let next = document
  const ids: string[] = []
  for (const id of selection) {
    const expanded = expand(next, catalogue, id)
    if (!expanded) continue
    next = expanded.document
    ids.push(...expanded.ids)
  }
  if (next !== document) edit(() => next, { select: ids })
}

export const alignSelection = (tabId: string, how: Alignment) =>
  of(tabId).edit((document, catalogue) => align(document, catalogue, of(tabId).selection, how))

/** Lays out what is selected, or everything. */
export async function layOutSelection(tabId: string): Promise<void> {
  const { document, selection } = of(tabId)
  const ids = selection.size > 1 ? selection : new Set(document.boxes.keys())
  try {
    await layOut(getTab(tabId), ids)
  } catch (error) {
    tell(tabId, messageOf(error))
  }
}

/** Moves the selection by the keyboard. */
export function nudge(tabId: string, dx: number, dy: number): void {
  const { document, edit } = of(tabId)
  const to = new Map(
    [...chosen(tabId)].map((id) => {
      const { x, y } = document.boxes.get(id)!.position
      return [id, { x: x + dx, y: y + dy }]
    }),
  )
  if (to.size > 0) edit((before) => moveBoxes(before, to), { key: 'nudge' })
}

/** Selects the next box in a direction, so that the graph can be walked without a pointer. */
export function walk(tabId: string, dx: number, dy: number): string | undefined {
  const { document, selection, select } = of(tabId)
  const [from] = selection
  const start = from === undefined ? undefined : document.boxes.get(from)
  let best: { id: string; cost: number } | undefined
  for (const box of document.boxes.values()) {
    if (box === start || isFrame(box)) continue
    const [x, y] = [box.position.x - (start?.position.x ?? 0), box.position.y - (start?.position.y ?? 0)]
    const ahead = x * dx + y * dy
    if (start && ahead <= 0) continue
    const cost = start ? ahead + 2 * Math.abs(x * dy + y * dx) : Math.hypot(x, y)
    if (!best || cost < best.cost) best = { id: box.id, cost }
  }
  if (best) select([best.id])
  return best?.id
}

/** What the commands for the selection can be, for a menu that offers no others. */
export function abilities(tabId: string) {
  const { document, selection, selectedWires } = of(tabId)
  const boxes = [...selection].flatMap((id) => document.boxes.get(id) ?? [])
  return {
    hasAny: boxes.length > 0,
    hasSeveral: boxes.length > 1,
    hasWires: selectedWires.size > 0,
    hasFrame: boxes.some(isFrame),
    hasPreset: boxes.some((box) => presetOf(box) !== undefined),
    hasKinds: boxes.some((box) => !isNote(box)),
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function tryTo(tabId: string, run: () => void): void {
  try {
    run()
  } catch (error) {
    tell(tabId, messageOf(error))
  }
}
