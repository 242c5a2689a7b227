import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import type { ArtifactKind } from '../reference.ts'
import { type Asset, pathFor } from './kinds.ts'

export type AssetChange = operations['updateModel']['requestBody']['content']['application/json']

/**
 * Changes what is said of a model or dataset, or who sees it.
 *
 * @throws ApiError `validation_failed` with the checks that fail when it is to be public
 */
export function updateAsset(
  server: Connection,
  kind: ArtifactKind,
  id: string,
  change: AssetChange,
): Promise<Asset> {
  const path = pathFor(kind, '/v1/models/{id}')
  return answerOf(
    server.marketplace.PATCH(path, { params: { path: { id } }, body: change }),
  ) as Promise<Asset>
}
