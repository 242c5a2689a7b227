import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { ask } from '../../../app/api.ts'
import { EmptyState, ErrorState, Skeleton } from '../../../ui/states.tsx'
import type { Result } from '../../../ui/try-it/Answer.tsx'
import { texts } from '../texts.ts'
import { deploymentsQuery, revisionQuery } from './queries.ts'

const TryIt = lazy(async () => ({ default: (await import('../../../ui/try-it/TryIt.tsx')).TryIt }))

const DEAD = new Set(['failed', 'stopped'])

/** The form of the model's own inputs, answered by a deployment of it: of this version if there is one. */
export function TryTab({ slug, revision }: { slug: string; revision: string }) {
  const deployments = useQuery(deploymentsQuery(slug))
  const about = useQuery(revisionQuery('models', slug, revision))
  if (deployments.error) {
    return <ErrorState error={deployments.error} retry={() => void deployments.refetch()} />
  }
  if (!deployments.data || !about.data) return <Skeleton lines={5} />
  const alive = deployments.data.filter(({ status }) => !DEAD.has(status))
  const one = alive.find((deployment) => deployment.revision === revision) ?? alive[0]
  if (!one) return <EmptyState title={texts.notDeployed}>{texts.notDeployedHint}</EmptyState>
  const inputs = one.inputs ?? about.data.schema?.inputs
  if (!inputs) return <EmptyState title={texts.noSchema} />
  return (
    <div className="space-y-4">
      <p className="text-ink-soft">
        {texts.usesDeployment}{' '}
        <Link to="/deployments/$id" params={{ id: one.id } as never} className="text-accent hover:underline">
          {one.model} {one.revision}
        </Link>
      </p>
      <Suspense fallback={<Skeleton lines={5} />}>
        <TryIt
          key={one.id}
          inputs={inputs}
          run={(input) => ask<Result>(`/v1/deployments/${one.id}/invoke`, { json: { input } })}
        />
      </Suspense>
    </div>
  )
}
