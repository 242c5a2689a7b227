import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { pathFor, type RevisionDiff } from './kinds.ts'

/** What changed between two revisions: files, tensors down to the single parameter, metrics, licence, schema. */
export function diffRevisions(
  server: Connection,
  kind: ArtifactKind,
  { id, from, to }: { id: string; from: string; to: string },
): Promise<RevisionDiff> {
  const path = pathFor(kind, '/v1/models/{id}/revisions/{revision}/diff')
  return answerOf(server.marketplace.GET(path, { params: { path: { id, revision: `${from}..${to}` } } }))
}
