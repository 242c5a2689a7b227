import { ApiError } from '@nodeyard/sdk/client'
import { queryClient } from '../../../app/query-client.ts'
import { graphsQuery } from '../queries.ts'
import { deleteGraph, saveGraph } from './graph-files.ts'
import type { TabStore } from './tab.ts'

/** Milliseconds of quiet after which an edit goes to the server. */
const QUIET_MS = 900
/** Milliseconds until the server is tried again after it was gone. */
const AGAIN_MS = 3000

const saving = new WeakMap<TabStore, Promise<void>>()

/** Saves a tab's graph soon after every edit, until the tab is closed. */
export function keepSaved(store: TabStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void saveNow(store), milliseconds)
  }
  const stop = store.subscribe(({ save, document }, before) => {
    if (save === 'waiting' && (document !== before.document || before.save !== 'waiting')) wait(QUIET_MS)
    if (save === 'offline' && before.save !== 'offline') wait(AGAIN_MS)
  })
  if (store.getState().save === 'waiting') wait(QUIET_MS)
  return () => {
    stop()
    clearTimeout(timer)
  }
}

/** Saves at once what is not saved; one save of a tab at a time. */
export async function saveNow(store: TabStore): Promise<void> {
  await saving.get(store)
  const run = perform(store).finally(() => saving.delete(store))
  saving.set(store, run)
  await run
}

async function perform(store: TabStore): Promise<void> {
  const { base, save, before } = store.getState()
  // Boxes that are being dragged are saved where they are let go.
  if (before) return
  if (save === 'conflict' || (base && base.document === store.getState().document)) return
  store.setState({ save: 'saving', saveError: undefined })
  try {
    if (!base) await takeFreeName(store)
    const { document } = store.getState()
    const saved = await saveGraph(document, base?.etag)
    const { document: now } = store.getState()
    store.setState({
      file: saved.file,
      base: { document, etag: saved.etag },
      save: now === document ? 'saved' : 'waiting',
    })
    const { renamedFrom } = store.getState()
    if (renamedFrom !== undefined) {
      store.setState({ renamedFrom: undefined })
      if (renamedFrom !== saved.file) await deleteGraph(renamedFrom)
    }
    if (!base) void queryClient.invalidateQueries({ queryKey: graphsQuery.queryKey })
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0
    if (status === 412 && !base) {
      // Somebody took it since it was looked for.
      rename(store, nextName)
      store.setState({ save: 'waiting' })
    } else if (status === 412) store.setState({ save: 'conflict' })
    else if (status === 0 || status >= 500) store.setState({ save: 'offline' })
    else
      store.setState({ save: 'refused', saveError: error instanceof Error ? error.message : String(error) })
  }
}

/** A new graph takes a name that is free, rather than have the server refuse it. */
async function takeFreeName(store: TabStore): Promise<void> {
  const graphs = await queryClient.fetchQuery({ ...graphsQuery, staleTime: 0 })
  const taken = new Set(graphs.map(({ name }) => name))
  rename(store, (name) => {
    let free = name
    while (taken.has(free)) free = nextName(free)
    return free
  })
}

function rename(store: TabStore, change: (name: string) => string): void {
  const { document } = store.getState()
  const name = change(document.name)
  if (name !== document.name) store.setState({ document: { ...document, name } })
}

/** `Digits` becomes `Digits 2`, and that `Digits 3`. */
export const nextName = (name: string) => {
  const [, stem = name, count = '1'] = /^(.*) (\d+)$/.exec(name) ?? []
  return `${stem} ${Number(count) + 1}`
}
