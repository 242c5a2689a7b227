import { answerOf, type Connection } from '../client.ts'
import type { ArtifactKind } from '../reference.ts'
import { pathFor, type Revision } from './kinds.ts'

/**
 * Advises against a revision: its files stay, downloads of it carry a warning, `latest` and ranges pass it by.
 * Without a reason that is taken back.
 *
 * @param revision the number itself
 */
export function setYanked(
  server: Connection,
  kind: ArtifactKind,
  { id, revision, reason }: { id: string; revision: string; reason?: string | undefined },
): Promise<Revision> {
  const path = pathFor(kind, '/v1/models/{id}/revisions/{revision}/yank')
  const params = { path: { id, revision } }
  return answerOf(
    reason === undefined
      ? server.marketplace.DELETE(path, { params })
      : server.marketplace.POST(path, { params, body: { reason } }),
  )
}
