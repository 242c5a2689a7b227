import { useEffect } from 'react'
import { saveNow } from '../tabs/save.ts'
import { getTab } from '../tabs/tabs.ts'
import { texts } from '../texts.ts'
import { canvasOf } from './canvas-state.ts'
import * as commands from './commands.ts'
import { fit, middleOf, screenOf, zoomBy } from './view.ts'

type Run = (tabId: string, event: KeyboardEvent) => void

const STEP = 10
const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const of = (tabId: string) => getTab(tabId).getState()

/** Asks which box is to be put in the middle of the canvas. */
export function openAdding(tabId: string): void {
  const at = middleOf(tabId)
  canvasOf(tabId).setState({ adding: { at, screen: screenOf(tabId, at) } })
}

function openMenu(tabId: string): void {
  const { selection, document } = of(tabId)
  const [id] = selection
  const at = (id === undefined ? undefined : document.boxes.get(id)?.position) ?? middleOf(tabId)
  canvasOf(tabId).setState({ menu: { screen: screenOf(tabId, at), at, box: id } })
}

/** Into the box that is selected: its first field, or the text of a note. */
function enter(tabId: string): void {
  const [id] = of(tabId).selection
  const box =
    id === undefined ? null : document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
  const note = box?.querySelector('[data-note]')
  if (note) note.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))
  else box?.querySelector<HTMLElement>('input:not([type=file]), select, textarea')?.focus()
}

/** Every key of the canvas, as it is pressed and as it is told of; `Mod` is Ctrl, or ⌘ on a Mac. */
export const KEYS: readonly { keys: readonly string[]; what: string; run: Run }[] = [
  { keys: ['Mod+z'], what: texts.undo, run: (id) => of(id).undo() },
  { keys: ['Mod+Shift+z', 'Mod+y'], what: texts.redo, run: (id) => of(id).redo() },
  { keys: ['a'], what: texts.keys.add, run: openAdding },
  { keys: ['c'], what: texts.keys.connect, run: (id) => canvasOf(id).setState({ isConnecting: true }) },
  { keys: ['n'], what: texts.keys.note, run: (id) => commands.note(id) },
  { keys: ['Enter'], what: texts.keys.enter, run: enter },
  { keys: ['Delete', 'Backspace'], what: texts.remove, run: commands.remove },
  { keys: ['Mod+a'], what: texts.keys.selectAll, run: commands.selectAll },
  { keys: ['Mod+d'], what: texts.keys.duplicate, run: commands.duplicate },
  { keys: ['Mod+g'], what: texts.keys.group, run: commands.groupSelection },
  { keys: ['Mod+Shift+g'], what: texts.keys.ungroup, run: commands.ungroupSelection },
  { keys: ['Mod+e'], what: texts.keys.collapse, run: commands.collapseSelection },
  { keys: ['Mod+Shift+e'], what: texts.keys.expand, run: commands.expandSelection },
  { keys: ['l'], what: texts.keys.layOut, run: (id) => void commands.layOutSelection(id) },
  { keys: ['f'], what: texts.fit, run: (id) => fit(id) },
  { keys: ['Shift+f'], what: texts.keys.fitSelection, run: (id) => fit(id, of(id).selection) },
  { keys: ['+', '='], what: texts.zoomIn, run: (id) => zoomBy(id, 1.25) },
  { keys: ['-'], what: texts.zoomOut, run: (id) => zoomBy(id, 0.8) },
  {
    keys: ['m'],
    what: texts.keys.minimap,
    run: (id) => canvasOf(id).setState(({ hasMinimap }) => ({ hasMinimap: !hasMinimap })),
  },
  { keys: ['Mod+s'], what: texts.keys.save, run: (id) => void saveNow(getTab(id)) },
  { keys: ['ContextMenu', 'Shift+F10'], what: texts.keys.menu, run: openMenu },
  { keys: ['Escape'], what: texts.keys.escape, run: (id) => of(id).select([]) },
]

/** Told of in the dialog, handled by the browser's own events or below. */
export const MORE_KEYS: readonly { keys: readonly string[]; what: string }[] = [
  { keys: ['Mod+c'], what: texts.keys.copy },
  { keys: ['Mod+x'], what: texts.keys.cut },
  { keys: ['Mod+v'], what: texts.keys.paste },
  { keys: ['←↑→↓'], what: texts.keys.nudge },
  { keys: ['Alt+←↑→↓'], what: texts.keys.walk },
]

const nameOf = ({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent) => {
  const letter = key.length === 1 ? key.toLowerCase() : key
  // Where Shift makes another sign of a key, the sign says enough.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase()
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${shiftKey && !isSign ? 'Shift+' : ''}${letter}`
}

const COMMANDS = new Map(KEYS.flatMap(({ keys, run }) => keys.map((key) => [key, run] as const)))

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  (target as HTMLInputElement).type !== 'checkbox'

/** Whether a key is the canvas's: nobody is typing, nothing lies over it, and no panel beside it has the focus. */
const isOurs = (target: Element) =>
  !isTyping(target) &&
  !document.querySelector('dialog[open]') &&
  (target === document.body || target.closest('#content') !== null) &&
  target.closest('aside, [role=menu], [role=tabpanel]') === null

/** What has the focus: events of the clipboard speak of where text was last selected instead. */
const focused = () => document.activeElement ?? document.body

/** Milliseconds in which a letter after `g` leads to another page, and means nothing here. */
const CHORD_MS = 1200

/** The keyboard of the canvas. */
export function useKeys(tabId: string): void {
  useEffect(() => {
    let chordAt = 0
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && isTyping(event.target)) {
        // Out of a field and back to its box.
        return (event.target as Element).closest<HTMLElement>('.react-flow__node')?.focus()
      }
      if (event.defaultPrevented || !isOurs(event.target as Element)) return
      const isOnButton = (event.target as Element).closest('button, a, [role=tab]') !== null
      if (isOnButton && ['Enter', ' ', ...Object.keys(ARROWS)].includes(event.key)) return
      const arrow = ARROWS[event.key]
      if (arrow) {
        event.preventDefault()
        const [dx, dy] = arrow
        if (event.altKey) {
          const id = commands.walk(tabId, dx, dy)
          if (id !== undefined) fit(tabId, [id], 'ifHidden')
        } else commands.nudge(tabId, dx * STEP, dy * STEP)
        return
      }
      const isChord = event.timeStamp - chordAt < CHORD_MS
      chordAt = nameOf(event) === 'g' ? event.timeStamp : 0
      if (event.altKey || isChord) return
      const run = COMMANDS.get(nameOf(event))
      if (!run) return
      event.preventDefault()
      run(tabId, event)
    }
    const onCopy = (event: ClipboardEvent) => {
      // Where no box is selected, it is the page's text that is copied.
      if (!isOurs(focused()) || of(tabId).selection.size === 0) return
      event.preventDefault()
      void (event.type === 'cut' ? commands.cut(tabId) : commands.copySelection(tabId))
    }
    const onPaste = (event: ClipboardEvent) => {
      if (!isOurs(focused())) return
      event.preventDefault()
      const at = canvasOf(tabId).getState().pointer ?? middleOf(tabId)
      commands.pasteText(tabId, event.clipboardData?.getData('text/plain'), at)
    }
    addEventListener('keydown', onKey)
    addEventListener('copy', onCopy)
    addEventListener('cut', onCopy)
    addEventListener('paste', onPaste)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('copy', onCopy)
      removeEventListener('cut', onCopy)
      removeEventListener('paste', onPaste)
    }
  }, [tabId])
}
