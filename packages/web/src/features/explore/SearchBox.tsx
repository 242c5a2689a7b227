import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Kind } from './queries.ts'
import { texts } from './texts.ts'

/** Milliseconds of quiet after which the words so far are looked for. */
const QUIET_MS = 40

export function SearchBox({
  kind,
  value,
  onChange,
}: {
  kind: Kind
  value: string
  onChange(q: string): void
}) {
  const [text, setText] = useState(value)
  // The address changes by itself, too: back, and "clear filters".
  useEffect(() => setText(value), [value])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed begins a search.
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onChange(text.trim()), QUIET_MS)
    return () => clearTimeout(timer)
  }, [text])
  const label = kind === 'models' ? texts.searchModels : texts.searchDatasets
  return (
    <div className="relative min-w-56 flex-1">
      <Search aria-hidden size={15} className="absolute top-2.5 left-2.5 text-ink-faint" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={500}
        onChange={({ target }) => setText(target.value)}
        className="field pl-8"
      />
    </div>
  )
}
