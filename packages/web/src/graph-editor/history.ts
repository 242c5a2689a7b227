import type { Box, GraphDocument, Wire } from './document.ts'

/** What one edit changed, both ways: only the boxes and wires it touched, so that history costs what was edited. */
interface Patch {
  readonly boxes: readonly Change<Box>[]
  readonly wires: readonly Change<Wire>[]
  readonly before: Fields
  readonly after: Fields
}

interface Change<Thing> {
  readonly id: string
  readonly before: Thing | undefined
  readonly after: Thing | undefined
}

type Fields = Pick<GraphDocument, 'name' | 'description' | 'presets' | 'segmentGroups'>

interface Step {
  readonly patch: Patch
  /** Edits of the same key soon after one another are one step: a value being typed. */
  readonly key: string | undefined
  readonly at: number
}

/** Every step since the graph was opened, and those taken back. There is no limit. */
export interface History {
  readonly done: readonly Step[]
  readonly undone: readonly Step[]
}

export const noHistory: History = { done: [], undone: [] }

/** Milliseconds within which edits of one key are one step. */
const TOGETHER_MS = 1000

/** Remembers an edit; what had been taken back is gone. */
export function record(
  history: History,
  before: GraphDocument,
  after: GraphDocument,
  { key, now = Date.now() }: { key?: string | undefined; now?: number } = {},
): History {
  const patch = diff(before, after)
  if (!patch) return history
  const last = history.done.at(-1)
  if (
    last &&
    key !== undefined &&
    last.key === key &&
    now - last.at < TOGETHER_MS &&
    history.undone.length === 0
  ) {
    return {
      done: [...history.done.slice(0, -1), { patch: join(last.patch, patch), key, at: now }],
      undone: [],
    }
  }
  return { done: [...history.done, { patch, key, at: now }], undone: [] }
}

export function undo(
  history: History,
  document: GraphDocument,
): { history: History; document: GraphDocument } {
  const step = history.done.at(-1)
  if (!step) return { history, document }
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
    document: apply(document, step.patch, 'before'),
  }
}

export function redo(
  history: History,
  document: GraphDocument,
): { history: History; document: GraphDocument } {
  const step = history.undone.at(-1)
  if (!step) return { history, document }
  return {
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1) },
    document: apply(document, step.patch, 'after'),
  }
}

const fieldsOf = ({ name, description, presets, segmentGroups }: GraphDocument): Fields => ({
  name,
  description,
  presets,
  segmentGroups,
})

function diff(before: GraphDocument, after: GraphDocument): Patch | undefined {
  const boxes = changes(before.boxes, after.boxes)
  const wires = changes(before.wires, after.wires)
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  const isSame = (Object.keys(was) as (keyof Fields)[]).every((name) => was[name] === is[name])
  if (boxes.length === 0 && wires.length === 0 && isSame) return undefined
  return { boxes, wires, before: was, after: is }
}

function changes<Thing>(
  before: ReadonlyMap<string, Thing>,
  after: ReadonlyMap<string, Thing>,
): Change<Thing>[] {
  if (before === after) return []
  const found: Change<Thing>[] = []
  for (const [id, was] of before) {
    const is = after.get(id)
    if (is !== was) found.push({ id, before: was, after: is })
  }
  for (const [id, is] of after) if (!before.has(id)) found.push({ id, before: undefined, after: is })
  return found
}

const join = (first: Patch, second: Patch): Patch => ({
  boxes: joinChanges(first.boxes, second.boxes),
  wires: joinChanges(first.wires, second.wires),
  before: first.before,
  after: second.after,
})

function joinChanges<Thing>(
  first: readonly Change<Thing>[],
  second: readonly Change<Thing>[],
): Change<Thing>[] {
  const all = new Map(first.map((change) => [change.id, change]))
  for (const change of second) {
    const earlier = all.get(change.id)
    all.set(change.id, earlier ? { ...change, before: earlier.before } : change)
  }
  return [...all.values()].filter(({ before, after }) => before !== after)
}

function apply(document: GraphDocument, patch: Patch, side: 'before' | 'after'): GraphDocument {
  return {
    ...patch[side],
    boxes: applyChanges(document.boxes, patch.boxes, side),
    wires: applyChanges(document.wires, patch.wires, side),
  }
}

function applyChanges<Thing>(
  things: ReadonlyMap<string, Thing>,
  all: readonly Change<Thing>[],
  side: 'before' | 'after',
): ReadonlyMap<string, Thing> {
  if (all.length === 0) return things
  const next = new Map(things)
  for (const { id, [side]: thing } of all) {
    if (thing === undefined) next.delete(id)
    else next.set(id, thing)
  }
  return next
}
