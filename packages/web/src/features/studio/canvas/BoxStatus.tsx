import { Check, CircleAlert, CircleDashed, CircleSlash, LoaderCircle, Zap } from 'lucide-react'
import { explainError } from '../run/explain-error.ts'
import type { BoxRun } from '../run/run-store.ts'
import { texts } from '../texts.ts'

/** How the box fared in the latest run, as a mark in its head. */
export function BoxStatus({ run: { status, progress, error } }: { run: BoxRun }) {
  if (status === 'running') {
    return (
      <span role="img" aria-label={texts.status.running} className="flex items-center gap-1 text-accent">
        {progress !== undefined && (
          <span className="font-mono text-[11px]">{Math.round(progress * 100)}%</span>
        )}
        <LoaderCircle aria-hidden size={14} className="animate-spin" />
      </span>
    )
  }
  if (status === 'completed')
    return <Mark label={texts.status.completed} className="text-good" Icon={Check} />
  if (status === 'cached') return <Mark label={texts.status.cached} className="text-ink-soft" Icon={Zap} />
  if (status === 'error') {
    return (
      <Mark
        label={error ? explainError(error).title : texts.status.error}
        className="text-bad"
        Icon={CircleAlert}
      />
    )
  }
  if (status === 'skipped')
    return <Mark label={texts.status.skipped} className="text-warn" Icon={CircleSlash} />
  if (status === 'unreached') {
    return <Mark label={texts.status.unreached} className="text-warn" Icon={CircleDashed} />
  }
  return null
}

function Mark({ label, className, Icon }: { label: string; className: string; Icon: typeof Check }) {
  return (
    <span role="img" aria-label={label} title={label} className={className}>
      <Icon aria-hidden size={14} />
    </span>
  )
}
