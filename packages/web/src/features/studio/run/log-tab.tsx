import { useEffect, useRef } from 'react'
import { useTab } from '../tabs/use-tab.ts'
import { PanelEmpty } from './panel-empty.tsx'
import { useRunLog } from './run-store.ts'
import { texts } from './texts.ts'

/** What the boxes of the run have printed, the newest at the end and in sight. */
export function LogTab({ tabId, onJump }: { tabId: string; onJump(boxId: string): void }) {
  const lines = useRunLog(tabId)
  const boxes = useTab(tabId, ({ document }) => document.boxes)
  const end = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is another line.
  useEffect(() => void end.current?.scrollIntoView({ block: 'nearest' }), [lines])
  if (lines.length === 0) return <PanelEmpty title={texts.noLog}>{texts.noLogHint}</PanelEmpty>
  return (
    <div role="log" aria-label={texts.tabs.log} className="px-4 py-2 font-mono text-xs">
      {lines.map(({ key, boxId, text }) => (
        <div key={key} className="flex gap-3 py-0.5">
          <button
            type="button"
            onClick={() => onJump(boxId)}
            className="w-32 shrink-0 truncate text-left text-ink-soft hover:text-accent"
          >
            {boxes.get(boxId)?.data.label ?? boxes.get(boxId)?.type ?? boxId}
          </button>
          <span className="min-w-0 break-words whitespace-pre-wrap">{text}</span>
        </div>
      ))}
      <div ref={end} />
    </div>
  )
}
