import { ChevronDown, ChevronUp, Unplug } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Skeleton } from '../../../ui/states.tsx'
import { focusBox } from '../canvas/view.ts'
import { LogTab } from './log-tab.tsx'
import { ProblemsTab } from './problems-tab.tsx'
import { useCurves, useRun, useRunLog } from './run-store.ts'
import { texts } from './texts.ts'

// Plots come when there is something to plot.
const CurvesTab = lazy(() => import('./curves-tab.tsx').then((module) => ({ default: module.CurvesTab })))
const HistoryTab = lazy(() => import('./history-tab.tsx').then((module) => ({ default: module.HistoryTab })))

type Tab = keyof typeof texts.tabs
const TABS = Object.keys(texts.tabs) as Tab[]

/** Curves, problems, log and history of a tab's runs, below its graph. */
export function RunPanel({ tabId }: { tabId: string }) {
  const [tab, setTab] = useState<Tab>('curves')
  const [isOpen, setOpen] = useState(false)
  const { status, isConnected, isGoingOn, problems, runId } = useRun(tabId)
  const counts = { problems: problems.length, log: useRunLog(tabId).length, curves: 0, history: 0 }
  const hasCurves = useCurves(tabId).size > 0
  // What asks to be looked at shows itself, once a run.
  const shown = useRef('')
  useEffect(() => {
    const show = (what: Tab) => {
      const key = `${runId} ${what}`
      if (shown.current === key) return
      shown.current = key
      setTab(what)
      setOpen(true)
    }
    if (status === 'failed' || status === 'interrupted' || problems.length > 0) show('problems')
    else if (isGoingOn && hasCurves) show('curves')
    // What was shown for its problems has none any more.
    else if (status === 'succeeded' && shown.current.endsWith(' problems')) {
      shown.current = ''
      setTab((now) => (now === 'problems' ? 'curves' : now))
      setOpen(false)
    }
  }, [status, isGoingOn, hasCurves, problems.length, runId])
  const select = (one: Tab) => {
    setOpen(one !== tab || !isOpen)
    setTab(one)
  }
  const jump = (boxId: string) => focusBox(tabId, boxId)
  return (
    <section
      aria-label={texts.panel}
      className={`flex min-h-0 flex-col border-t border-line bg-surface ${isOpen ? 'h-72' : ''}`}
    >
      <div className="flex h-9 shrink-0 items-center gap-1 px-2">
        <div role="tablist" aria-label={texts.panel} className="flex gap-0.5">
          {TABS.map((one) => (
            <button
              key={one}
              id={`run-tab-${one}`}
              type="button"
              role="tab"
              aria-selected={isOpen && one === tab}
              aria-controls={isOpen ? 'run-panel' : undefined}
              onClick={() => select(one)}
              className="flex h-7 items-center gap-1.5 rounded-md px-2.5 text-xs font-medium text-ink-soft hover:bg-canvas hover:text-ink aria-selected:bg-canvas aria-selected:text-ink"
            >
              {texts.tabs[one]}
              {counts[one] > 0 && (
                <span
                  className={`rounded-full px-1.5 text-[11px] ${one === 'problems' ? 'bg-bad-soft text-bad' : 'bg-line text-ink'}`}
                >
                  {counts[one]}
                </span>
              )}
            </button>
          ))}
        </div>
        {isGoingOn && !isConnected && (
          <span role="status" className="ml-2 flex items-center gap-1.5 truncate text-xs text-warn">
            <Unplug aria-hidden size={13} className="shrink-0" />
            {texts.reconnecting}
          </span>
        )}
        <button
          type="button"
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          title={isOpen ? texts.hidePanel : texts.showPanel}
          aria-label={isOpen ? texts.hidePanel : texts.showPanel}
          className="ml-auto grid size-7 place-items-center rounded-md text-ink-soft hover:bg-canvas hover:text-ink"
        >
          {isOpen ? <ChevronDown aria-hidden size={15} /> : <ChevronUp aria-hidden size={15} />}
        </button>
      </div>
      {isOpen && (
        <div
          id="run-panel"
          role="tabpanel"
          aria-labelledby={`run-tab-${tab}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
          tabIndex={0}
          className="min-h-0 flex-1 overflow-auto border-t border-line"
        >
          <Suspense
            fallback={
              <div className="px-4">
                <Skeleton lines={4} />
              </div>
            }
          >
            {tab === 'curves' && <CurvesTab tabId={tabId} />}
            {tab === 'problems' && <ProblemsTab tabId={tabId} onJump={jump} />}
            {tab === 'log' && <LogTab tabId={tabId} onJump={jump} />}
            {tab === 'history' && <HistoryTab tabId={tabId} />}
          </Suspense>
        </div>
      )}
    </section>
  )
}
