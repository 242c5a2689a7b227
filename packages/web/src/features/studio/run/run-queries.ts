import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../app/api.ts'
import type { RunStatus } from './run-state.ts'

/** A run as the server's books have it. */
export interface PastRun {
  id: string
  graph_id: string
  graph_name: string
  origin: string
  status: Exclude<RunStatus, 'idle'>
  error: string | null
  summary: {
    ran: number
    cached: number
    skipped: number
    failed_node?: string
    metrics: Record<string, number[]>
  } | null
  created_at: string
  started_at: string | null
  ended_at: string | null
}

export const runsQuery = queryOptions({
  queryKey: ['studio', 'runs'],
  queryFn: () => ask<PastRun[]>('/api/runs?limit=100'),
  refetchInterval: ({ state }) =>
    state.data?.some(({ status }) => status === 'queued' || status === 'running') ? 2000 : false,
})

/** How long a run took, in milliseconds. */
export const tookOf = ({ started_at, ended_at }: PastRun): number | undefined =>
  started_at && ended_at ? Date.parse(ended_at) - Date.parse(started_at) : undefined

/** The last of a run's losses: of what it was examined on, where it was. */
export function lastLossOf({ summary }: PastRun): number | undefined {
  const { val_loss, train_loss } = summary?.metrics ?? {}
  return val_loss?.at(-1) ?? train_loss?.at(-1)
}
