import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'
import type { Shard } from './kinds.ts'

/** The shards of a dataset by name: of a revision, or, for its contributors, of what will be the next one. */
export function listShards(
  server: Connection,
  id: string,
  filters: { revision?: string; split?: string } = {},
): AsyncGenerator<Shard, void> {
  return everyItem((cursor) => {
    const query = { ...filters, ...pageQuery(cursor) }
    return answerOf(server.marketplace.GET('/v1/datasets/{id}/shards', { params: { path: { id }, query } }))
  })
}
