import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense } from 'react'
import { Badge } from '../../../ui/badge.tsx'
import { bytes, figure, tensorType } from '../../../ui/format.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx'
import { texts } from '../texts.ts'
import { contentsQuery, type Plural, revisionQuery } from './queries.ts'

const Markdown = lazy(() => import('../../../ui/markdown.tsx'))

const SCAN_TONES = { safe: 'good', suspicious: 'warn', dangerous: 'bad' } as const

/** What its makers say of it, with the facts beside. */
export function CardTab({ kind, slug, revision }: { kind: Plural; slug: string; revision: string }) {
  const contents = useQuery(contentsQuery(kind, slug, revision))
  const { data: about } = useQuery(revisionQuery(kind, slug, revision))
  if (contents.error) return <ErrorState error={contents.error} retry={() => void contents.refetch()} />
  if (!contents.data) return <Skeleton lines={6} />
  const { card, aliases, scan, files } = contents.data
  const { base_model: base, dataset_refs: trainedOn } = contents.data.about as {
    base_model?: string
    dataset_refs?: string[]
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_17rem] gap-8 max-md:grid-cols-1">
      <div className="min-w-0">
        {card?.trim() ? (
          <Suspense fallback={<Skeleton lines={6} />}>
            <Markdown text={card} />
          </Suspense>
        ) : (
          <EmptyState title={texts.noCard}>{texts.noCardHint}</EmptyState>
        )}
      </div>
      <aside className="space-y-5">
        <dl className="space-y-3">
          <Fact name={texts.version}>
            <span className="flex flex-wrap gap-1.5">
              {revision}
              {aliases.map((alias) => (
                <Badge key={alias} tone="accent">
                  {alias}
                </Badge>
              ))}
              {about?.yanked && <Badge tone="warn">{texts.yanked}</Badge>}
            </span>
          </Fact>
          {about && <Fact name={texts.size}>{bytes(about.size)}</Fact>}
          {about?.parameters != null && <Fact name={texts.parameters}>{figure(about.parameters)}</Fact>}
          <Fact name={texts.license}>{about?.license ?? texts.noLicense}</Fact>
          {scan && (
            <Fact name={texts.scan}>
              <Badge tone={SCAN_TONES[scan]}>{scan}</Badge>
              <span className="mt-1 block text-xs text-ink-soft">{texts.scans[scan]}</span>
              {files
                .flatMap(({ path, reasons }) => reasons.map((reason) => `${path}: ${reason}`))
                .slice(0, 5)
                .map((reason) => (
                  <span key={reason} className="block text-xs break-words text-bad">
                    {reason}
                  </span>
                ))}
            </Fact>
          )}
          {base && <Fact name={texts.baseModel}>{base}</Fact>}
          {trainedOn && trainedOn.length > 0 && <Fact name={texts.trainedOn}>{trainedOn.join(', ')}</Fact>}
        </dl>
        {about?.schema ? (
          (['inputs', 'outputs'] as const).map((side) => (
            <section key={side}>
              <h2 className="mb-1 text-xs font-semibold text-ink-soft">{texts[side]}</h2>
              <ul className="space-y-1">
                {about.schema![side].map(({ name, dtype, shape }) => (
                  <li key={name} className="font-mono text-xs break-all">
                    <b className="font-semibold">{name}</b> {tensorType(dtype, shape)}
                  </li>
                ))}
              </ul>
            </section>
          ))
        ) : kind === 'models' ? (
          <p className="text-xs text-ink-soft">{texts.noSchema}</p>
        ) : null}
      </aside>
    </div>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt className="text-xs font-semibold text-ink-soft">{name}</dt>
    <dd className="mt-0.5 break-words">{children}</dd>
  </div>
)
