import type { KeyboardEvent, ReactNode } from 'react'

interface Props {
  label: string
  tabs: readonly (readonly [id: string, label: string])[]
  selected: string
  onSelect(id: string): void
}

/** Tabs over a panel with the id `panel`; arrows move between them. */
export function Tabs({ label, tabs, selected, onSelect }: Props) {
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const at = tabs.findIndex(([id]) => id === selected)
    const [next] = tabs[(at + step + tabs.length) % tabs.length]!
    onSelect(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div
      role="tablist"
      aria-label={label}
      onKeyDown={move}
      className="-mb-px flex gap-1 overflow-x-auto border-b border-line"
    >
      {tabs.map(([id, name]) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === selected}
          aria-controls="panel"
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
          className="h-9 border-b-2 border-transparent px-3 font-medium whitespace-nowrap text-ink-soft hover:text-ink aria-selected:border-accent aria-selected:text-ink"
        >
          {name}
        </button>
      ))}
    </div>
  )
}

/** What the selected tab shows. */
export function Panel({ tab, children }: { tab: string; children: ReactNode }) {
  return (
    <div
      id="panel"
      role="tabpanel"
      aria-labelledby={`tab-${tab}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without controls must be reached, too.
      tabIndex={0}
      className="py-5 outline-none"
    >
      {children}
    </div>
  )
}
