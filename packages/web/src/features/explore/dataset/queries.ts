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

/** Shards that are fetched; a dataset may have very many. */
const MOST_SHARDS = 1000

/** The shards of a revision, by name, with the splits they belong to. */
export const shardsQuery = (slug: string, revision: string) =>
  queryOptions({
    queryKey: ['datasets', slug, 'shards', revision],
    queryFn: async () => {
      const shards: Shard[] = []
      for (let cursor: string | null | undefined; ; ) {
        const query = { revision, limit: 100, ...(cursor && { cursor }) }
        const params = { path: { id: slug }, query }
        const page = await answerOf(api.marketplace.GET('/v1/datasets/{id}/shards', { params }))
        shards.push(...page.items)
        cursor = page.next_cursor
        if (cursor === null || shards.length >= MOST_SHARDS) return { shards, isCut: cursor !== null }
      }
    },
  })

interface Shard {
  name: string
  split: string
  size: number
  rows: number | null
}

/** int64[2, ?] */
export const columnType = (type: string, shape: readonly number[]): string =>
  shape.length === 0 ? type : `${type}[${shape.map((size) => (size < 0 ? '?' : size)).join(', ')}]`
