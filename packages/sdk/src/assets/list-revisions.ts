import { answerOf, type Connection } from '../client.ts'
import { everyItem, pageQuery } from '../pages.ts'
import type { ArtifactKind } from '../reference.ts'
import { pathFor, type Revision } from './kinds.ts'

/** The revisions of a model or dataset, the highest first; yanked ones are among them. */
export function listRevisions(
  server: Connection,
  kind: ArtifactKind,
  id: string,
): AsyncGenerator<Revision, void> {
  return everyItem((cursor) => {
    const path = pathFor(kind, '/v1/models/{id}/revisions')
    return answerOf(server.marketplace.GET(path, { params: { path: { id }, query: pageQuery(cursor) } }))
  })
}
