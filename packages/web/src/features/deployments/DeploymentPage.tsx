import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ask } from '../../app/api.ts'
import { CopyButton } from '../../ui/copyable.tsx'
import { DeploymentState } from '../../ui/deployment-state.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Panel, Tabs } from '../../ui/tabs.tsx'
import type { Result } from '../../ui/try-it/Answer.tsx'
import { LogsTab } from './LogsTab.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { deploymentQuery } from './queries.ts'
import { SettingsTab } from './SettingsTab.tsx'
import { texts } from './texts.ts'

const TryIt = lazy(async () => ({ default: (await import('../../ui/try-it/TryIt.tsx')).TryIt }))

const TABS = [
  ['overview', texts.tabs.overview],
  ['try', texts.tabs.try],
  ['logs', texts.tabs.logs],
  ['settings', texts.tabs.settings],
] as const

export function DeploymentPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { tab = 'overview' } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const query = useQuery(deploymentQuery(id))
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (!query.data) {
    return (
      <div className="mx-auto max-w-6xl p-6">
        <Skeleton lines={6} />
      </div>
    )
  }
  const deployment = query.data
  const [owner, name] = deployment.model.split('/')
  return (
    <div className="mx-auto max-w-6xl px-6 py-5">
      <header className="mb-4">
        <p className="text-ink-soft">
          <Link to="/deployments" className="hover:text-ink">
            {texts.title}
          </Link>{' '}
          / <span className="font-mono text-xs">{deployment.id}</span>
        </p>
        <div className="mt-0.5 flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 text-xl font-semibold break-words">
            <Link to="/explore/$owner/$name" params={{ owner, name } as never} className="hover:text-accent">
              {deployment.model}
            </Link>
          </h1>
          <span className="text-ink-soft">
            {deployment.revision}
            {deployment.next_revision && ` → ${deployment.next_revision}`}
          </span>
          <DeploymentState status={deployment.status} />
        </div>
        <div className="mt-2 flex min-w-0 items-center gap-1">
          <code className="truncate font-mono text-xs text-ink-soft">POST {deployment.url}</code>
          <CopyButton text={deployment.url} />
        </div>
        {deployment.status === 'scaled_to_zero' && (
          <p className="text-xs text-ink-soft">{texts.asleepHint}</p>
        )}
        {deployment.error && (
          <p role="alert" className="mt-2 rounded-md bg-bad-soft p-3 break-words text-bad">
            {deployment.error}
          </p>
        )}
      </header>
      <Tabs
        label={deployment.model}
        tabs={TABS}
        selected={tab}
        onSelect={(next) =>
          void navigate({
            to: '/deployments/$id',
            params: { id } as never,
            search: (next === 'overview' ? {} : { tab: next }) as never,
            replace: true,
          })
        }
      />
      <Panel tab={tab}>
        {tab === 'overview' && <OverviewTab id={id} />}
        {tab === 'logs' && <LogsTab id={id} />}
        {tab === 'settings' && <SettingsTab deployment={deployment} />}
        {tab === 'try' &&
          (deployment.inputs ? (
            <Suspense fallback={<Skeleton lines={5} />}>
              <TryIt
                inputs={deployment.inputs}
                run={(input) => ask<Result>(`/v1/deployments/${id}/invoke`, { json: { input } })}
              />
            </Suspense>
          ) : (
            <EmptyState title={texts.noInputs} />
          ))}
      </Panel>
    </div>
  )
}
