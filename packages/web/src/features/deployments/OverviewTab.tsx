import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Chart } from '../../ui/chart.tsx'
import { figure, milliseconds } from '../../ui/format.ts'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { metricsQuery } from './queries.ts'
import { texts } from './texts.ts'

const { figures } = texts

/** How it did lately: the sums, and the lines behind them. */
export function OverviewTab({ id }: { id: string }) {
  const [window, setWindow] = useState<keyof typeof texts.windows>('1h')
  const metrics = useQuery(metricsQuery(id, window))
  if (metrics.error) return <ErrorState error={metrics.error} retry={() => void metrics.refetch()} />
  if (!metrics.data) return <Skeleton lines={6} />
  const { points, requests, errors, latency_ms: latency, batch_rows: rows } = metrics.data
  const x = points.map(({ at }) => Date.parse(at) / 1000)
  const sums = [
    [figures.requests, figure(requests)],
    [figures.errors, figure(errors)],
    [`${figures.latency} ${figures.p50}`, latency ? milliseconds(latency.p50) : '–'],
    [`${figures.latency} ${figures.p99}`, latency ? milliseconds(latency.p99) : '–'],
    [figures.batches, rows ? figure(rows.mean) : '–'],
  ] as const
  const whole = (value: number) => (Number.isInteger(value) ? figure(value) : '')
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-soft">{requests === 0 ? texts.quiet : ''}</p>
        <select
          aria-label={texts.window}
          value={window}
          onChange={({ target }) => setWindow(target.value as typeof window)}
          className="field w-auto"
        >
          {Object.entries(texts.windows).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <dl className="grid grid-cols-5 gap-3 max-lg:grid-cols-3">
        {sums.map(([name, value]) => (
          <div key={name} className="card p-4">
            <dt className="text-xs text-ink-soft">{name}</dt>
            <dd
              className={`mt-1 text-lg font-semibold ${name === figures.errors && errors > 0 ? 'text-bad' : ''}`}
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <div className="grid grid-cols-2 gap-4 max-xl:grid-cols-1">
        <div className="card min-w-0 p-4">
          <Chart
            label={figures.requests}
            x={x}
            series={[
              { label: figures.requests, values: points.map((point) => point.requests), color: 'accent' },
              { label: figures.errors, values: points.map((point) => point.errors), color: 'bad' },
            ]}
            format={whole}
          />
        </div>
        <div className="card min-w-0 p-4">
          <Chart
            label={figures.latency}
            x={x}
            series={(['p50', 'p90', 'p99'] as const).map((name, at) => ({
              label: figures[name],
              values: points.map(({ latency_ms: one }) => one?.[name] ?? null),
              color: (['good', 'accent', 'warn'] as const)[at]!,
            }))}
            format={milliseconds}
          />
        </div>
        <div className="card min-w-0 p-4">
          <Chart
            label={figures.batches}
            x={x}
            series={[
              {
                label: figures.mean,
                values: points.map((point) => point.batch_rows?.mean ?? null),
                color: 'accent',
              },
              {
                label: figures.max,
                values: points.map((point) => point.batch_rows?.max ?? null),
                color: 'warn',
              },
            ]}
            format={figure}
          />
        </div>
      </div>
    </div>
  )
}
