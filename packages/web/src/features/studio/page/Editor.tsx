import { useEffect, useState } from 'react'
import { tellShortcuts } from '../../../app/shortcuts.tsx'
import { Canvas } from '../canvas/Canvas.tsx'
import { KEYS, MORE_KEYS } from '../canvas/keys.ts'
import { Palette } from '../palette/Palette.tsx'
import { RunPanel } from '../run/run-panel.tsx'
import { ConflictDialog } from '../tabs/ConflictDialog.tsx'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'
import { SidePanel } from './SidePanel.tsx'
import { Toolbar } from './Toolbar.tsx'

export type Part = 'palette' | 'side'

const SHORTCUTS = [...KEYS, ...MORE_KEYS].map(({ keys, what }) => ({
  keys: keys[0]!.split(/(?<=.)\+/),
  what,
}))

/** One graph: what it can be made of, the graph, what is selected, and what its runs say. */
export function Editor({ tab }: { tab: TabStore }) {
  const { id } = tab.getState()
  useEffect(() => tellShortcuts(texts.keys.title, SHORTCUTS), [])
  const [shown, setShown] = useState<ReadonlySet<Part>>(
    () => new Set<Part>(innerWidth >= 1200 ? ['palette', 'side'] : ['palette']),
  )
  const toggle = (part: Part) =>
    setShown((before) => {
      const next = new Set(before)
      if (!next.delete(part)) next.add(part)
      return next
    })
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Toolbar tab={tab} shown={shown} onToggle={toggle} />
      <div className="relative flex min-h-0 flex-1">
        {shown.has('palette') && <Palette tab={tab} />}
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="relative min-h-0 flex-1">
            <Canvas tab={tab} />
          </div>
          <RunPanel tabId={id} />
        </div>
        {shown.has('side') && <SidePanel tab={tab} />}
      </div>
      <ConflictDialog tab={tab} />
    </div>
  )
}
