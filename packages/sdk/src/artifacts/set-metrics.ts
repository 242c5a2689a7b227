import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { type ArtifactDetail, pathFor } from './kinds.ts'
import type { VersionTarget } from './set-alias.ts'

/** Adds to the metrics of a version; one that is there already gets its new value, the others stay. */
export function setMetrics(
  server: Connection,
  kind: ArtifactKind,
  target: VersionTarget,
  metrics: Record<string, number>,
): Promise<ArtifactDetail> {
  const path = pathFor(kind, '/api/v1/org/{org}/models/{name}/{version}/metrics')
  return answerOf(server.registry.PUT(path, { params: { path: { ...target } }, body: metrics }))
}
