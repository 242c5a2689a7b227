import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { pathFor } from './kinds.ts'

/** All version numbers of a model or dataset, the highest first, and its latest version in short. */
export function listVersions(
  server: Connection,
  kind: ArtifactKind,
  { org, name }: { org: string; name: string },
) {
  const path = pathFor(kind, '/api/v1/org/{org}/models/{name}/versions')
  return answerOf(server.registry.GET(path, { params: { path: { org, name } } }))
}
