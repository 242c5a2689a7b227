import { answerOf } from '@nodeyard/sdk/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { api } from '../../../app/api.ts'
import { Badge } from '../../../ui/badge.tsx'
import { ago, figure } from '../../../ui/format.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx'
import { Panel, Tabs } from '../../../ui/tabs.tsx'
import { DownloadButton } from '../DownloadButton.tsx'
import { CardTab } from '../model/CardTab.tsx'
import { FilesTab } from '../model/FilesTab.tsx'
import { revisionsQuery } from '../model/queries.ts'
import { VersionsTab } from '../model/VersionsTab.tsx'
import { OwnerMenu } from '../OwnerMenu.tsx'
import { PriceBadge } from '../PriceBadge.tsx'
import { StarButton } from '../StarButton.tsx'
import { texts } from '../texts.ts'
import { PreviewTab } from './PreviewTab.tsx'
import { SchemaTab } from './SchemaTab.tsx'
import { ShardsTab } from './ShardsTab.tsx'

const TABS = [
  ['preview', texts.tabs.preview],
  ['schema', texts.tabs.schema],
  ['card', texts.tabs.card],
  ['shards', texts.tabs.shards],
  ['files', texts.tabs.files],
  ['versions', texts.tabs.versions],
] as const

export function DatasetPage() {
  const { owner = '', name = '' } = useParams({ strict: false }) as { owner?: string; name?: string }
  const { tab: wanted, v } = useSearch({ strict: false }) as { tab?: string; v?: string }
  const [tab] = TABS.find(([id]) => id === wanted) ?? TABS[0]
  const slug = `${owner}/${name}`
  const navigate = useNavigate()
  const asset = useQuery({
    queryKey: ['dataset', slug],
    queryFn: () => answerOf(api.marketplace.GET('/v1/datasets/{id}', { params: { path: { id: slug } } })),
  })
  const { data: revisions = [] } = useQuery(revisionsQuery('datasets', slug))
  if (asset.error) return <ErrorState error={asset.error} retry={() => void asset.refetch()} />
  if (!asset.data) {
    return (
      <div className="mx-auto max-w-6xl p-6">
        <Skeleton lines={6} />
      </div>
    )
  }
  const dataset = asset.data
  const revision = v ?? dataset.latest_revision ?? revisions[0]?.version
  const show = (changes: { tab?: string; v?: string }) =>
    void navigate({
      to: '/explore/datasets/$owner/$name',
      params: { owner, name } as never,
      search: { ...(tab !== 'preview' && { tab }), ...(v && { v }), ...changes } as never,
      replace: true,
    })
  return (
    <div className="mx-auto max-w-6xl px-6 py-5">
      <header className="mb-4 flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="truncate text-ink-soft">
            <Link to="/explore" search={{ kind: 'datasets' } as never} className="hover:text-ink">
              {texts.datasets}
            </Link>{' '}
            / <bdi>{owner}</bdi>
          </p>
          <h1 className="line-clamp-3 text-xl font-semibold break-words">
            <bdi>{dataset.name}</bdi>
          </h1>
          <p className="mt-1.5 line-clamp-4 max-w-3xl break-words text-ink-soft">
            <bdi>{dataset.summary}</bdi>
          </p>
          <div className="mt-2.5 flex flex-wrap items-center gap-1.5">
            {dataset.visibility === 'private' && <Badge tone="warn">{texts.private}</Badge>}
            {dataset.format && <Badge>{dataset.format}</Badge>}
            {dataset.license && <Badge>{dataset.license}</Badge>}
            {dataset.modality.map((one) => (
              <Badge key={one}>{one}</Badge>
            ))}
            <PriceBadge assetId={dataset.id} price={dataset.price} />
            {dataset.rows !== null && (
              <Badge>
                {figure(dataset.rows)} {texts.rows.toLowerCase()}
              </Badge>
            )}
            <span className="text-xs text-ink-soft">
              {texts.downloads(dataset.downloads)} · {texts.updated} {ago(dataset.updated_at)}
            </span>
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <select
            aria-label={texts.version}
            value={revision ?? ''}
            onChange={({ target }) => show({ v: target.value })}
            className="field h-8 w-auto"
          >
            {revisions.map(({ version }) => (
              <option key={version}>{version}</option>
            ))}
          </select>
          <StarButton kind="datasets" slug={slug} stars={dataset.stars} isStarred={dataset.starred} />
          {revision && <DownloadButton kind="datasets" slug={slug} revision={revision} />}
          <OwnerMenu kind="datasets" slug={slug} isPublic={dataset.visibility === 'public'} />
        </div>
      </header>
      <Tabs label={slug} tabs={TABS} selected={tab} onSelect={(id) => show({ tab: id })} />
      <Panel tab={tab}>
        {revision === undefined ? (
          <EmptyState title={texts.noPreview} />
        ) : (
          <>
            {tab === 'preview' && <PreviewTab slug={slug} revision={revision} />}
            {tab === 'card' && <CardTab kind="datasets" slug={slug} revision={revision} />}
            {tab === 'shards' && <ShardsTab slug={slug} revision={revision} />}
            {tab === 'schema' && (
              <SchemaTab slug={slug} revision={revision} fields={dataset.schema?.fields} />
            )}
            {tab === 'versions' && (
              <VersionsTab
                kind="datasets"
                slug={slug}
                revisions={revisions}
                latest={dataset.latest_revision}
              />
            )}
            {tab === 'files' && <FilesTab kind="datasets" slug={slug} revision={revision} />}
          </>
        )}
      </Panel>
    </div>
  )
}
