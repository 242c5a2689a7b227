import { type GraphJson, readDocument, writeDocument } from '../../../graph-editor/wire-form.ts'
import type { Tab, TabStore } from './tab.ts'
import { openTab } from './tabs.ts'

/**
 * What is not saved yet is kept in the browser a moment after every edit, and comes back when the page does: after a
 * crash, a power cut or a server that was away.
 */
interface Draft {
  id: string
  file: string | undefined
  json: GraphJson
  base: { json: GraphJson; etag: string } | undefined
  keptAt: number
}

const QUIET_MS = 200
/** Where the browser cannot tell whether a page still lives: one that did not write for so long is gone. */
const GONE_MS = 15_000

let opened: Promise<IDBDatabase> | undefined

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('nodeyard-studio', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('drafts', { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opened
}

async function inDrafts<Result>(
  mode: 'readonly' | 'readwrite',
  act: (drafts: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const transaction = (await database()).transaction('drafts', mode)
  const request = act(transaction.objectStore('drafts'))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

const draftOf = ({ id, file, document, base }: Tab): Draft => ({
  id,
  file,
  json: writeDocument(document),
  base: base && { json: writeDocument(base.document), etag: base.etag },
  keptAt: Date.now(),
})

/** Keeps a tab's unsaved edits in the browser, until they are saved or the tab is closed. */
export function keepDraft(store: TabStore): () => void {
  const { id } = store.getState()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isKept = false
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    isKept = true
    // A browser without room or without storage still has the server.
    void inDrafts('readwrite', (drafts) => drafts.put(draftOf(store.getState()))).catch(() => {})
  }
  const forget = () => {
    clearTimeout(timer)
    timer = undefined
    if (isKept) void inDrafts('readwrite', (drafts) => drafts.delete(id)).catch(() => {})
    isKept = false
  }
  const stop = store.subscribe((tab, before) => {
    if (tab.save === 'saved') forget()
    else if (tab.save !== 'untouched' && tab.document !== before.document)
      timer ??= setTimeout(write, QUIET_MS)
  })
  const onHide = () => timer !== undefined && write()
  addEventListener('pagehide', onHide)
  document.addEventListener('visibilitychange', onHide)
  if (store.getState().save === 'waiting') write()
  const release = hold(id)
  return () => {
    stop()
    removeEventListener('pagehide', onHide)
    document.removeEventListener('visibilitychange', onHide)
    forget()
    release()
  }
}

const lockOf = (id: string) => `nodeyard-draft-${id}`

/** Tells other pages of this browser that a tab lives. */
function hold(id: string): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  void navigator.locks?.request(lockOf(id), () => held).catch(() => {})
  return release
}

async function isAlive({ id, keptAt }: Draft): Promise<boolean> {
  if (!navigator.locks) return Date.now() - keptAt < GONE_MS
  const { held = [] } = await navigator.locks.query()
  return held.some(({ name }) => name === lockOf(id))
}

/** Opens again what was not saved when its page went away. */
export async function restoreDrafts(): Promise<void> {
  // A browser without storage has none.
  const drafts = (await inDrafts('readonly', (all) => all.getAll()).catch(() => [])) as Draft[]
  for (const draft of drafts) {
    if (await isAlive(draft)) continue
    const { id, file, json, base } = draft
    openTab({
      id,
      document: readDocument(json),
      file,
      base: base && { document: readDocument(base.json), etag: base.etag },
      isTouched: true,
    })
  }
}
