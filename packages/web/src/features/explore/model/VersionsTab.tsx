import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { ago, bytes, figure } from '../../../ui/format.ts'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { diffQuery, type Plural, type Revision } from './queries.ts'

interface Props {
  kind: Plural
  slug: string
  revisions: readonly Revision[]
  latest: string | null
}

export function VersionsTab({ kind, slug, revisions, latest }: Props) {
  return (
    <div className="space-y-6">
      <ol className="card divide-y divide-line">
        {revisions.map((revision) => (
          <li key={revision.version} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3">
            <b className="font-semibold">{revision.version}</b>
            {revision.version === latest && <Badge tone="good">{texts.latest}</Badge>}
            {revision.yanked && <Badge tone="warn">{texts.yanked}</Badge>}
            {revision.scan && revision.scan !== 'safe' && <Badge tone="bad">{revision.scan}</Badge>}
            <span className="text-ink-soft">
              {ago(revision.created_at)} · {bytes(revision.size)} · {texts.downloads(revision.downloads)}
            </span>
            {(revision.yanked?.reason ?? revision.changelog) && (
              <p className="w-full break-words whitespace-pre-line text-ink-soft">
                {revision.yanked?.reason ?? revision.changelog}
              </p>
            )}
          </li>
        ))}
      </ol>
      {revisions.length > 1 ? (
        <Compare kind={kind} slug={slug} versions={revisions.map(({ version }) => version)} />
      ) : (
        <p className="text-ink-soft">{texts.oneVersion}</p>
      )}
    </div>
  )
}

function Compare({ kind, slug, versions }: { kind: Plural; slug: string; versions: string[] }) {
  const [from, setFrom] = useState(versions[1]!)
  const [to, setTo] = useState(versions[0]!)
  const sides = [
    [texts.compareFrom, from, setFrom],
    [texts.compareTo, to, setTo],
  ] as const
  return (
    <section className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-base font-semibold">{texts.compare}</h2>
        {sides.map(([label, value, set]) => (
          <select
            key={label}
            aria-label={label}
            value={value}
            onChange={({ target }) => set(target.value)}
            className="field w-auto"
          >
            {versions.map((version) => (
              <option key={version}>{version}</option>
            ))}
          </select>
        ))}
      </div>
      {from !== to && <Difference kind={kind} slug={slug} from={from} to={to} />}
    </section>
  )
}

const TONES = { added: 'good', removed: 'bad', changed: 'warn' } as const

function Difference({ kind, slug, from, to }: { kind: Plural; slug: string; from: string; to: string }) {
  const diff = useQuery(diffQuery(kind, slug, from, to))
  if (diff.error) return <ErrorState error={diff.error} retry={() => void diff.refetch()} />
  if (!diff.data) return <Skeleton lines={5} />
  const { files, tensors, metrics, breaking, license, config } = diff.data
  const lines = [
    ...files.added.map(({ path }) => ['added', path] as const),
    ...files.removed.map(({ path }) => ['removed', path] as const),
    ...files.changed.map(({ path }) => ['changed', path] as const),
  ]
  if (lines.length === 0 && metrics.every(({ delta }) => delta === 0) && !license) {
    return <p className="text-ink-soft">{texts.noDifference}</p>
  }
  return (
    <div className="space-y-4">
      {breaking.length > 0 && (
        <div className="rounded-md bg-bad-soft p-3 text-bad">
          <b className="font-semibold">{texts.breaking}</b>
          <ul className="list-disc pl-5">
            {breaking.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
        </div>
      )}
      {(lines.length > 0 || license || config.length > 0) && (
        <ul className="card divide-y divide-line">
          {lines.map(([change, path]) => (
            <li key={path} className="flex items-center gap-3 px-4 py-2">
              <Badge tone={TONES[change]}>{texts[change]}</Badge>
              <span className="min-w-0 font-mono text-xs break-all">{path}</span>
            </li>
          ))}
          {license && (
            <li className="px-4 py-2">
              {texts.license}: {license.from ?? '–'} → {license.to ?? '–'}
            </li>
          )}
          {config.map((change) => (
            <li key={change.path} className="px-4 py-2 font-mono text-xs break-all">
              {change.path}: {JSON.stringify(change.from)} → {JSON.stringify(change.to)}
            </li>
          ))}
        </ul>
      )}
      {tensors.parameters > 0 && (
        <div>
          <p className="mb-2 text-ink-soft">
            {texts.changedParameters(tensors.changed_parameters, tensors.parameters)}
          </p>
          <ul className="space-y-1">
            {tensors.items.slice(0, 200).map((tensor) => (
              <li
                key={`${tensor.file} ${tensor.name}`}
                className="grid grid-cols-[1fr_8rem_6rem] items-center gap-3"
              >
                <span className="truncate font-mono text-xs" title={tensor.name}>
                  {tensor.name}
                </span>
                <span className="h-2 overflow-hidden rounded-full bg-line">
                  <span
                    className={`block h-2 ${tensor.change === 'removed' ? 'bg-bad' : tensor.change === 'added' ? 'bg-good' : 'bg-accent'}`}
                    style={{
                      width: `${((tensor.changed_parameters ?? tensor.parameters) / Math.max(1, tensor.parameters)) * 100}%`,
                    }}
                  />
                </span>
                <span className="text-right font-mono text-xs">
                  {figure(tensor.changed_parameters ?? tensor.parameters)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {metrics.length > 0 && (
        <div className="card overflow-x-auto">
          <table className="rows">
            <thead>
              <tr>
                {[texts.metric, from, to, texts.delta].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {metrics.map((metric) => (
                <tr key={metric.name}>
                  <td>{metric.name}</td>
                  <td className="font-mono text-xs">{metric.from === null ? '–' : figure(metric.from)}</td>
                  <td className="font-mono text-xs">{metric.to === null ? '–' : figure(metric.to)}</td>
                  <td className="font-mono text-xs">
                    {metric.delta === null ? '' : `${metric.delta > 0 ? '+' : ''}${figure(metric.delta)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}
