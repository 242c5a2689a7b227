import { useMemo, useState } from 'react'
import { figure } from '../../../ui/format.ts'
import { histogram } from './numbers.ts'

/** How values are spread. */
export function HistogramView({ values, label }: { values: readonly number[]; label: string }) {
  const bins = useMemo(() => histogram(values), [values])
  const most = Math.max(1, ...bins.map(({ count }) => count))
  const [pointed, setPointed] = useState<number>()
  const bin = pointed === undefined ? undefined : bins[pointed]
  return (
    <figure className="space-y-1">
      <svg
        viewBox={`0 0 ${bins.length} 40`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        className="h-36 w-full rounded border border-line bg-canvas"
        onPointerLeave={() => setPointed(undefined)}
      >
        {bins.map(({ from, count }, at) => (
          <g key={from} onPointerEnter={() => setPointed(at)}>
            <rect x={at} y={0} width={1} height={40} fill="transparent" />
            <rect
              x={at + 0.08}
              y={40 - (count / most) * 38}
              width={0.84}
              height={(count / most) * 38}
              fill={pointed === at ? 'var(--ink)' : 'var(--accent)'}
            />
          </g>
        ))}
      </svg>
      <figcaption className="flex justify-between font-mono text-xs text-ink-soft">
        {bin ? (
          <span className="text-ink">
            {figure(bin.from)} … {figure(bin.to)}: {figure(bin.count)}
          </span>
        ) : (
          <>
            <span>{figure(bins[0]!.from)}</span>
            <span>{figure(bins.at(-1)!.to)}</span>
          </>
        )}
      </figcaption>
    </figure>
  )
}
