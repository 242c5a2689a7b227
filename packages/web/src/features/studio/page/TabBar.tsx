import { House, Plus, X } from 'lucide-react'
import { useStore } from 'zustand'
import { saveNow } from '../tabs/save.ts'
import { closeTab, getTab, openNew } from '../tabs/tabs.ts'
import { useOpenTabs } from '../tabs/use-tab.ts'
import { texts } from '../texts.ts'
import { useGoToTab } from './use-address.ts'

const TAB =
  'group flex h-8 max-w-52 min-w-0 shrink-0 items-center gap-1.5 border-r border-line px-2.5 text-ink-soft hover:text-ink'

/** The graphs that are open. */
export function TabBar({ shown }: { shown: string | undefined }) {
  const ids = useOpenTabs()
  const go = useGoToTab()
  const close = async (id: string) => {
    const { save } = getTab(id).getState()
    if (save === 'waiting') await saveNow(getTab(id))
    const at = ids.indexOf(id)
    if (id === shown) await go(ids[at + 1] ?? ids[at - 1])
    closeTab(id)
  }
  return (
    <nav aria-label={texts.tabs} className="flex h-8 shrink-0 overflow-x-auto border-b border-line bg-canvas">
      <button
        type="button"
        aria-current={shown === undefined ? 'page' : undefined}
        onClick={() => void go(undefined)}
        title={texts.start}
        className={`${TAB} aria-[current]:bg-surface aria-[current]:text-ink`}
      >
        <House aria-hidden size={14} />
        <span className="sr-only">{texts.start}</span>
      </button>
      {ids.map((id) => (
        <div key={id} className={`${TAB} ${id === shown ? 'bg-surface text-ink' : ''}`}>
          <TabName id={id} isShown={id === shown} onOpen={() => void go(id)} />
          <CloseTab id={id} onClose={() => void close(id)} />
        </div>
      ))}
      <button
        type="button"
        onClick={() => void go(openNew())}
        title={texts.newGraph}
        className="grid w-8 shrink-0 place-items-center text-ink-soft hover:text-ink"
      >
        <Plus aria-hidden size={15} />
        <span className="sr-only">{texts.newGraph}</span>
      </button>
    </nav>
  )
}

function TabName({ id, isShown, onOpen }: { id: string; isShown: boolean; onOpen(): void }) {
  const name = useStore(getTab(id), ({ document }) => document.name)
  return (
    <button
      type="button"
      aria-current={isShown ? 'page' : undefined}
      onClick={onOpen}
      dir="auto"
      title={name}
      className={`min-w-0 truncate ${isShown ? 'font-medium' : ''}`}
    >
      {name}
    </button>
  )
}

function CloseTab({ id, onClose }: { id: string; onClose(): void }) {
  const name = useStore(getTab(id), ({ document }) => document.name)
  const isUnsaved = useStore(getTab(id), ({ save }) => !['saved', 'untouched'].includes(save))
  return (
    <button
      type="button"
      onClick={onClose}
      aria-label={texts.close(name)}
      className="grid size-5 shrink-0 place-items-center rounded text-ink-faint hover:bg-line hover:text-ink"
    >
      {isUnsaved && <span aria-hidden className="size-1.5 rounded-full bg-warn group-hover:hidden" />}
      <X aria-hidden size={13} className={isUnsaved ? 'hidden group-hover:block' : ''} />
    </button>
  )
}
