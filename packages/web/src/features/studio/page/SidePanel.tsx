import { useState } from 'react'
import { Tabs } from '../../../ui/tabs.tsx'
import { InspectorPanel } from '../inspector/inspector-panel.tsx'
import { ParametersPanel } from '../parameters/ParametersPanel.tsx'
import type { TabStore } from '../tabs/tab.ts'
import { texts } from '../texts.ts'

const TABS = [
  ['parameters', texts.sides.parameters],
  ['inspector', texts.sides.inspector],
] as const

/** What is selected: how it is set, and what flowed through it. */
export function SidePanel({ tab }: { tab: TabStore }) {
  const [side, setSide] = useState('parameters')
  return (
    <aside
      aria-label={texts.side}
      className="flex w-80 shrink-0 flex-col border-l border-line bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-10 max-lg:shadow-xl"
    >
      <div className="px-2">
        <Tabs label={texts.side} tabs={TABS} selected={side} onSelect={setSide} />
      </div>
      <div
        id="panel"
        role="tabpanel"
        aria-labelledby={`tab-${side}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto outline-none"
      >
        {side === 'parameters' ? <ParametersPanel tab={tab} /> : <InspectorPanel tabId={tab.getState().id} />}
      </div>
    </aside>
  )
}
