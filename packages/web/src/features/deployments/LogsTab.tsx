import { useEffect, useRef, useState } from 'react'
import { EmptyState } from '../../ui/states.tsx'
import { texts } from './texts.ts'

interface Line {
  id: string
  ts: string
  level: 'debug' | 'info' | 'warn' | 'error'
  invocation_id: string | null
  message: string
}

/** Lines that are kept; a browser with the log open for a day must not grow without end. */
const MOST = 1000

const TONES = { debug: 'text-ink-faint', info: 'text-ink-soft', warn: 'text-warn', error: 'text-bad' }

/** The log as it is written. The browser itself goes on where a cut stream ended. */
export function LogsTab({ id }: { id: string }) {
  const [level, setLevel] = useState('debug')
  const [lines, setLines] = useState<Line[]>([])
  const [isOpen, setOpen] = useState(false)
  const end = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  useEffect(() => {
    setLines([])
    const source = new EventSource(`/v1/deployments/${id}/logs?follow=true&level=${level}`)
    source.onopen = () => setOpen(true)
    source.onerror = () => setOpen(false)
    source.addEventListener('log', ({ data }) => {
      const line = JSON.parse(data as string) as Line
      setLines((before) =>
        before.some((one) => one.id === line.id) ? before : [...before, line].slice(-MOST),
      )
    })
    return () => source.close()
  }, [id, level])
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what it follows.
  useEffect(() => {
    if (isAtEnd.current) end.current?.scrollTo({ top: end.current.scrollHeight })
  }, [lines])
  return (
    <div className="space-y-3">
      <div className="flex items-center justify-between gap-3">
        <span role="status" className={`flex items-center gap-2 ${isOpen ? 'text-good' : 'text-warn'}`}>
          <span aria-hidden className="size-2 rounded-full bg-current" />
          {isOpen ? texts.following : texts.notFollowing}
        </span>
        <select
          aria-label={texts.level}
          value={level}
          onChange={({ target }) => setLevel(target.value)}
          className="field w-auto"
        >
          {Object.keys(TONES).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      {lines.length === 0 ? (
        <EmptyState title={texts.noLogs}>{texts.noLogsHint}</EmptyState>
      ) : (
        <div
          ref={end}
          role="log"
          aria-label={texts.tabs.logs}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
          tabIndex={0}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            isAtEnd.current = scrollHeight - scrollTop - clientHeight < 24
          }}
          className="card max-h-[60vh] overflow-auto p-3 font-mono text-xs leading-6"
        >
          {lines.map((line) => (
            <div key={line.id} className="grid grid-cols-[6.5rem_3.5rem_minmax(0,1fr)] gap-2">
              <time dateTime={line.ts} className="text-ink-soft">
                {line.ts.slice(11, 23)}
              </time>
              <span className={TONES[line.level]}>{line.level}</span>
              <span className="break-words whitespace-pre-wrap">{line.message}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
