import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { type PublishingCheck, pathFor } from './kinds.ts'

/** What stands between a revision and the public: nothing may have `failed`. */
export async function listChecks(
  server: Connection,
  kind: ArtifactKind,
  { id, revision = 'latest' }: { id: string; revision?: string | undefined },
): Promise<PublishingCheck[]> {
  const path = pathFor(kind, '/v1/models/{id}/revisions/{revision}/checks')
  const answer = await answerOf(server.marketplace.GET(path, { params: { path: { id, revision } } }))
  return answer.items
}
