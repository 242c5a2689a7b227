import { useMemo } from 'react'
import { Chart, type Series } from '../../../ui/chart.tsx'
import { figure } from '../../../ui/format.ts'
import { useTab } from '../tabs/use-tab.ts'
import type { Curves } from './curves.ts'
import { PanelEmpty } from './panel-empty.tsx'
import { useCurves } from './run-store.ts'
import { texts } from './texts.ts'

const COLORS = ['accent', 'warn', 'good', 'bad'] as const

/** What the trainings of the run tell, as it comes. */
export function CurvesTab({ tabId }: { tabId: string }) {
  const curves = useCurves(tabId)
  if (curves.size === 0) return <PanelEmpty title={texts.noCurves}>{texts.noCurvesHint}</PanelEmpty>
  return [...curves].map(([boxId, told]) => (
    <Training key={boxId} tabId={tabId} boxId={boxId} curves={told} isAlone={curves.size === 1} />
  ))
}

interface TrainingProps {
  tabId: string
  boxId: string
  curves: Curves
  isAlone: boolean
}

function Training({ tabId, boxId, curves, isAlone }: TrainingProps) {
  const name = useTab(tabId, ({ document }) => {
    const box = document.boxes.get(boxId)
    return box?.data.label ?? box?.type ?? boxId
  })
  const { losses, rates, others } = group(curves)
  const charts: [label: string, series: Series[]][] = [
    [texts.loss, losses],
    [texts.others, others],
    [texts.learningRate, rates],
  ]
  return (
    <section aria-label={name} className="border-b border-line px-4 py-3 last:border-b-0">
      <header className="mb-2 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        {!isAlone && <h3 className="font-semibold">{name}</h3>}
        <span data-testid="epoch" className="font-mono text-xs">
          {texts.epoch(curves.epoch, curves.total)}
        </span>
        {curves.config && <Config config={curves.config} />}
      </header>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(17rem,1fr))] gap-x-6 gap-y-3">
        {charts.map(
          ([label, series]) =>
            series.length > 0 && (
              <Chart
                key={label}
                label={label}
                isCount
                x={curves.x}
                series={series}
                height={150}
                format={figure}
              />
            ),
        )}
      </div>
    </section>
  )
}

function group({ series }: Curves): Record<'losses' | 'rates' | 'others', Series[]> {
  const groups: Record<'losses' | 'rates' | 'others', Series[]> = { losses: [], rates: [], others: [] }
  for (const [name, values] of series) {
    const home = /loss/.test(name) ? groups.losses : name === 'lr' ? groups.rates : groups.others
    home.push({ label: texts.series[name] ?? name, values, color: COLORS[home.length % COLORS.length]! })
  }
  return groups
}

const SHOWN = ['optimizer', 'loss_fn', 'batch_size', 'params', 'early_stopping'] as const

function Config({ config }: { config: Readonly<Record<string, unknown>> }) {
  const told = useMemo(
    () =>
      SHOWN.filter((name) => config[name] !== undefined && config[name] !== false).map(
        (name) =>
          `${name.replace('_', ' ')} ${typeof config[name] === 'number' ? figure(config[name]) : config[name]}`,
      ),
    [config],
  )
  return <span className="truncate text-xs text-ink-soft">{told.join(' · ')}</span>
}
