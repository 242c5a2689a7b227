import { useCallback, useSyncExternalStore } from 'react'
import { ask } from '../../../app/api.ts'
import { accompany, getTab, toExecute } from '../tabs/tabs.ts'
import { downstreamOf, type RunOptions } from './frames.ts'
import { paintHealth } from './paint-health.ts'
import { type Health, type Problem, RunSession, type RunSummary, type RunWorld } from './run-session.ts'
import type { BoxRun, LogLine, RunStatus } from './run-state.ts'

export type { Health, Problem, RunSummary } from './run-session.ts'
export type { BoxRun, BoxStatus, RunStatus } from './run-state.ts'

const KEPT = 'nodeyard.studio.run.'

const world: RunWorld = {
  url: `${location.origin.replace(/^http/, 'ws')}/ws/execution`,
  async getRun(id) {
    try {
      return await ask<{ status: RunStatus; error: string | null }>(`/api/runs/${encodeURIComponent(id)}`)
    } catch (error) {
      if ((error as { status?: number }).status === 404) return { status: 'interrupted', error: null }
      throw error
    }
  },
  async validate(graph) {
    const { issues } = await ask<{ issues: { message: string; code: string; node_id: string | null }[] }>(
      '/api/graph/validate',
      { json: graph },
    )
    return issues.map(({ message, code, node_id }) => ({ message, code, ...(node_id && { boxId: node_id }) }))
  },
  async listGradients(runId) {
    const gradients = await ask<
      { node_id: string; port: string; kind: string; health: { status: Health } }[]
    >(`/api/execution/gradients/${runId}`)
    return gradients.map(({ health, ...rest }) => ({ ...rest, health: health?.status ?? 'unknown' }))
  },
  schedule(work) {
    // Nothing is drawn for a page in the background, and it is to be up to date when it is looked at.
    let isDone = false
    const once = () => {
      if (isDone) return
      isDone = true
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      work()
    }
    const frame = requestAnimationFrame(once)
    const timer = setTimeout(once, 200)
  },
  now: () => performance.now(),
  remember: (tabId, runId) => localStorage.setItem(KEPT + graphIdOf(tabId), runId),
}

const sessions = new Map<string, RunSession>()

/** The runs of a tab; the last one of before a reload is found again. */
export function runSession(tabId: string): RunSession {
  let session = sessions.get(tabId)
  if (!session) {
    session = new RunSession(tabId, world)
    sessions.set(tabId, session)
    session.subscribe('health', () => paintHealth(tabId, session!))
    const runId = localStorage.getItem(KEPT + graphIdOf(tabId))
    if (runId) session.attach(runId)
  }
  return session
}

accompany((store) => {
  const { id } = store.getState()
  // A graph that is saved, or renamed, takes the memory of its last run along.
  const leave = store.subscribe(({ file }, before) => {
    if (file === before.file) return
    const runId = localStorage.getItem(KEPT + (before.file ?? id))
    if (runId !== null) localStorage.setItem(KEPT + (file ?? id), runId)
    localStorage.removeItem(KEPT + (before.file ?? id))
  })
  return () => {
    leave()
    sessions.get(id)?.close()
    sessions.delete(id)
    localStorage.removeItem(KEPT + id)
  }
})

/** What the weights of a tab's graph are kept under. */
export const graphIdOf = (tabId: string): string => getTab(tabId).getState().file ?? tabId

/** Runs a tab's graph; with `from`, that box and everything after it run again although nothing has changed. */
export function runTab(tabId: string, options: RunOptions, from?: string): string {
  const graph = toExecute(tabId)
  const changed = from === undefined ? undefined : downstreamOf(graph.edges, from)
  return runSession(tabId).start(graph as never, options, { graphId: graphIdOf(tabId), changed })
}

/** What a key of a session stands at, seen again whenever it changes. */
function useSession<Value>(tabId: string, key: string, read: (session: RunSession) => Value): Value {
  const session = runSession(tabId)
  const subscribe = useCallback((listener: () => void) => session.subscribe(key, listener), [session, key])
  return useSyncExternalStore(subscribe, () => read(session))
}

/** How a box fared in its tab's latest run; seen again only when this box changes. */
export const useBoxRun = (tabId: string, boxId: string): BoxRun =>
  useSession(tabId, `box:${boxId}`, (session) => session.boxRun(boxId))

/** The latest run of a tab as a whole. */
export const useRun = (tabId: string): RunSummary => useSession(tabId, 'run', (session) => session.summary)

export const useRunLog = (tabId: string): readonly LogLine[] =>
  useSession(tabId, 'log', (session) => session.log)

/** The curves of a tab's trainings, by box. */
export function useCurves(tabId: string) {
  useSession(tabId, 'curves', (session) => session.version)
  return runSession(tabId).curves
}

export type { Problem as RunProblem }
