import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { pathFor } from './kinds.ts'

/** Shows all versions of a model or dataset to everybody who is signed in, or to its owner alone. */
export function setVisibility(
  server: Connection,
  kind: ArtifactKind,
  { org, name }: { org: string; name: string },
  isPublic: boolean,
) {
  const path = pathFor(kind, '/api/v1/org/{org}/models/{name}/visibility')
  return answerOf(
    server.registry.PATCH(path, { params: { path: { org, name } }, body: { is_public: isPublic } }),
  )
}
