import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { type Asset, pathFor } from './kinds.ts'

/**
 * A model or dataset as the marketplace shows it.
 *
 * @param id its id, or `org/name`
 * @throws ApiError `not_found`
 */
export function getAsset(server: Connection, kind: ArtifactKind, id: string): Promise<Asset> {
  return answerOf(
    server.marketplace.GET(pathFor(kind, '/v1/models/{id}'), { params: { path: { id } } }),
  ) as Promise<Asset>
}
