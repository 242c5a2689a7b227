import { useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { Dialog } from '../ui/dialog.tsx'
import { PLACES } from './places.ts'
import { texts } from './texts.ts'
import { useTheme } from './theme.ts'

interface Shortcut {
  keys: readonly string[]
  what: string
}

/** Keys of the page that is shown, beside those that work everywhere. */
const usePageShortcuts = create<{ title: string; rows: readonly Shortcut[] }>(() => ({ title: '', rows: [] }))

/** Puts a page's keys into the dialog, until it is left. */
export function tellShortcuts(title: string, rows: readonly Shortcut[]): () => void {
  usePageShortcuts.setState({ title, rows })
  return () => usePageShortcuts.setState({ title: '', rows: [] })
}

/** The key beside Ctrl's place that means a command here. */
const MOD = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'

const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Milliseconds in which the letter must follow the `g`. */
const CHORD_MS = 1200

/** The keys that work on every page. */
export function useShortcuts({ palette, shortcuts }: { palette(): void; shortcuts(): void }): void {
  const navigate = useNavigate()
  const { routesByPath } = useRouter()
  const toggle = useTheme(({ toggle }) => toggle)
  const chordAt = useRef(0)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key } = event
      if (key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey)) {
        event.preventDefault()
        return palette()
      }
      if (event.defaultPrevented || isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return
      if (document.querySelector('dialog[open]')) return
      const inChord = Date.now() - chordAt.current < CHORD_MS
      chordAt.current = 0
      const place = PLACES.find((one) => one.key === key && one.to in routesByPath)
      if (inChord && place) return void navigate({ to: place.to })
      if (key === 'g') chordAt.current = Date.now()
      else if (key === '?') shortcuts()
      else if (key === 't') toggle()
      else if (key === '/') {
        const search = document.querySelector<HTMLElement>('input[type=search]')
        event.preventDefault()
        if (search) search.focus()
        else palette()
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [navigate, routesByPath, toggle, palette, shortcuts])
}

const Key = ({ children }: { children: string }) => (
  <kbd className="rounded border border-line-strong bg-canvas px-1.5 py-0.5 font-mono text-xs">
    {children}
  </kbd>
)

export function ShortcutsDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { routesByPath } = useRouter()
  const page = usePageShortcuts()
  const rows: [string[], string][] = [
    [['⌘', 'K'], texts.search],
    [['/'], texts.shortcuts.find],
    [['?'], texts.shortcuts.title],
    [['t'], texts.palette.theme],
    ...PLACES.filter(({ to }) => to in routesByPath).map(({ key, label }): [string[], string] => [
      ['g', key],
      texts.shortcuts.goTo(label),
    ]),
  ]
  return (
    <Dialog label={texts.shortcuts.title} isOpen={isOpen} onClose={onClose}>
      <h2 className="border-b border-line px-4 py-3 font-semibold">{texts.shortcuts.title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <div tabIndex={0} className="max-h-[65vh] overflow-auto outline-none">
        <Rows rows={rows} />
        {page.rows.length > 0 && (
          <>
            <h3 className="border-t border-line px-4 pt-3 font-semibold">{page.title}</h3>
            <Rows rows={page.rows.map(({ keys, what }) => [keys, what])} />
          </>
        )}
      </div>
    </Dialog>
  )
}

function Rows({ rows }: { rows: readonly (readonly [readonly string[], string])[] }) {
  return (
    <dl className="grid grid-cols-2 gap-x-8 gap-y-2.5 p-4 max-sm:grid-cols-1">
      {rows.map(([keys, what]) => (
        <div key={what} className="flex items-center justify-between gap-3">
          <dt className="text-ink-soft">{what}</dt>
          <dd className="flex shrink-0 gap-1">
            {keys.map((key) => (
              <Key key={key}>{key === 'Mod' ? MOD : key}</Key>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}
