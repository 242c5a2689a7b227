import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ago } from '../../../ui/format.ts'
import { Skeleton } from '../../../ui/states.tsx'
import { PanelEmpty } from '../run/panel-empty.tsx'
import { runsQuery } from '../run/run-queries.ts'
import { graphIdOf, useRun } from '../run/run-store.ts'
import { CompareValue } from './compare-value.tsx'
import { outputsQuery } from './inspector-queries.ts'
import { nameOf, outputsOf } from './outputs.ts'
import { texts } from './texts.ts'

interface Props {
  tabId: string
  runId: string
  boxId: string
}

/** What a box gave in this run beside what it gave in another. */
export function CompareTab({ tabId, runId, boxId }: Props) {
  const { isGoingOn } = useRun(tabId)
  const runs = useQuery(runsQuery)
  const graphId = graphIdOf(tabId)
  const others = (runs.data ?? []).filter(
    ({ id, graph_id, status }) => id !== runId && graph_id === graphId && status === 'succeeded',
  )
  const [chosen, setChosen] = useState<string>()
  const other = others.find(({ id }) => id === chosen) ?? others[0]
  const now = useQuery({ ...outputsQuery(runId, 'ended'), enabled: !isGoingOn })
  const then = useQuery({ ...outputsQuery(other?.id ?? '', 'ended'), enabled: other !== undefined })
  if (runs.isPending) return <Skeleton lines={3} />
  if (!other) return <PanelEmpty title={texts.noOther}>{texts.noOtherHint}</PanelEmpty>
  const own = outputsOf(now.data ?? [], boxId)
  return (
    <div className="space-y-4">
      <label className="block text-xs">
        <span className="text-ink-soft">{texts.with}</span>
        <select
          value={other.id}
          onChange={({ target }) => setChosen(target.value)}
          className="field mt-1 h-8 text-xs"
        >
          {others.slice(0, 20).map(({ id, created_at }) => (
            <option key={id} value={id}>
              {ago(created_at)} · {id.slice(-6)}
            </option>
          ))}
        </select>
      </label>
      {now.isPending || then.isPending ? (
        <Skeleton lines={4} />
      ) : (
        own.map((output) => {
          const before = then.data?.find(
            ({ node_id, port }) => node_id === output.node_id && port === output.port,
          )
          return (
            <CompareValue
              key={`${output.node_id} ${output.port}`}
              name={nameOf(output, boxId)}
              output={output}
              other={before}
              runs={[runId, other.id]}
            />
          )
        })
      )}
    </div>
  )
}
