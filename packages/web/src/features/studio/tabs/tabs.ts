import { randomKey } from '@nodeyard/sdk/client'
import { createStore } from 'zustand/vanilla'
import type { Catalogue } from '../../../graph-editor/catalogue.ts'
import { emptyDocument } from '../../../graph-editor/document.ts'
import { type GraphJson, readDocument, writeToExecute } from '../../../graph-editor/wire-form.ts'
import { makeTab, type TabStart, type TabStore } from './tab.ts'

const stores = new Map<string, TabStore>()
let known: Catalogue | undefined

/** The open tabs, in order. */
export const openTabs = createStore<{ ids: readonly string[] }>(() => ({ ids: [] }))

/** What happens with a tab from when it is opened until it is closed, such as keeping it. */
const companions = new Set<(store: TabStore) => () => void>()
const leaving = new Map<string, (() => void)[]>()

export const accompany = (companion: (store: TabStore) => () => void) => companions.add(companion)

/** Opens a graph beside the others. */
export function openTab(start: TabStart & { id?: string }): string {
  const id = start.id ?? randomKey()
  const store = makeTab(id, start)
  stores.set(id, store)
  if (known) store.getState().learn(known)
  leaving.set(
    id,
    [...companions].map((companion) => companion(store)),
  )
  openTabs.setState(({ ids }) => ({ ids: [...ids, id] }))
  return id
}

export const openNew = () => openTab({ document: emptyDocument() })

/** Opens a graph from elsewhere (an example, a file, a run) as a tab of its own. @throws Error when it is no graph */
export const openGraph = (json: unknown) =>
  openTab({ document: readDocument(json), isTouched: true, isFresh: true })

export function closeTab(id: string): void {
  for (const leave of leaving.get(id) ?? []) leave()
  leaving.delete(id)
  stores.delete(id)
  openTabs.setState(({ ids }) => ({ ids: ids.filter((one) => one !== id) }))
}

export const findTab = (id: string): TabStore | undefined => stores.get(id)

/** @throws Error for a tab that is not open */
export function getTab(id: string): TabStore {
  const store = stores.get(id)
  if (!store) throw new Error(`no tab ${id} is open`)
  return store
}

export const findTabOf = (file: string): string | undefined =>
  openTabs.getState().ids.find((id) => stores.get(id)?.getState().file === file)

/** Tells every tab, open or to come, what graphs are made of. */
export function provideCatalogue(catalogue: Catalogue): void {
  if (catalogue === known) return
  known = catalogue
  for (const store of stores.values()) store.getState().learn(catalogue)
}

/** The graph of a tab as the studio surface takes it, for runs and checks. */
export const toExecute = (id: string): GraphJson => writeToExecute(getTab(id).getState().document)
