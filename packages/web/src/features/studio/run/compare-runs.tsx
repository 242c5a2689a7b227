import { Chart, type Series } from '../../../ui/chart.tsx'
import { ago, figure } from '../../../ui/format.ts'
import { PanelEmpty } from './panel-empty.tsx'
import type { PastRun } from './run-queries.ts'
import { texts } from './texts.ts'

const COLORS = ['accent', 'warn', 'good', 'bad'] as const

/** The figures of some runs, one chart for each kind. */
export function CompareRuns({ runs }: { runs: readonly PastRun[] }) {
  if (runs.length === 0)
    return <PanelEmpty title={texts.history.compare}>{texts.history.compareHint}</PanelEmpty>
  const metrics = [...new Set(runs.flatMap(({ summary }) => Object.keys(summary?.metrics ?? {})))]
  if (metrics.length === 0)
    return <PanelEmpty title={texts.history.compare}>{texts.history.noFigures}</PanelEmpty>
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(14rem,1fr))] gap-x-5 gap-y-4 px-4 py-3">
      {metrics.map((metric) => {
        const series = runs.flatMap(({ summary, created_at }, at): Series[] => {
          const values = summary?.metrics[metric]
          return values ? [{ label: ago(created_at), values, color: COLORS[at % COLORS.length]! }] : []
        })
        const most = Math.max(...series.map(({ values }) => values.length))
        const x = Array.from({ length: most }, (_, at) => at + 1)
        const padded = series.map((one) => ({ ...one, values: x.map((_, at) => one.values[at] ?? null) }))
        return (
          <Chart
            key={metric}
            label={texts.history.metrics[metric] ?? metric}
            isCount
            x={x}
            series={padded}
            height={150}
            format={figure}
          />
        )
      })}
    </div>
  )
}
