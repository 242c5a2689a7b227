import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import { everyItem, pageQuery } from '../pages.ts'
import type { ArtifactKind } from '../reference.ts'
import { type Asset, pathFor } from './kinds.ts'

type Query = NonNullable<operations['listModels']['parameters']['query']>

/** `q`: words that each begin a word of the name, the owner, the summary or a tag. */
export type AssetFilters = Omit<Query, 'cursor' | 'limit'>

/**
 * Models or datasets that the caller may see, everybody's public ones among them, the most popular first. The
 * next page is asked for when it is needed.
 */
export function findAssets(
  server: Connection,
  kind: ArtifactKind,
  filters: AssetFilters = {},
): AsyncGenerator<Asset, void> {
  return everyItem((cursor) => {
    const query = { ...filters, ...pageQuery(cursor) }
    const path = pathFor(kind, '/v1/models')
    return answerOf(server.marketplace.GET(path, { params: { query } })) as Promise<{
      items: Asset[]
      next_cursor: string | null
    }>
  })
}
