import { answerOf } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../app/api.ts'

const listMachines = async () =>
  (await answerOf(api.marketplace.GET('/v1/machines', { params: { query: { limit: 100 } } }))).items

export type Machine = Awaited<ReturnType<typeof listMachines>>[number]

export const machinesQuery = queryOptions({
  queryKey: ['machines'],
  queryFn: listMachines,
  // One that is being verified is watched.
  refetchInterval: ({ state }) => (state.data?.some(({ state }) => state === 'pending') ? 1000 : 10_000),
})
