import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useTheme } from '../app/theme.ts'

export interface Series {
  label: string
  values: readonly (number | null)[]
  /** A token's name: accent, good, warn, bad. */
  color: 'accent' | 'good' | 'warn' | 'bad'
}

interface Props {
  /** What is plotted, in words, for who cannot see it. */
  label: string
  /** Seconds since 1970, numbers counted from somewhere, or places on an axis of names. */
  x: readonly number[]
  isCount?: boolean
  names?: string[] | undefined
  series: readonly Series[]
  height?: number
  format?: (value: number) => string
}

const colorOf = (name: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

const hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** Seconds as the time of a day, or as a day where the axis spans several. */
const timeOf = (at: number, all: readonly number[]) =>
  (all.at(-1)! - all[0]! > 36 * 3600 ? days : hours).format(at * 1000)

/** Ticks in words; where rounding makes two the same, with all their digits. */
function distinct(splits: number[], format: (value: number) => string): string[] {
  const words = splits.map(format)
  if (new Set(words).size === words.length) return words
  return splits.map((at) => String(Number(at.toPrecision(8))))
}

/** Lines over time, or over versions by name. */
export function Chart({ label, x, isCount = false, names, series, height = 180, format = String }: Props) {
  const home = useRef<HTMLDivElement>(null)
  const theme = useTheme(({ theme }) => theme)
  const plot = useRef<uPlot>(undefined)
  const data = [x, ...series.map(({ values }) => values)] as unknown as uPlot.AlignedData
  const shape = JSON.stringify([
    names,
    isCount,
    series.map(({ label, color }) => [label, color]),
    height,
    theme,
  ])

  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew when its shape changes, not its data.
  useEffect(() => {
    const element = home.current!
    const axis = {
      stroke: colorOf('ink-soft'),
      font: '11px "Inter Variable", sans-serif',
      grid: { stroke: colorOf('line'), width: 1 },
      ticks: { show: false },
    }
    const made = new uPlot(
      {
        width: element.clientWidth || 300,
        height,
        legend: { show: false },
        cursor: { points: { size: 6 }, y: false },
        scales: {
          x: {
            time: names === undefined && !isCount,
            ...(names && x.length === 1 ? { range: [-1, 1] } : {}),
          },
        },
        axes: [
          {
            ...axis,
            size: 32,
            grid: { show: false },
            ...(names && { splits: () => [...x] }),
            // There is no half of what is counted.
            ...(isCount && {
              incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 100_000],
            }),
            values: (_: uPlot, splits: number[]) =>
              splits.map((at) => (names ? (names[at] ?? '') : isCount ? String(at) : timeOf(at, splits))),
          },
          { ...axis, size: 58, values: (_: uPlot, splits: number[]) => distinct(splits, format) },
        ],
        series: [
          {},
          ...series.map(({ label, color }) => ({
            label,
            stroke: colorOf(color),
            width: 1.75,
            spanGaps: true,
            points: {
              // A value alone between two gaps has no line to be seen by.
              show: (plot: uPlot, at: number) =>
                names !== undefined ||
                Array.from(plot.data[at]!).filter((value) => value !== null).length < 30,
              size: 5,
              fill: colorOf(color),
            },
          })),
        ],
      },
      data,
      element,
    )
    plot.current = made
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
      plot.current = undefined
    }
  }, [shape])
  useEffect(() => plot.current?.setData(data))

  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs">
        <span className="font-semibold text-ink">{label}</span>
        {series.map(({ label: name, values, color }) => {
          const last = values.findLast((value) => value !== null)
          return (
            <span key={name} className="flex items-center gap-1.5 text-ink-soft">
              <span aria-hidden className="size-2 rounded-full" style={{ background: `var(--${color})` }} />
              {name}
              {last !== undefined && last !== null && <b className="font-medium text-ink">{format(last)}</b>}
            </span>
          )
        })}
      </figcaption>
      <div ref={home} aria-hidden style={{ height }} className="overflow-hidden" />
    </figure>
  )
}
