import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { figure } from '../../../ui/format.ts'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { paintPlanes } from './colors.ts'
import { Heatmap } from './heatmap.tsx'
import { HistogramView } from './histogram-view.tsx'
import { type Address, type Value, valueQuery } from './inspector-queries.ts'
import { flat } from './numbers.ts'
import { Pixels } from './pixels.tsx'
import { channelsOf, leading, pictureLeading, sides, sliceFor, type View, type ViewSlice } from './slices.ts'
import { TensorTable } from './tensor-table.tsx'
import { texts } from './texts.ts'

interface Props {
  address: Address
  shape: readonly number[]
}

/** A tensor, shown in one of several ways; only what is shown is fetched. */
export function TensorView({ address, shape }: Props) {
  const canBePicture = channelsOf(shape) !== undefined
  const [view, setView] = useState<View>(channelsOf(shape) === 3 ? 'image' : 'heatmap')
  const [places, setPlaces] = useState<readonly number[]>([])
  const [offset, setOffset] = useState<readonly [number, number]>([0, 0])
  const axes = view === 'image' ? pictureLeading(shape) : view === 'histogram' ? [] : leading(shape)
  const at = axes.map((size, axis) => Math.min(places[axis] ?? 0, size - 1))
  const asked = sliceFor(shape, view, at, offset)
  const label = `${address.port} [${shape.join(', ')}]`
  if (shape.includes(0)) return <p className="text-ink-soft">{texts.empty}</p>
  const views = (Object.keys(texts.views) as View[]).filter((one) => one !== 'image' || canBePicture)
  return (
    <div className="space-y-2.5">
      <fieldset className="flex flex-wrap gap-0.5">
        <legend className="sr-only">{texts.view}</legend>
        {views.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === view}
            onClick={() => setView(one)}
            className="h-[24px] rounded px-2 text-xs font-medium text-ink-soft hover:bg-canvas aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {texts.views[one]}
          </button>
        ))}
      </fieldset>
      {axes.map((size, axis) =>
        size < 2 ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: an axis is its place.
          <label key={axis} className="flex items-center gap-2 text-xs text-ink-soft">
            <span className="w-12 shrink-0">{texts.place(axis)}</span>
            <input
              type="range"
              min={0}
              max={size - 1}
              value={at[axis]}
              onChange={({ target }) => setPlaces(at.with(axis, Number(target.value)))}
              className="min-w-0 flex-1 accent-(--accent)"
            />
            <output className="w-16 text-right font-mono">{texts.of(at[axis]!, size)}</output>
          </label>
        ),
      )}
      {/* What was fetched for one view is not shown as another. */}
      <Fetched
        key={view}
        address={address}
        view={view}
        asked={asked}
        shape={shape}
        label={label}
        onMove={(row, column) => setOffset([row, column])}
      />
    </div>
  )
}

function Fetched({ address, ...shown }: Omit<ShownProps, 'value'> & { address: Address }) {
  const value = useQuery({
    ...valueQuery(address, shown.asked.slice),
    placeholderData: keepPreviousData,
  })
  if (value.error) return <ErrorState error={value.error} retry={() => void value.refetch()} />
  if (!value.data) return <Skeleton lines={4} />
  return (
    <div className={value.isPlaceholderData ? 'opacity-60' : ''}>
      <Shown {...shown} value={value.data} />
    </div>
  )
}

interface ShownProps {
  view: View
  value: Value
  asked: ViewSlice
  shape: readonly number[]
  label: string
  onMove(row: number, column: number): void
}

function Shown({ view, value, asked, shape, label, onMove }: ShownProps) {
  const values = useMemo(() => flat(value.values ?? []), [value])
  const given = value.sliced_shape ?? []
  const size = sides(given)
  const channels = view === 'image' && given.length === 3 ? given[0]! : 1
  const all = shape.reduce((product, one) => product * one, 1)
  const { rows, columns, isThinned } = asked
  const note =
    isThinned && view === 'histogram'
      ? texts.sampled(values.length, all)
      : isThinned
        ? texts.thinned(rows.step, columns.step)
        : undefined
  return (
    <div className="space-y-1.5">
      {view === 'heatmap' && (
        <Heatmap values={values} shape={size} rows={rows} columns={columns} label={label} />
      )}
      {view === 'image' && <Picture values={values} size={size} channels={channels} label={label} />}
      {view === 'histogram' && <HistogramView values={values} label={label} />}
      {view === 'table' && (
        <TensorTable values={values} shape={size} rows={rows} columns={columns} onMove={onMove} />
      )}
      <p className="font-mono text-xs text-ink-soft">{factsOf(value)}</p>
      {note && <p className="text-xs text-ink-soft">{note}</p>}
    </div>
  )
}

/** Its type, and the range of what is shown. */
function factsOf({ dtype, min, max, mean }: Value): string {
  const facts = [dtype?.replace('torch.', '') ?? '']
  if (typeof min === 'number' && typeof max === 'number') facts.push(`${figure(min)} … ${figure(max)}`)
  if (typeof mean === 'number') facts.push(`${texts.average} ${figure(mean)}`)
  return facts.join(' · ')
}

interface PictureProps {
  values: readonly number[]
  size: readonly [number, number]
  channels: number
  label: string
}

function Picture({ values, size, channels, label }: PictureProps) {
  const pixels = useMemo(() => paintPlanes(values, channels), [values, channels])
  return <Pixels pixels={pixels} rows={size[0]} columns={size[1]} label={label} />
}
