import { answerOf } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api.ts'

/** What has come of the steps since the tour began: ids to go on with, null where there is none yet. */
export interface Progress {
  run: string | null
  model: string | null
  deployment: string | null
  hasAnswered: boolean
}

interface Run {
  id: string
  status: string
  created_at: string
}

/** Milliseconds between two looks while the tour is open. */
const AGAIN = 2500

/** Looks at runs, models and deployments, as anybody's script could. */
export const progressQuery = (me: string, startedAt: number) =>
  queryOptions({
    queryKey: ['tour', me, startedAt],
    queryFn: async (): Promise<Progress> => {
      // Clocks of the browser and the server may differ a little.
      const isNew = (time: string) => Date.parse(time) >= startedAt - 5000
      const [runs, models, deployments] = await Promise.all([
        ask<Run[]>('/api/runs?limit=20'),
        answerOf(api.marketplace.GET('/v1/models', { params: { query: { sort: 'updated', limit: 20 } } })),
        answerOf(api.marketplace.GET('/v1/deployments', { params: { query: { limit: 20 } } })),
      ])
      const run = runs.find(({ status, created_at: at }) => status === 'succeeded' && isNew(at))
      const model = models.items.find(
        (one) => one.owner.slug === me && one.latest_revision !== null && isNew(one.updated_at),
      )
      const deployment = deployments.items.find(
        ({ created_at: at, status }) => isNew(at) && status !== 'stopped' && status !== 'failed',
      )
      return {
        run: run?.id ?? null,
        model: model?.slug ?? deployment?.model ?? null,
        deployment: deployment?.id ?? null,
        hasAnswered: deployment?.last_invoked_at != null,
      }
    },
    refetchInterval: AGAIN,
    staleTime: 0,
  })
