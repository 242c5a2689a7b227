import type { OutputSummary } from './summarize.ts'

export type BoxStatus = 'running' | 'completed' | 'cached' | 'progress' | 'error' | 'skipped'

/** What a run tells while it goes; the names are the studio contract's. */
export type ExecutionEvent =
  | {
      type: 'node_status'
      node_id: string
      status: BoxStatus
      error?: string
      progress?: Record<string, unknown>
      output_summary?: OutputSummary
      log?: string
      /** A base64 PNG that an output carries, for showing at once. */
      image?: string
    }
  | { type: 'execution_complete' }
  | { type: 'execution_error'; error: string }
  | { type: 'execution_stopped' }

/** An event of one graph node, presets not yet rolled up. */
export type StatusEvent = Extract<ExecutionEvent, { type: 'node_status' }>
