import { useState } from 'react'
import { layoutOf } from '../../../graph-editor/geometry.ts'
import { PanelEmpty } from '../run/panel-empty.tsx'
import { useBoxRun, useRun } from '../run/run-store.ts'
import { useTab } from '../tabs/use-tab.ts'
import { BackwardTab } from './backward-tab.tsx'
import { BoxMark } from './box-mark.tsx'
import { CompareTab } from './compare-tab.tsx'
import { OutputsTab } from './outputs-tab.tsx'
import { StepsTab } from './steps-tab.tsx'
import { texts } from './texts.ts'

type Tab = keyof typeof texts.tabs
const TABS = Object.keys(texts.tabs) as Tab[]

/** What flowed through the selected box in the latest run. */
export function InspectorPanel({ tabId }: { tabId: string }) {
  const boxId = useTab(tabId, ({ selection }) => (selection.size === 1 ? [...selection][0] : undefined))
  const isBox = useTab(
    tabId,
    ({ document }) => boxId !== undefined && document.boxes.get(boxId)?.type !== 'note',
  )
  if (boxId === undefined || !isBox)
    return <PanelEmpty title={texts.selectOne}>{texts.selectOneHint}</PanelEmpty>
  return <Inspected key={boxId} tabId={tabId} boxId={boxId} />
}

function Inspected({ tabId, boxId }: { tabId: string; boxId: string }) {
  const [tab, setTab] = useState<Tab>('outputs')
  const { runId } = useRun(tabId)
  const { status } = useBoxRun(tabId, boxId)
  const name = useTab(tabId, ({ document, catalogue }) => {
    const box = document.boxes.get(boxId)
    return box ? box.data.label || layoutOf(box, catalogue).shape.title : boxId
  })
  return (
    <div className="flex min-h-0 flex-col">
      <header className="flex items-center gap-2 px-3 pt-3 pb-2">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{name}</h2>
        <BoxMark tabId={tabId} boxId={boxId} />
      </header>
      <div role="tablist" aria-label={name} className="flex gap-0.5 border-b border-line px-2 pb-1.5">
        {TABS.map((one) => (
          <button
            key={one}
            id={`inspect-${one}`}
            type="button"
            role="tab"
            aria-selected={one === tab}
            aria-controls={one === tab ? 'inspected' : undefined}
            onClick={() => setTab(one)}
            className="h-[24px] rounded px-2 text-xs font-medium text-ink-soft hover:bg-canvas aria-selected:bg-canvas aria-selected:text-ink"
          >
            {texts.tabs[one]}
          </button>
        ))}
      </div>
      <div id="inspected" role="tabpanel" aria-labelledby={`inspect-${tab}`} className="p-3">
        {runId === undefined ? (
          <PanelEmpty title={texts.notRun}>{texts.notRunHint}</PanelEmpty>
        ) : tab === 'outputs' ? (
          <OutputsTab tabId={tabId} runId={runId} boxId={boxId} />
        ) : tab === 'steps' ? (
          <StepsTab key={`${runId} ${status}`} runId={runId} boxId={boxId} />
        ) : tab === 'backward' ? (
          <BackwardTab tabId={tabId} runId={runId} boxId={boxId} />
        ) : (
          <CompareTab tabId={tabId} runId={runId} boxId={boxId} />
        )}
      </div>
    </div>
  )
}
