import { create } from 'zustand'

export type BoxStatus = 'idle' | 'running' | 'cached' | 'completed' | 'error' | 'skipped'

/** How a box fared in its tab's latest run. */
export interface BoxRun {
  status: BoxStatus
  /** 0 to 1, where the box tells. */
  progress?: number
  error?: string
  durationMs?: number
  summary?: Record<string, unknown>
}

const IDLE: BoxRun = { status: 'idle' }

const useRuns = create<Record<string, Record<string, BoxRun>>>(() => ({}))

export const useBoxRun = (tabId: string, boxId: string): BoxRun =>
  useRuns((runs) => runs[tabId]?.[boxId] ?? IDLE)
