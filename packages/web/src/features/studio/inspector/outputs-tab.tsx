import { useQuery } from '@tanstack/react-query'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { explainError } from '../run/explain-error.ts'
import { PanelEmpty } from '../run/panel-empty.tsx'
import { useBoxRun, useRun } from '../run/run-store.ts'
import { outputsQuery } from './inspector-queries.ts'
import { nameOf, outputsOf } from './outputs.ts'
import { texts } from './texts.ts'
import { ValueView } from './value-view.tsx'

interface Props {
  tabId: string
  runId: string
  boxId: string
}

/** Everything that a box gave. */
export function OutputsTab({ tabId, runId, boxId }: Props) {
  const { status, error, image, note } = useBoxRun(tabId, boxId)
  const { isRecorded, isGoingOn } = useRun(tabId)
  const isDone = status === 'completed' || status === 'cached'
  const outputs = useQuery({
    ...outputsQuery(runId, isGoingOn ? `${boxId} ${status}` : 'ended'),
    enabled: isRecorded && isDone,
  })
  if (error !== undefined) {
    const { title, hint } = explainError(error)
    return (
      <div role="alert" className="space-y-1 rounded-md bg-bad-soft p-3 text-bad">
        <p className="font-semibold break-words">{title}</p>
        <p className="break-words">{hint}</p>
      </div>
    )
  }
  if (status === 'running') return <PanelEmpty title={note ?? '…'} />
  if (!isDone) return <PanelEmpty title={texts.notRun}>{texts.notRunHint}</PanelEmpty>
  if (!isRecorded) return <PanelEmpty title={texts.notRecorded}>{texts.notRecordedHint}</PanelEmpty>
  if (outputs.error) {
    const isGone = (outputs.error as { status?: number }).status === 404
    return isGone ? (
      <PanelEmpty title={texts.gone}>{texts.goneHint}</PanelEmpty>
    ) : (
      <ErrorState error={outputs.error} retry={() => void outputs.refetch()} />
    )
  }
  if (!outputs.data) return <Skeleton lines={4} />
  const own = outputsOf(outputs.data, boxId)
  return (
    <div className="space-y-6">
      {image !== undefined && (
        <img
          src={`data:image/png;base64,${image}`}
          alt=""
          className="w-full rounded border border-line bg-white"
        />
      )}
      {own.length === 0 && <p className="text-ink-soft">{texts.noOutputs}</p>}
      {own
        .filter(({ type }) => image === undefined || type !== 'string')
        .map((output) => (
          <ValueView
            key={`${output.node_id} ${output.port}`}
            address={{ runId, nodeId: output.node_id, port: output.port }}
            name={nameOf(output, boxId)}
            shape={output.full_shape}
          />
        ))}
    </div>
  )
}
