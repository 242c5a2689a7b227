import { answerOf } from '@nodeyard/sdk/client'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../app/api.ts'

/** Rows that are fetched of a shard, however many it has. */
const ROWS = 50

/** The columns of a shard and its first rows; of the first one unless it is named. */
export const previewQuery = (slug: string, revision: string, shard?: string) =>
  queryOptions({
    queryKey: ['datasets', slug, 'preview', revision, shard],
    queryFn: () =>
      answerOf(
        api.marketplace.GET('/v1/datasets/{id}/preview', {
          params: { path: { id: slug }, query: { revision, limit: ROWS, ...(shard && { shard }) } },
        }),
      ),
    staleTime: 60_000,
  })

/** int64[2, ?] */
export const columnType = (type: string, shape: readonly number[]): string =>
  shape.length === 0 ? type : `${type}[${shape.map((size) => (size < 0 ? '?' : size)).join(', ')}]`
