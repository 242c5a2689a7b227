import { useQuery } from '@tanstack/react-query'
import { Badge } from '../../../ui/badge.tsx'
import { figure } from '../../../ui/format.ts'
import { Skeleton } from '../../../ui/states.tsx'
import { PanelEmpty } from '../run/panel-empty.tsx'
import { useRun } from '../run/run-store.ts'
import { type Gradient, gradientsQuery, outputsQuery } from './inspector-queries.ts'
import { texts } from './texts.ts'
import { ValueView } from './value-view.tsx'

const TONES = { healthy: 'good', vanishing: 'warn', exploding: 'bad', unknown: 'bad' } as const

interface Props {
  tabId: string
  runId: string
  boxId: string
}

/** The gradients that came back to a box, and whether learning can follow them. */
export function BackwardTab({ tabId, runId, boxId }: Props) {
  const { isGoingOn, isBackward } = useRun(tabId)
  const gradients = useQuery({ ...gradientsQuery(runId, boxId), enabled: isBackward && !isGoingOn })
  const outputs = useQuery({ ...outputsQuery(runId, 'ended'), enabled: isBackward && !isGoingOn })
  if (isBackward && gradients.isPending) return <Skeleton lines={4} />
  if (!gradients.data || gradients.data.length === 0)
    return <PanelEmpty title={texts.noGradients}>{texts.noGradientsHint}</PanelEmpty>
  return (
    <div className="space-y-6">
      {gradients.data.map((gradient) => {
        const port = gradient.kind === 'port' ? `${gradient.port}__grad` : `__weight_grad__${gradient.port}`
        const shape = outputs.data?.find((one) => one.node_id === boxId && one.port === port)?.full_shape
        return (
          <div key={port} className="space-y-2">
            <Health gradient={gradient} />
            {shape && (
              <ValueView
                address={{ runId, nodeId: boxId, port }}
                name={`${gradient.port} (${gradient.kind === 'port' ? texts.ofOutput : texts.ofWeight})`}
                shape={shape}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

function Health({ gradient: { port, health } }: { gradient: Gradient }) {
  const [word, meaning] = texts.health[health.status]
  const figures = [
    [texts.norm, health.norm],
    [texts.mean, health.mean],
    [texts.largest, health.max],
  ] as const
  return (
    <div data-health={health.status} className="space-y-1.5">
      <p className="flex items-center gap-2">
        <span className="font-mono text-xs font-semibold">{port}</span>
        <Badge tone={TONES[health.status]}>{word}</Badge>
      </p>
      <p className="text-xs text-ink-soft">{meaning}</p>
      <dl className="flex gap-4 font-mono text-xs">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt className="text-ink-soft">{label}</dt>
            <dd>{Number.isFinite(value) ? figure(value) : texts.noNumber}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
