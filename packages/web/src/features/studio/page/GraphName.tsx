import { useStore } from 'zustand'
import { rename } from '../tabs/rename.ts'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'

/** What the graph is called, and whether it is kept. */
export function GraphName({ tab }: { tab: TabStore }) {
  const name = useStore(tab, ({ document }) => document.name)
  const save = useStore(tab, ({ save }) => save)
  const error = useStore(tab, ({ saveError }) => saveError)
  return (
    <div className="flex min-w-0 items-center gap-2 px-2">
      <input
        key={name}
        aria-label={texts.name}
        dir="auto"
        defaultValue={name}
        maxLength={200}
        onBlur={({ target }) => rename(tab, target.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Escape') currentTarget.value = name
          if (key === 'Enter' || key === 'Escape') currentTarget.blur()
        }}
        style={{ width: `${Math.min(Math.max(name.length + 2, 8), 28)}ch` }}
        className="min-w-0 truncate rounded border border-transparent bg-transparent px-1.5 py-0.5 font-semibold hover:border-line focus:border-accent focus:outline-none"
      />
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
