import {
  FolderOpen,
  Maximize,
  Network,
  PanelLeft,
  PanelRight,
  Redo2,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useStore } from 'zustand'
import { layOutSelection } from '../canvas/commands.ts'
import { importFile } from '../canvas/drops.ts'
import { fit, zoomBy } from '../canvas/view.ts'
import { RunToolbar } from '../run/run-toolbar.tsx'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import type { Part } from './Editor.tsx'
import { GraphName } from './GraphName.tsx'

interface Props {
  tab: TabStore
  shown: ReadonlySet<Part>
  onToggle(part: Part): void
}

export function Toolbar({ tab, shown, onToggle }: Props) {
  const { id, undo, redo } = tab.getState()
  const canUndo = useStore(tab, ({ history }) => history.done.length > 0)
  const canRedo = useStore(tab, ({ history }) => history.undone.length > 0)
  return (
    <div className="flex h-11 shrink-0 items-center gap-0.5 border-b border-line bg-surface px-2">
      <Tool label={texts.showPalette} isOn={shown.has('palette')} onPress={() => onToggle('palette')}>
        <PanelLeft aria-hidden size={16} />
      </Tool>
      <GraphName tab={tab} />
      <Tool label={texts.undo} isOff={!canUndo} onPress={undo}>
        <Undo2 aria-hidden size={16} />
      </Tool>
      <Tool label={texts.redo} isOff={!canRedo} onPress={redo}>
        <Redo2 aria-hidden size={16} />
      </Tool>
      <span aria-hidden className="mx-1 h-5 w-px bg-line" />
      <Tool label={texts.zoomOut} onPress={() => zoomBy(id, 1 / 1.25)}>
        <ZoomOut aria-hidden size={16} />
      </Tool>
      <Tool label={texts.zoomIn} onPress={() => zoomBy(id, 1.25)}>
        <ZoomIn aria-hidden size={16} />
      </Tool>
      <Tool label={texts.fit} onPress={() => fit(id)}>
        <Maximize aria-hidden size={15} />
      </Tool>
      <Tool label={texts.keys.layOut} onPress={() => void layOutSelection(id)}>
        <Network aria-hidden size={16} />
      </Tool>
      <ImportTool tabId={id} />
      <div className="ml-auto flex min-w-0 items-center gap-2">
        <RunToolbar tabId={id} />
        <Tool label={texts.showSide} isOn={shown.has('side')} onPress={() => onToggle('side')}>
          <PanelRight aria-hidden size={16} />
        </Tool>
      </div>
    </div>
  )
}

function ImportTool({ tabId }: { tabId: string }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Tool label={texts.importGraph} onPress={() => input.current?.click()}>
        <FolderOpen aria-hidden size={16} />
      </Tool>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={texts.importGraph}
        onChange={async ({ target }) => {
          for (const file of target.files ?? []) await importFile(tabId, file)
          target.value = ''
        }}
      />
    </>
  )
}

interface ToolProps {
  label: string
  isOn?: boolean
  isOff?: boolean
  onPress(): void
  children: ReactNode
}

export function Tool({ label, isOn, isOff = false, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      disabled={isOff}
      onClick={onPress}
      className="grid size-8 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-canvas hover:text-ink disabled:opacity-40 aria-pressed:text-accent"
    >
      {children}
    </button>
  )
}
