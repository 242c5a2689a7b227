import { useQuery } from '@tanstack/react-query'
import { figure } from '../../../ui/format.ts'
import { Skeleton } from '../../../ui/states.tsx'
import { PanelEmpty } from '../run/panel-empty.tsx'
import { outputsQuery, stepsQuery } from './inspector-queries.ts'
import { texts } from './texts.ts'
import { ValueView } from './value-view.tsx'

/** How a box came to what it gave, one step after the other. */
export function StepsTab({ runId, boxId }: { runId: string; boxId: string }) {
  const steps = useQuery(stepsQuery(runId, boxId))
  const outputs = useQuery(outputsQuery(runId, 'ended'))
  if (steps.isPending) return <Skeleton lines={4} />
  if (!steps.data || steps.data.length === 0)
    return <PanelEmpty title={texts.noSteps}>{texts.noStepsHint}</PanelEmpty>
  const shapeOf = (port: string) =>
    outputs.data?.find((one) => one.node_id === boxId && one.port === port)?.full_shape
  return (
    <ol className="space-y-5">
      {steps.data.map(({ index, name, description, scalars, tensor_keys }) => (
        <li key={index} className="flex gap-2.5">
          <span
            aria-hidden
            className="grid size-5 shrink-0 place-items-center rounded-full bg-accent-soft text-[11px] font-semibold text-accent"
          >
            {index + 1}
          </span>
          <div className="min-w-0 flex-1 space-y-2">
            <div>
              <p className="font-semibold">{name.replaceAll('_', ' ')}</p>
              <p className="text-xs text-ink-soft">{description}</p>
            </div>
            {Object.entries(scalars).map(([key, value]) => (
              <p key={key} className="font-mono text-xs">
                {key} = {figure(value)}
              </p>
            ))}
            {tensor_keys.map((key) => {
              const port = `__step__${index}__${key}`
              const shape = shapeOf(port)
              return (
                shape && (
                  <ValueView key={key} address={{ runId, nodeId: boxId, port }} name={key} shape={shape} />
                )
              )
            })}
          </div>
        </li>
      ))}
    </ol>
  )
}
