import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Kind } from './queries.ts'
import { texts } from './texts.ts'

/** Milliseconds of quiet after which the words become part of the address; the list does not wait for it. */
const QUIET_MS = 250

/**
 * What one types, at once, and a little later in the address.
 *
 * @param inAddress the words that the address has: it changes by itself, too, with "back" and "clear filters"
 */
export function useWords(inAddress: string, setInAddress: (q: string) => void) {
  const [text, setText] = useState(inAddress)
  const sent = useRef(inAddress)
  useEffect(() => {
    if (inAddress === sent.current) return
    sent.current = inAddress
    setText(inAddress)
  }, [inAddress])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed changes the address.
  useEffect(() => {
    const words = text.trim()
    if (words === sent.current) return
    const timer = setTimeout(() => {
      sent.current = words
      setInAddress(words)
    }, QUIET_MS)
    return () => clearTimeout(timer)
  }, [text])
  return { text, setText, words: text.trim() }
}

interface Props {
  kind: Kind
  text: string
  onChange(text: string): void
}

export function SearchBox({ kind, text, onChange }: Props) {
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
        onChange={({ target }) => onChange(target.value)}
        className="field pl-8"
      />
    </div>
  )
}
