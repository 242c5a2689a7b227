import { answerOf } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api.ts'

/** What has come of the steps since the tour began: what to go on with, null where there is none yet. */
export interface Progress {
  run: string | null
  model: string | null
  deployment: string | null
  hasAnswered: boolean
}

interface Run {
  id: string
  status: string
}

/** Milliseconds between two looks while the tour is open. */
const AGAIN = 2500

/** The newest runs, models and deployments, as anybody's script could ask for them. */
export const sightQuery = (me: string) =>
  queryOptions({
    queryKey: ['tour', me],
    queryFn: async () => {
      const [runs, models, deployments] = await Promise.all([
        ask<Run[]>('/api/runs?limit=20'),
        answerOf(api.marketplace.GET('/v1/models', { params: { query: { sort: 'updated', limit: 20 } } })),
        answerOf(api.marketplace.GET('/v1/deployments', { params: { query: { limit: 20 } } })),
      ])
      return {
        runs: runs.filter(({ status }) => status === 'succeeded'),
        models: models.items.filter((one) => one.owner.slug === me && one.latest_revision !== null),
        deployments: deployments.items.filter(({ status }) => status !== 'stopped' && status !== 'failed'),
      }
    },
    refetchInterval: AGAIN,
    staleTime: 0,
  })

type Sight = Awaited<ReturnType<NonNullable<ReturnType<typeof sightQuery>['queryFn']>>>

const versionOf = (model: Sight['models'][number]) => `${model.slug}@${model.latest_revision}`

/** What is there before the first step: it does not count. */
export const namesOf = ({ runs, models, deployments }: Sight): string[] => [
  ...[...runs, ...deployments].map(({ id }) => id),
  ...models.map(versionOf),
]

export function progressOf({ runs, models, deployments }: Sight, before: readonly string[]): Progress {
  const run = runs.find(({ id }) => !before.includes(id))
  const model = models.find((one) => !before.includes(versionOf(one)))
  const deployment = deployments.find(({ id }) => !before.includes(id))
  return {
    run: run?.id ?? null,
    model: model?.slug ?? deployment?.model ?? null,
    deployment: deployment?.id ?? null,
    hasAnswered: deployment?.last_invoked_at != null,
  }
}
