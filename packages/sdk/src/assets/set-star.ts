import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { type Asset, pathFor } from './kinds.ts'

/** Gives a model or dataset your star, or takes it back. Done twice, it is done once. */
export function setStar(
  server: Connection,
  kind: ArtifactKind,
  id: string,
  isStarred = true,
): Promise<Asset> {
  const path = pathFor(kind, '/v1/models/{id}/star')
  const params = { params: { path: { id } } }
  const { marketplace } = server
  return answerOf(
    isStarred ? marketplace.POST(path, params) : marketplace.DELETE(path, params),
  ) as Promise<Asset>
}
