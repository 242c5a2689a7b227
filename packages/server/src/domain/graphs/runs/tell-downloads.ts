import { existsSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { ExecutionEvent } from '../execute/events.ts'

/** Adds to texts that are the path of a file among the models where it can be downloaded: below `/api/models/download/`. */
export function tellDownloads(event: ExecutionEvent, models: string): ExecutionEvent {
  if (event.type !== 'node_status' || !event.output_summary) return event
  const told = Object.entries(event.output_summary).map(([port, summary]) => {
    const { type, value } = summary
    if (type !== 'string' || typeof value !== 'string' || !value.startsWith(models + sep))
      return [port, summary]
    if (!existsSync(value)) return [port, summary]
    return [port, { ...summary, download_path: relative(models, value).split(sep).join('/') }]
  })
  return { ...event, output_summary: Object.fromEntries(told) }
}
