import { useMemo, useState } from 'react'
import { figure } from '../../../ui/format.ts'
import { colorOf, isSigned, paintValues } from './colors.ts'
import { type Extent, extentOf } from './numbers.ts'
import { Pixels } from './pixels.tsx'
import type { Axis } from './slices.ts'
import { texts } from './texts.ts'

interface Props {
  values: readonly number[]
  shape: readonly [rows: number, columns: number]
  rows: Axis
  columns: Axis
  label: string
  /** Where the colours begin and end; by default at the least and the largest value. */
  extent?: Extent | undefined
}

/** Values as colours, with a scale and the value under the pointer. */
export function Heatmap({ values, shape, rows, columns, label, extent }: Props) {
  const range = useMemo(() => extent ?? extentOf(values), [extent, values])
  const pixels = useMemo(() => paintValues(values, range), [values, range])
  const [cell, setCell] = useState<readonly [number, number]>()
  const value = cell && values[cell[0] * shape[1] + cell[1]]
  return (
    <figure className="space-y-1.5">
      <Pixels
        pixels={pixels}
        rows={shape[0]}
        columns={shape[1]}
        label={label}
        onCell={(row, column) => setCell(row === undefined ? undefined : [row, column])}
      />
      <figcaption className="flex h-4 items-center gap-2 font-mono text-xs text-ink-soft">
        {cell && value !== undefined ? (
          <span className="text-ink">
            {texts.cell(
              rows.first + cell[0] * rows.step,
              columns.first + cell[1] * columns.step,
              Number.isFinite(value) ? figure(value) : texts.noNumber,
            )}
          </span>
        ) : (
          <Scale extent={range} />
        )}
      </figcaption>
    </figure>
  )
}

const STOPS = Array.from({ length: 9 }, (_, at) => at / 8)

function Scale({ extent }: { extent: Extent }) {
  const { min, max } = isSigned(extent)
    ? { min: -Math.max(-extent.min, extent.max), max: Math.max(-extent.min, extent.max) }
    : extent
  const stops = STOPS.map((share) => `rgb(${colorOf(min + (max - min) * share, extent).join(' ')})`)
  return (
    <>
      <span>{figure(min)}</span>
      <span
        aria-hidden
        className="h-2 flex-1 rounded-full"
        style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
      />
      <span>{figure(max)}</span>
    </>
  )
}
