import { Command } from 'cmdk'
import { useState } from 'react'
import { useStore } from 'zustand'
import { Dialog } from '../../../ui/dialog.tsx'
import { canvasOf } from '../canvas/canvas-state.ts'
import { add } from '../canvas/commands.ts'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { entriesOf, fitting, search } from './entries.ts'

const MOST = 60
export const CHOICE =
  'flex h-8 cursor-pointer items-center gap-2 rounded-md px-2.5 text-ink-soft aria-selected:bg-accent-soft aria-selected:text-accent'

/** A box by a few letters, put where one double-clicked or let go of a wire. */
export function QuickAdd({ tab }: { tab: TabStore }) {
  const { id } = tab.getState()
  const canvas = canvasOf(id)
  const adding = useStore(canvas, ({ adding }) => adding)
  return (
    <Dialog
      label={texts.keys.add}
      isOpen={adding !== undefined}
      onClose={() => canvas.setState({ adding: undefined })}
      className="w-96!"
    >
      <Choices tab={tab} />
    </Dialog>
  )
}

function Choices({ tab }: { tab: TabStore }) {
  const { id, document, catalogue } = tab.getState()
  const waiting = canvasOf(id).getState().adding?.waiting
  const [text, setText] = useState('')
  const all = entriesOf(catalogue)
  const found = search(waiting ? fitting(all, document, catalogue, waiting) : all, text).slice(0, MOST)
  return (
    <Command shouldFilter={false} label={texts.keys.add}>
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder={waiting ? texts.searchFitting : texts.searchBoxes}
        className="h-11 w-full border-b border-line bg-transparent px-3.5 outline-none placeholder:text-ink-faint"
      />
      <Command.List label={texts.palette} className="max-h-80 overflow-auto p-1.5">
        <Command.Empty className="p-5 text-center text-ink-soft">{texts.nothingFits}</Command.Empty>
        {found.map(({ type, title, category }) => (
          <Command.Item key={type} value={type} onSelect={() => add(id, type)} className={CHOICE}>
            <span className="truncate font-medium">{title}</span>
            <span className="ml-auto shrink-0 text-xs text-ink-soft">{category}</span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}
