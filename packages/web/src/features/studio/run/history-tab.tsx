import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { ago, figure, milliseconds } from '../../../ui/format.ts'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { CompareRuns } from './compare-runs.tsx'
import { PanelEmpty } from './panel-empty.tsx'
import { lastLossOf, type PastRun, runsQuery, tookOf } from './run-queries.ts'
import { graphIdOf, useRun } from './run-store.ts'
import { texts } from './texts.ts'

/** As many as there are colours to tell them apart. */
const MOST_COMPARED = 4

const TONES = {
  queued: 'plain',
  running: 'accent',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'plain',
  interrupted: 'warn',
} as const

/** Earlier runs, and the curves of some of them laid over one another. */
export function HistoryTab({ tabId }: { tabId: string }) {
  const { runId } = useRun(tabId)
  const runs = useQuery(runsQuery)
  const [isOnlyThis, setOnlyThis] = useState(true)
  const [chosen, setChosen] = useState<readonly string[]>([])
  if (runs.error) return <ErrorState error={runs.error} retry={() => void runs.refetch()} />
  if (!runs.data) {
    return (
      <div className="px-4">
        <Skeleton lines={4} />
      </div>
    )
  }
  const graphId = graphIdOf(tabId)
  const shown = runs.data.filter(({ graph_id, id }) => !isOnlyThis || graph_id === graphId || id === runId)
  const toggle = (id: string) =>
    setChosen((before) =>
      before.includes(id) ? before.filter((one) => one !== id) : [...before, id].slice(-MOST_COMPARED),
    )
  const compared = chosen.flatMap((id) => shown.find((run) => run.id === id) ?? [])
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,1fr)_minmax(0,1fr)] max-lg:grid-cols-1">
      <div className="min-w-0 overflow-auto">
        <label className="flex items-center gap-2 px-4 py-2 text-xs">
          <input
            type="checkbox"
            checked={isOnlyThis}
            onChange={({ target }) => setOnlyThis(target.checked)}
            className="accent-(--accent)"
          />
          {texts.history.onlyThis}
        </label>
        {shown.length === 0 ? (
          <PanelEmpty title={texts.history.empty}>{texts.history.emptyHint}</PanelEmpty>
        ) : (
          <table className="rows text-xs">
            <thead>
              <tr>
                <th>
                  <span className="sr-only">{texts.history.compare}</span>
                </th>
                <th>{texts.history.status}</th>
                {!isOnlyThis && <th>{texts.history.graph}</th>}
                <th>{texts.history.when}</th>
                <th>{texts.history.took}</th>
                <th>{texts.history.boxes}</th>
                <th className="text-right">{texts.history.loss}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((run) => (
                <Row
                  key={run.id}
                  run={run}
                  hasGraph={!isOnlyThis}
                  isCurrent={run.id === runId}
                  isChosen={chosen.includes(run.id)}
                  onToggle={() => toggle(run.id)}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
        className="min-w-0 overflow-auto border-l border-line max-lg:border-t max-lg:border-l-0"
      >
        <CompareRuns runs={compared} />
      </div>
    </div>
  )
}

interface RowProps {
  run: PastRun
  hasGraph: boolean
  isCurrent: boolean
  isChosen: boolean
  onToggle(): void
}

function Row({ run, hasGraph, isCurrent, isChosen, onToggle }: RowProps) {
  const took = tookOf(run)
  const loss = lastLossOf(run)
  return (
    <tr className={isCurrent ? 'bg-accent-soft/50' : ''}>
      <td className="w-8">
        <input
          type="checkbox"
          checked={isChosen}
          onChange={onToggle}
          aria-label={`${texts.history.compare}: ${run.created_at}`}
          className="accent-(--accent)"
        />
      </td>
      <td title={run.error ?? undefined}>
        <Badge tone={TONES[run.status]}>{texts.status[run.status]}</Badge>
      </td>
      {hasGraph && <td className="max-w-40 truncate">{run.graph_name}</td>}
      <td className="whitespace-nowrap" title={run.created_at}>
        {ago(run.created_at)}
      </td>
      <td className="font-mono whitespace-nowrap">{took === undefined ? '–' : milliseconds(took)}</td>
      <td className="whitespace-nowrap text-ink-soft">
        {run.summary ? texts.history.ran(run.summary.ran, run.summary.cached) : '–'}
      </td>
      <td className="text-right font-mono">{loss === undefined ? '–' : figure(loss)}</td>
    </tr>
  )
}
