import { ApiError } from '../api-error.ts'
import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind, Target } from '../reference.ts'
import { type ArtifactDetail, pathFor } from './kinds.ts'

/**
 * One version of a model or dataset: the one named by number or alias, or the latest.
 *
 * @throws ApiError `not_found_error`
 */
export function getArtifact(
  server: Connection,
  kind: ArtifactKind,
  { org, name, version }: Target,
): Promise<ArtifactDetail> {
  if (version === undefined || version === 'latest') {
    const path = pathFor(kind, '/api/v1/org/{org}/models/{name}')
    return answerOf(server.registry.GET(path, { params: { path: { org, name } } }))
  }
  const path = pathFor(kind, '/api/v1/org/{org}/models/{name}/{version}')
  return answerOf(server.registry.GET(path, { params: { path: { org, name, version } } }))
}

/** The same, or undefined when there is none. */
export async function findArtifact(
  server: Connection,
  kind: ArtifactKind,
  target: Target,
): Promise<ArtifactDetail | undefined> {
  try {
    return await getArtifact(server, kind, target)
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined
    throw error
  }
}
