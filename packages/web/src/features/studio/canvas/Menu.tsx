import { type ReactNode, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { ALIGNMENTS } from '../../../graph-editor/align.ts'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { canvasOf } from './canvas-state.ts'
import * as commands from './commands.ts'
import { fit } from './view.ts'

/** What can be done at a place: with what is selected, or with the canvas. */
export function Menu({ tab }: { tab: TabStore }) {
  const { id } = tab.getState()
  const canvas = canvasOf(id)
  const menu = useStore(canvas, ({ menu }) => menu)
  const home = useRef<HTMLDivElement>(null)
  const close = () => canvas.setState({ menu: undefined })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every menu that opens.
  useEffect(() => {
    const element = home.current
    if (!menu || !element) return
    const before = document.activeElement as HTMLElement | null
    const { width, height } = element.getBoundingClientRect()
    element.style.left = `${Math.max(4, Math.min(menu.screen.x, innerWidth - width - 8))}px`
    element.style.top = `${Math.max(4, Math.min(menu.screen.y, innerHeight - height - 8))}px`
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const onPress = (event: MouseEvent) => {
      if (!element.contains(event.target as Element)) close()
    }
    addEventListener('mousedown', onPress, { capture: true })
    return () => {
      removeEventListener('mousedown', onPress, { capture: true })
      before?.focus()
    }
  }, [menu])
  if (!menu) return null
  const can = commands.abilities(id)
  const onKeyDown = (event: React.KeyboardEvent) => {
    event.stopPropagation()
    const items = [...home.current!.querySelectorAll<HTMLElement>('[role=menuitem]')]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape' || event.key === 'Tab') close()
    if (step === 0) return
    event.preventDefault()
    const at = items.indexOf(document.activeElement as HTMLElement)
    items[(at + step + items.length) % items.length]?.focus()
  }
  const item = (label: string, run: () => void, keys = '') => (
    <Item
      key={label}
      keys={keys}
      onPress={() => {
        close()
        run()
      }}
    >
      {label}
    </Item>
  )
  return (
    <div
      ref={home}
      role="menu"
      tabIndex={-1}
      aria-label={texts.keys.menu}
      onKeyDown={onKeyDown}
      className="fixed z-40 min-w-56 rounded-lg border border-line bg-raised p-1 text-xs shadow-xl"
    >
      {can.hasAny || can.hasWires ? (
        <>
          {can.hasAny && item(texts.keys.copy, () => void commands.copySelection(id), 'Ctrl C')}
          {can.hasAny && item(texts.keys.cut, () => void commands.cut(id), 'Ctrl X')}
          {can.hasAny && item(texts.keys.duplicate, () => commands.duplicate(id), 'Ctrl D')}
          {item(texts.remove, () => commands.remove(id), 'Del')}
          {can.hasKinds && <Line />}
          {can.hasKinds && item(texts.keys.connect, () => canvas.setState({ isConnecting: true }), 'C')}
          {can.hasAny && item(texts.keys.group, () => commands.groupSelection(id), 'Ctrl G')}
          {can.hasFrame && item(texts.keys.ungroup, () => commands.ungroupSelection(id), 'Ctrl ⇧ G')}
          {can.hasKinds && item(texts.keys.collapse, () => commands.collapseSelection(id), 'Ctrl E')}
          {can.hasPreset && item(texts.keys.expand, () => commands.expandSelection(id), 'Ctrl ⇧ E')}
          {can.hasKinds && item(texts.keepPreset, () => canvas.setState({ isKeeping: true }))}
          {can.hasSeveral && <Line />}
          {can.hasSeveral && item(texts.keys.layOut, () => void commands.layOutSelection(id), 'L')}
          {can.hasSeveral && (
            <fieldset aria-label={texts.align} className="grid grid-cols-4 gap-0.5 p-1">
              {ALIGNMENTS.map((how) => item(texts.alignments[how], () => commands.alignSelection(id, how)))}
            </fieldset>
          )}
        </>
      ) : (
        <>
          {item(texts.keys.add, () => canvas.setState({ adding: { at: menu.at, screen: menu.screen } }), 'A')}
          {item(texts.keys.note, () => commands.note(id, menu.at), 'N')}
          {item(texts.keys.paste, () => void pasteAt(id, menu.at), 'Ctrl V')}
          <Line />
          {item(texts.keys.selectAll, () => commands.selectAll(id), 'Ctrl A')}
          {item(texts.keys.layOut, () => void commands.layOutSelection(id), 'L')}
          {item(texts.fit, () => fit(id), 'F')}
        </>
      )}
    </div>
  )
}

const pasteAt = async (id: string, at: { x: number; y: number }) =>
  commands.pasteText(id, await navigator.clipboard?.readText().catch(() => undefined), at)

const Line = () => <hr className="my-1 border-line" />

function Item({ keys, onPress, children }: { keys: string; onPress(): void; children: ReactNode }) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={onPress}
      className="flex h-7 w-full items-center justify-between gap-6 rounded px-2 text-left whitespace-nowrap hover:bg-canvas focus:bg-accent-soft focus:text-accent focus:outline-none"
    >
      {children}
      {keys && <kbd className="font-mono text-[11px] text-ink-soft">{keys}</kbd>}
    </button>
  )
}
