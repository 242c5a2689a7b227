import { lazy, Suspense } from 'react'
import { figure } from '../../../ui/format.ts'
import { EmptyState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import type { Revision } from './queries.ts'

const Chart = lazy(async () => ({ default: (await import('../../../ui/chart.tsx')).Chart }))

/** Charts that are drawn at once. */
const MOST = 24

/** Each metric across all versions that state it. */
export function MetricsTab({ revisions }: { revisions: readonly Revision[] }) {
  const oldestFirst = revisions.toReversed()
  const names = [...new Set(oldestFirst.flatMap(({ metrics }) => Object.keys(metrics)))].sort()
  if (names.length === 0) return <EmptyState title={texts.noMetrics}>{texts.noMetricsHint}</EmptyState>
  return (
    <Suspense fallback={<Skeleton lines={5} />}>
      <div className="grid grid-cols-2 gap-4 max-lg:grid-cols-1">
        {names.slice(0, MOST).map((name) => (
          <div key={name} className="card min-w-0 p-4">
            <Chart
              label={name}
              x={oldestFirst.map((_, at) => at)}
              names={oldestFirst.map(({ version }) => version)}
              series={[
                {
                  label: oldestFirst.findLast(({ metrics }) => name in metrics)?.version ?? '',
                  values: oldestFirst.map(({ metrics }) => metrics[name] ?? null),
                  color: 'accent',
                },
              ]}
              format={figure}
            />
          </div>
        ))}
      </div>
    </Suspense>
  )
}
