import { create } from 'zustand'
import { queryClient } from '../../app/query-client.ts'
import { forgetPending, keepPending } from './pending.ts'
import type { Folder } from './read-drop.ts'
import { type Plan, runUpload, type Step } from './run-upload.ts'

export type State =
  | { at: 'idle' }
  | {
      at: 'running'
      folder: Folder
      plan: Plan
      step: Step
      /** Of this step, in bytes. */
      total: number
      done: number
      startedAt: number
      isCut: boolean
      arrived: ReadonlyMap<string, number>
    }
  | { at: 'stopped'; folder: Folder; plan: Plan; error: string | undefined }
  | { at: 'done'; plan: Plan; whyPrivate: string | undefined }

interface Uploads {
  state: State
  start(folder: Folder, plan: Plan, known?: ReadonlyMap<string, string>): void
  stop(): void
  reset(): void
}

let controller = new AbortController()
let hashes: ReadonlyMap<string, string> = new Map()

/** The one upload of this page. It goes on while its owner looks at other pages. */
export const useUploads = create<Uploads>((set, get) => {
  const change = (changes: Partial<Extract<State, { at: 'running' }>>) => {
    const { state } = get()
    if (state.at === 'running') set({ state: { ...state, ...changes } })
  }
  // Many small pieces arrive between two frames; they are shown together.
  let bytes = 0
  let isWaiting = false
  const arrived = new Map<string, number>()
  const showLater = () => {
    if (isWaiting) return
    isWaiting = true
    requestAnimationFrame(() => {
      isWaiting = false
      const { state } = get()
      if (state.at !== 'running') return
      change({ done: state.done + bytes, arrived: new Map(arrived) })
      bytes = 0
    })
  }
  return {
    state: { at: 'idle' },
    start(folder, plan, known = hashes) {
      controller = new AbortController()
      const { signal } = controller
      bytes = 0
      arrived.clear()
      keepPending(folder.name, plan, known)
      const begun = { step: 'hashing' as const, total: 0, done: 0, startedAt: Date.now(), isCut: false }
      set({ state: { at: 'running', folder, plan, ...begun, arrived: new Map() } })
      runUpload(folder, plan, known, {
        onStep(step, total) {
          bytes = 0
          change({ step, total, done: 0, startedAt: Date.now(), isCut: false })
        },
        onBytes(count) {
          bytes += count
          showLater()
        },
        onFile: (path, sent) => arrived.set(path, sent),
        onCut: (isCut) => change({ isCut }),
        onHashes(all) {
          hashes = all
          keepPending(folder.name, plan, all)
        },
        signal,
      }).then(
        (whyPrivate) => {
          forgetPending()
          set({ state: { at: 'done', plan, whyPrivate } })
          void queryClient.invalidateQueries()
        },
        (error: Error) => {
          controller.abort()
          const message = error.name === 'AbortError' ? undefined : error.message
          set({ state: { at: 'stopped', folder, plan, error: message } })
        },
      )
    },
    stop: () => controller.abort(),
    reset() {
      forgetPending()
      set({ state: { at: 'idle' } })
    },
  }
})

// Leaving the page is possible, and asked about.
addEventListener('beforeunload', (event) => {
  if (useUploads.getState().state.at === 'running') event.preventDefault()
})
