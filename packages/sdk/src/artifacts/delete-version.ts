import type { Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { pathFor } from './kinds.ts'
import type { VersionTarget } from './set-alias.ts'

/** Deletes a version: its bytes are freed, its number is never used again. */
export async function deleteVersion(
  server: Connection,
  kind: ArtifactKind,
  target: VersionTarget,
): Promise<void> {
  const path = pathFor(kind, '/api/v1/org/{org}/models/{name}/{version}')
  await server.registry.DELETE(path, { params: { path: { ...target } } })
}
