import { existsSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { ExecutionEvent } from '../execute/events.ts'

/** Adds to texts that are the path of a file among the models where it can be downloaded: below `/api/models/download/`. */
export function tellDownloads(event: ExecutionEvent, models: string): ExecutionEvent {
  if (event.type !== 'node_status' || !event.output_summary) return event
  const found = Object.entries(event.output_summary).flatMap(([port, summary]) => {
    const { type, value } = summary
    const isPath = type === 'string' && typeof value === 'string' && value.startsWith(models + sep)
    if (!isPath || !existsSync(value)) return []
    return [[port, { ...summary, download_path: relative(models, value).split(sep).join('/') }] as const]
  })
  if (found.length === 0) return event
  return { ...event, output_summary: { ...event.output_summary, ...Object.fromEntries(found) } }
}
