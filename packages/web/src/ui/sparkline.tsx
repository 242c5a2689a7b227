/** A line of the size of a word: how it went lately. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  const most = Math.max(1, ...values)
  const points = values.map(
    (value, at) => `${(at / Math.max(1, values.length - 1)) * 100},${23 - (value / most) * 22}`,
  )
  return (
    <svg viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label={label} className="h-6 w-28">
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
