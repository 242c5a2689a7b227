import { Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useStore } from 'zustand'
import { addBox } from '../../../graph-editor/edits.ts'
import { middleOf } from '../canvas/view.ts'
import { ExtensionsLink } from '../extensions/ExtensionsLink.tsx'
import { kindColor } from '../kind-color.ts'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { type Entry, entriesOf, search } from './entries.ts'

/** What a dragged entry is carried as. */
export const DRAGGED = 'application/x-nodeyard-box'

/** Everything a graph can be made of: dragged onto it, or added by a double click or Enter. */
export function Palette({ tab }: { tab: TabStore }) {
  const catalogue = useStore(tab, ({ catalogue }) => catalogue)
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text)
  const found = search(entriesOf(catalogue), wanted)
  const groups = wanted ? [['', found] as const] : [...Map.groupBy(found, ({ category }) => category)]
  return (
    <aside
      aria-label={texts.palette}
      className="flex w-56 shrink-0 flex-col border-r border-line bg-surface max-lg:w-44"
    >
      <label className="relative m-2 block">
        <Search aria-hidden size={14} className="absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-faint" />
        <input
          type="search"
          aria-label={texts.searchBoxes}
          placeholder={texts.searchBoxes}
          value={text}
          onChange={({ target }) => setText(target.value)}
          className="field h-8 pl-8 text-xs"
        />
      </label>
      <div className="min-h-0 flex-1 overflow-auto px-2 pb-2">
        {found.length === 0 && <p className="p-2 text-xs text-ink-soft">{texts.nothingFits}</p>}
        {groups.map(([category, entries]) => (
          <section key={category}>
            {category && (
              <h3 className="sticky top-0 flex items-center gap-1.5 bg-surface py-1 pl-1.5 text-xs font-semibold text-ink-soft">
                <span
                  aria-hidden
                  style={{ background: `var(--${kindColor(category)})` }}
                  className="size-2 rounded-[3px]"
                />
                {category}
              </h3>
            )}
            <ul className="mb-1">
              {entries.map((entry) => (
                <PaletteItem key={entry.type} entry={entry} tab={tab} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <ExtensionsLink className="shrink-0 border-t border-line px-3.5 text-xs">
        {texts.moreBoxes}
      </ExtensionsLink>
    </aside>
  )
}

function PaletteItem({ entry, tab }: { entry: Entry; tab: TabStore }) {
  const { type, title, description } = entry
  const add = () => {
    const { document, edit, select, id } = tab.getState()
    const { x, y } = middleOf(id)
    // One beside the other where several are added without a place.
    const shift = 30 * ([...document.boxes.values()].length % 6)
    const made = addBox(document, type, { x: x - 110 + shift, y: y - 60 + shift })
    edit(() => made.document)
    select([made.box.id])
  }
  return (
    <li>
      <button
        type="button"
        draggable
        title={description}
        onDragStart={({ dataTransfer }) => {
          dataTransfer.setData(DRAGGED, type)
          dataTransfer.effectAllowed = 'copy'
        }}
        onDoubleClick={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
        className="block h-[24px] w-full cursor-grab truncate rounded px-1.5 text-left text-xs hover:bg-canvas"
      >
        {title}
      </button>
    </li>
  )
}
