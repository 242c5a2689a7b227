import { useStore } from 'zustand'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'

/** What the graph is called, and whether it is kept. */
export function GraphName({ tab }: { tab: TabStore }) {
  const name = useStore(tab, ({ document }) => document.name)
  const save = useStore(tab, ({ save }) => save)
  const error = useStore(tab, ({ saveError }) => saveError)
  return (
    <div className="flex min-w-0 items-center gap-2 px-2">
      <span dir="auto" className="max-w-60 truncate font-semibold">
        {name}
      </span>
      <span
        role="status"
        title={error}
        className={`shrink-0 text-xs ${save === 'refused' || save === 'conflict' ? 'text-bad' : save === 'offline' ? 'text-warn' : 'text-ink-soft'}`}
      >
        {texts.save[save]}
      </span>
    </div>
  )
}
