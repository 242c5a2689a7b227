import { Badge } from '../../../ui/badge.tsx'
import { milliseconds } from '../../../ui/format.ts'
import { type BoxStatus, useBoxRun } from '../run/run-store.ts'

const TONES = {
  idle: 'plain',
  queued: 'plain',
  running: 'accent',
  cached: 'plain',
  completed: 'good',
  error: 'bad',
  skipped: 'warn',
  unreached: 'warn',
} as const satisfies Record<BoxStatus, string>

const WORDS: Record<BoxStatus, string> = {
  idle: 'not run',
  queued: 'waiting',
  running: 'running',
  cached: 'cached',
  completed: 'done',
  error: 'failed',
  skipped: 'skipped',
  unreached: 'not reached',
}

/** How a box fared. */
export function BoxMark({ tabId, boxId }: { tabId: string; boxId: string }) {
  const { status, durationMs } = useBoxRun(tabId, boxId)
  return (
    <Badge tone={TONES[status]}>
      {WORDS[status]}
      {durationMs !== undefined && ` · ${milliseconds(durationMs)}`}
    </Badge>
  )
}
