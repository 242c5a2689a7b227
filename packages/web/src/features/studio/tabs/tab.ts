import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Catalogue, makeCatalogue, withPresetsOf } from '../../../graph-editor/catalogue.ts'
import type { GraphDocument } from '../../../graph-editor/document.ts'
import { type History, noHistory, record, redo, undo } from '../../../graph-editor/history.ts'

/** What the server has of a graph, as far as this tab knows. */
export interface Base {
  readonly document: GraphDocument
  /** The tag of that state. */
  readonly etag: string
}

export type SaveState =
  /** As it was opened: nothing to keep. */
  | 'untouched'
  | 'waiting'
  | 'saving'
  | 'saved'
  /** The server could not be reached; it is kept here and tried again. */
  | 'offline'
  /** Somebody else saved meanwhile. */
  | 'conflict'
  | 'refused'

export interface Tab {
  readonly id: string
  /** The name it is saved under; undefined while it never was. */
  readonly file: string | undefined
  /** The name it was saved under before, to be taken away once it is saved under its new one. */
  readonly renamedFrom: string | undefined
  readonly document: GraphDocument
  readonly history: History
  readonly catalogue: Catalogue
  readonly selection: ReadonlySet<string>
  readonly selectedWires: ReadonlySet<string>
  readonly base: Base | undefined
  readonly save: SaveState
  /** Why it is `refused`. */
  readonly saveError: string | undefined
  /** It was drawn elsewhere, and nobody has seen it here yet. */
  readonly isFresh: boolean
  /** While boxes are dragged: the document before, to be remembered as one step at the end. */
  readonly before: GraphDocument | undefined
  edit(change: (document: GraphDocument, catalogue: Catalogue) => GraphDocument, options?: EditOptions): void
  /** A change that is still going on: seen, but not yet a step. */
  preview(document: GraphDocument): void
  /** Ends what `preview` began. */
  commit(): void
  cancelPreview(): void
  undo(): void
  redo(): void
  select(boxes: Iterable<string>, wires?: Iterable<string>): void
  /** Tells what graphs are made of. */
  learn(catalogue: Catalogue): void
}

export interface EditOptions {
  /** Edits of the same key soon after one another are one step. */
  key?: string
  /** What is selected afterwards. */
  select?: Iterable<string>
}

/** What a tab begins with. */
export interface TabStart {
  document: GraphDocument
  file?: string | undefined
  base?: Base | undefined
  /** There is something to be saved already. */
  isTouched?: boolean
  isFresh?: boolean
}

export type TabStore = StoreApi<Tab>

const NOTHING: ReadonlySet<string> = new Set()
const noCatalogue = makeCatalogue([], [])

/** A graph that is open. */
export function makeTab(id: string, start: TabStart): TabStore {
  return createStore<Tab>((set, get) => {
    /** Another document, and a selection without what it no longer has. */
    const show = (document: GraphDocument, more: Partial<Tab> = {}) => {
      const { selection, selectedWires, document: was, catalogue } = get()
      const presets = document.presets === was.presets ? catalogue : catalogueWith(document)
      set({
        document,
        catalogue: presets,
        selection: kept(selection, document.boxes),
        selectedWires: kept(selectedWires, document.wires),
        ...more,
      })
    }
    let own: Catalogue = noCatalogue
    const catalogueWith = ({ presets }: GraphDocument) => withPresetsOf(own, presets)
    const touched = (): Partial<Tab> => (get().save === 'conflict' ? {} : { save: 'waiting' })
    return {
      id,
      file: start.file,
      renamedFrom: undefined,
      document: start.document,
      history: noHistory,
      catalogue: noCatalogue,
      selection: NOTHING,
      selectedWires: NOTHING,
      base: start.base,
      save: start.isTouched ? 'waiting' : start.base ? 'saved' : 'untouched',
      saveError: undefined,
      isFresh: start.isFresh ?? false,
      before: undefined,
      edit(change, { key, select } = {}) {
        const { document, history, catalogue } = get()
        const next = change(document, catalogue)
        if (next === document) return
        show(next, {
          history: record(history, document, next, { key }),
          ...touched(),
          ...(select && { selection: new Set(select), selectedWires: NOTHING }),
        })
      },
      preview(document) {
        const { before, document: was } = get()
        show(document, { before: before ?? was })
      },
      commit() {
        const { before, document, history } = get()
        if (!before) return
        set({
          before: undefined,
          history: record(history, before, document),
          ...(before !== document && touched()),
        })
      },
      cancelPreview() {
        const { before } = get()
        if (before) show(before, { before: undefined })
      },
      undo() {
        get().commit()
        const { history, document } = get()
        const back = undo(history, document)
        if (back.history !== history) show(back.document, { history: back.history, ...touched() })
      },
      redo() {
        const { history, document } = get()
        const again = redo(history, document)
        if (again.history !== history) show(again.document, { history: again.history, ...touched() })
      },
      select(boxes, wires = []) {
        set({ selection: new Set(boxes), selectedWires: new Set(wires) })
      },
      learn(catalogue) {
        own = catalogue
        set({ catalogue: catalogueWith(get().document) })
      },
    }
  })
}

function kept(ids: ReadonlySet<string>, things: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  for (const id of ids) if (!things.has(id)) return new Set([...ids].filter((one) => things.has(one)))
  return ids
}
