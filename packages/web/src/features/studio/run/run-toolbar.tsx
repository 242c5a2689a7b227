import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Play, SkipForward, Square } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { Button } from '../../../ui/button.tsx'
import { milliseconds } from '../../../ui/format.ts'
import { Menu } from '../../../ui/menu.tsx'
import { ExportMenu } from '../publish/export-menu.tsx'
import { PublishButton } from '../publish/publish-dialog.tsx'
import { useTab } from '../tabs/use-tab.ts'
import { OptionsForm } from './options-form.tsx'
import { useRunOptions } from './run-options.ts'
import { runSession, runTab, useRun } from './run-store.ts'
import { texts } from './texts.ts'

/** What starts and stops a run. */
export function RunToolbar({ tabId }: { tabId: string }) {
  const { isGoingOn, runId } = useRun(tabId)
  const options = useRunOptions(({ options }) => options)
  const selected = useTab(tabId, ({ selection }) => (selection.size === 1 ? [...selection][0] : undefined))
  const isEmpty = useTab(tabId, ({ document }) => document.boxes.size === 0)
  const run = useCallback(
    (from?: string) => {
      // Who leaves a parameter's field by this key means its new value.
      if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur()
      runTab(tabId, options, from)
    },
    [tabId, options],
  )
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      event.preventDefault()
      run(event.shiftKey ? selected : undefined)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [run, selected])
  const client = useQueryClient()
  useEffect(() => {
    if (!isGoingOn && runId !== undefined) void client.invalidateQueries({ queryKey: ['studio', 'runs'] })
  }, [isGoingOn, runId, client])
  return (
    <div className="flex items-center gap-1.5">
      <RunMark tabId={tabId} />
      <div className="flex">
        {isGoingOn ? (
          <Button
            look="danger"
            title={texts.stopHint}
            onClick={() => runSession(tabId).stop()}
            className="rounded-r-none"
          >
            <Square aria-hidden size={13} className="fill-current" />
            {texts.stop}
          </Button>
        ) : (
          <Button
            look="primary"
            title={texts.runHint}
            onClick={() => run()}
            disabled={isEmpty}
            className="rounded-r-none"
          >
            <Play aria-hidden size={13} className="fill-current" />
            {texts.run}
          </Button>
        )}
        <Menu
          label={texts.options}
          button={<ChevronDown aria-hidden size={14} />}
          buttonClassName={`rounded-l-none border-l px-1.5! ${
            isGoingOn
              ? 'border-bad/30 bg-bad-soft text-bad'
              : 'border-accent-ink/25 bg-accent text-accent-ink'
          }`}
        >
          {() => <OptionsForm tabId={tabId} />}
        </Menu>
      </div>
      <Button
        look="quiet"
        title={texts.runFromHint}
        aria-label={texts.runFrom}
        onClick={() => run(selected)}
        disabled={selected === undefined || isGoingOn}
        className="px-2"
      >
        <SkipForward aria-hidden size={15} />
        <span className="max-xl:sr-only">{texts.runFrom}</span>
      </Button>
      <span aria-hidden className="mx-0.5 h-5 w-px bg-line" />
      <ExportMenu tabId={tabId} />
      <PublishButton tabId={tabId} />
    </div>
  )
}

const LOOKS = {
  idle: '',
  queued: 'text-ink-soft',
  running: 'text-accent',
  succeeded: 'text-good',
  failed: 'text-bad',
  cancelled: 'text-ink-soft',
  interrupted: 'text-warn',
}

/** How the last run stands, in a word. */
function RunMark({ tabId }: { tabId: string }) {
  const { status, startedAt, endedAt, unreached } = useRun(tabId)
  if (status === 'idle') return null
  const isTimed = status === 'succeeded' && startedAt !== undefined && endedAt !== undefined
  const took = isTimed ? ` · ${milliseconds(endedAt - startedAt)}` : ''
  return (
    <span
      role="status"
      data-run-status={status}
      className={`flex items-center gap-1.5 px-1 text-xs font-medium whitespace-nowrap ${LOOKS[status]}`}
    >
      <span
        aria-hidden
        className={`size-1.5 rounded-full bg-current ${status === 'running' ? 'animate-pulse' : ''}`}
      />
      {texts.status[status]}
      <span className="max-lg:hidden">{took}</span>
      {unreached > 0 && (
        <span title={texts.unreachedHint} className="text-warn">
          {texts.unreached(unreached)}
        </span>
      )}
    </span>
  )
}
