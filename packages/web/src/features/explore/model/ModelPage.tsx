import { answerOf } from '@nodeyard/sdk/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Rocket } from 'lucide-react'
import { api } from '../../../app/api.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Button } from '../../../ui/button.tsx'
import { ago } from '../../../ui/format.ts'
import { ErrorState, Skeleton } from '../../../ui/states.tsx'
import { Panel, Tabs } from '../../../ui/tabs.tsx'
import { DownloadButton } from '../DownloadButton.tsx'
import { OwnerMenu } from '../OwnerMenu.tsx'
import { PriceBadge } from '../PriceBadge.tsx'
import { StarButton } from '../StarButton.tsx'
import { texts } from '../texts.ts'
import { CardTab } from './CardTab.tsx'
import { FilesTab } from './FilesTab.tsx'
import { LineageTab } from './LineageTab.tsx'
import { MetricsTab } from './MetricsTab.tsx'
import { assetQuery, revisionsQuery } from './queries.ts'
import { TensorsTab } from './TensorsTab.tsx'
import { TryTab } from './TryTab.tsx'
import { UseTab } from './UseTab.tsx'
import { VersionsTab } from './VersionsTab.tsx'

const TABS = [
  ['card', texts.tabs.card],
  ['try', texts.tabs.try],
  ['files', texts.tabs.files],
  ['tensors', texts.tabs.tensors],
  ['metrics', texts.tabs.metrics],
  ['versions', texts.tabs.versions],
  ['lineage', texts.tabs.lineage],
  ['use', texts.tabs.use],
] as const

export function ModelPage() {
  const { owner = '', name = '' } = useParams({ strict: false }) as { owner?: string; name?: string }
  const { tab: wanted, v } = useSearch({ strict: false }) as { tab?: string; v?: string }
  const [tab] = TABS.find(([id]) => id === wanted) ?? TABS[0]
  const slug = `${owner}/${name}`
  const navigate = useNavigate()
  const asset = useQuery(assetQuery(slug))
  const revisions = useQuery(revisionsQuery('models', slug))
  const show = (changes: { tab?: string; v?: string }) =>
    void navigate({
      to: '/explore/$owner/$name',
      params: { owner, name } as never,
      search: { ...(tab !== 'card' && { tab }), ...(v && { v }), ...changes } as never,
      replace: true,
    })

  if (asset.error) return <ErrorState error={asset.error} retry={() => void asset.refetch()} />
  if (!asset.data) {
    return (
      <div className="mx-auto max-w-6xl p-6">
        <Skeleton lines={6} />
      </div>
    )
  }
  const model = asset.data
  const all = revisions.data ?? []
  const revision = v ?? model.latest_revision ?? all[0]?.version
  return (
    <div className="mx-auto max-w-6xl px-6 py-5">
      <header className="mb-4">
        <div className="flex flex-wrap items-start gap-3">
          <div className="min-w-0 flex-1">
            <p className="truncate text-ink-soft">
              <Link to="/explore" className="hover:text-ink">
                {texts.title}
              </Link>{' '}
              / <bdi>{owner}</bdi>
            </p>
            <h1 className="line-clamp-3 text-xl font-semibold break-words">
              <bdi>{model.name}</bdi>
            </h1>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <select
              aria-label={texts.version}
              value={revision ?? ''}
              onChange={({ target }) => show({ v: target.value })}
              className="field h-8 w-auto"
            >
              {all.map(({ version, yanked }) => (
                <option key={version} value={version}>
                  {version}
                  {version === model.latest_revision ? ` · ${texts.latest}` : ''}
                  {yanked ? ` · ${texts.yanked}` : ''}
                </option>
              ))}
            </select>
            <StarButton kind="models" slug={slug} stars={model.stars} isStarred={model.starred} />
            {revision && <DownloadButton kind="models" slug={slug} revision={revision} />}
            {revision && <DeployButton slug={slug} revision={revision} />}
            <OwnerMenu kind="models" slug={slug} isPublic={model.visibility === 'public'} />
          </div>
        </div>
        <p className="mt-1.5 line-clamp-4 max-w-3xl break-words text-ink-soft">
          <bdi>{model.summary}</bdi>
        </p>
        <div className="mt-2.5 flex flex-wrap items-center gap-1.5">
          {model.visibility === 'private' && <Badge tone="warn">{texts.private}</Badge>}
          {model.framework && <Badge>{model.framework}</Badge>}
          {model.task && <Badge>{model.task}</Badge>}
          {model.license && <Badge>{model.license}</Badge>}
          <PriceBadge assetId={model.id} price={model.price} />
          {model.tags.slice(0, 8).map((tag) => (
            <Link
              key={tag}
              to="/explore"
              search={{ q: tag } as never}
              className="max-w-40 truncate text-xs text-ink-soft hover:text-accent"
            >
              #{tag}
            </Link>
          ))}
          <span className="text-xs text-ink-soft">
            {texts.downloads(model.downloads)} · {texts.updated} {ago(model.updated_at)}
          </span>
        </div>
      </header>
      <Tabs label={slug} tabs={TABS} selected={tab} onSelect={(id) => show({ tab: id })} />
      <Panel tab={tab}>
        {revision && (
          <>
            {tab === 'card' && <CardTab kind="models" slug={slug} revision={revision} />}
            {tab === 'try' && <TryTab slug={slug} revision={revision} />}
            {tab === 'files' && <FilesTab kind="models" slug={slug} revision={revision} />}
            {tab === 'tensors' && <TensorsTab slug={slug} revision={revision} />}
            {tab === 'metrics' && <MetricsTab revisions={all} />}
            {tab === 'versions' && (
              <VersionsTab kind="models" slug={slug} revisions={all} latest={model.latest_revision} />
            )}
            {tab === 'lineage' && <LineageTab slug={slug} latest={model.latest_revision} />}
            {tab === 'use' && <UseTab slug={slug} revision={revision} />}
          </>
        )}
      </Panel>
    </div>
  )
}

function DeployButton({ slug, revision }: { slug: string; revision: string }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const deploy = useMutation({
    mutationFn: () => answerOf(api.marketplace.POST('/v1/deployments', { body: { model: slug, revision } })),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['deployments'] })
      void navigate({ to: '/deployments/$id', params: { id } as never })
    },
  })
  return (
    <>
      <Button look="primary" onClick={() => deploy.mutate()} disabled={deploy.isPending}>
        <Rocket aria-hidden size={14} />
        {deploy.isPending ? texts.deploying : texts.deploy}
      </Button>
      {deploy.error && (
        <p role="alert" className="w-full text-right text-bad">
          {deploy.error.message}
        </p>
      )}
    </>
  )
}
