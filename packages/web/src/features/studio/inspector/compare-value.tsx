import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { figure } from '../../../ui/format.ts'
import { Skeleton } from '../../../ui/states.tsx'
import { Heatmap } from './heatmap.tsx'
import { valueQuery } from './inspector-queries.ts'
import { differenceOf, extentOf, flat } from './numbers.ts'
import type { Captured } from './outputs.ts'
import { leading, sides, sliceFor } from './slices.ts'
import { texts } from './texts.ts'

interface Props {
  name: string
  output: Captured
  other: Captured | undefined
  runs: readonly [now: string, then: string]
}

/** One output in two runs, and where they differ. */
export function CompareValue({ name, output, other, runs }: Props) {
  const shape = output.full_shape
  const shapes = [shape, other?.full_shape].map((one) => `[${(one ?? []).join(', ')}]`) as [string, string]
  return (
    <section aria-label={name} className="space-y-2">
      <h3 className="truncate font-mono text-xs font-semibold">{name}</h3>
      {!other ? (
        <p className="text-xs text-ink-soft">{texts.otherGone}</p>
      ) : shapes[0] !== shapes[1] ? (
        <p className="text-xs text-ink-soft">{texts.otherShape(...shapes)}</p>
      ) : shape ? (
        <Tensors output={output} shape={shape} runs={runs} />
      ) : (
        <Plain output={output} runs={runs} />
      )}
    </section>
  )
}

const addressOf = ({ node_id, port }: Captured, runId: string) => ({ runId, nodeId: node_id, port })

function Tensors({ output, shape, runs }: Pick<Props, 'output' | 'runs'> & { shape: readonly number[] }) {
  const asked = sliceFor(
    shape,
    'heatmap',
    leading(shape).map(() => 0),
  )
  const now = useQuery(valueQuery(addressOf(output, runs[0]), asked.slice))
  const then = useQuery(valueQuery(addressOf(output, runs[1]), asked.slice))
  const found = useMemo(() => {
    if (!now.data || !then.data) return undefined
    const [a, b] = [flat(then.data.values ?? []), flat(now.data.values ?? [])]
    return { a, b, extent: extentOf([...a, ...b]), difference: differenceOf(a, b) }
  }, [now.data, then.data])
  if (now.error || then.error) return <p className="text-xs text-ink-soft">{texts.otherGone}</p>
  if (!found) return <Skeleton lines={3} />
  const { a, b, extent, difference } = found
  const size = sides(now.data?.sliced_shape ?? [])
  const { rows, columns } = asked
  const isSame = difference.same === a.length
  const most = difference.largest || 1
  return (
    <>
      <p className="font-mono text-xs text-ink-soft">
        {isSame
          ? texts.identical
          : `${texts.largestDifference} ${figure(difference.largest)} · ${texts.meanDifference} ${figure(difference.mean)} · ${Math.round((difference.same / a.length) * 100)} % ${texts.same}`}
      </p>
      {(
        [
          [texts.now, b, extent],
          [texts.before, a, extent],
          ...(isSame ? [] : [[texts.difference, difference.values, { min: -most, max: most }] as const]),
        ] as const
      ).map(([label, values, range]) => (
        <div key={label}>
          <p className="mb-1 text-xs text-ink-soft">{label}</p>
          <Heatmap values={values} shape={size} rows={rows} columns={columns} label={label} extent={range} />
        </div>
      ))}
    </>
  )
}

function Plain({ output, runs }: Pick<Props, 'output' | 'runs'>) {
  const now = useQuery(valueQuery(addressOf(output, runs[0])))
  const then = useQuery(valueQuery(addressOf(output, runs[1])))
  const tell = (value: typeof now.data) => {
    const told = value?.value ?? value?.repr
    return typeof told === 'number' ? figure(told) : String(told ?? '–').slice(0, 300)
  }
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
      {(
        [
          [texts.now, now],
          [texts.before, then],
        ] as const
      ).map(([label, { data }]) => (
        <div key={label} className="contents">
          <dt className="text-ink-soft">{label}</dt>
          <dd className="font-mono break-words">{tell(data)}</dd>
        </div>
      ))}
    </dl>
  )
}
