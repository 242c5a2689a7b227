import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/registry.gen.ts'
import type { ArtifactKind } from '../reference.ts'
import { type ArtifactSummary, pathFor } from './kinds.ts'

type Query = NonNullable<operations['list_models']['parameters']['query']>

export type ListFilters = Omit<Query, 'page' | 'limit'>

const PER_PAGE = 200

/**
 * The models or datasets of an owner that the caller may see, each by its latest version; with
 * `include_public` everybody else's public ones too. The next page is asked for when it is needed.
 */
export async function* listArtifacts(
  server: Connection,
  kind: ArtifactKind,
  org: string,
  filters: ListFilters = {},
): AsyncGenerator<ArtifactSummary, void> {
  for (let page = 1; ; page++) {
    const query = { ...filters, page, limit: PER_PAGE }
    const path = pathFor(kind, '/api/v1/org/{org}/models')
    const answer = await answerOf(server.registry.GET(path, { params: { path: { org }, query } }))
    // The twin answers under its own name.
    const { models, datasets } = answer as { models?: ArtifactSummary[]; datasets?: ArtifactSummary[] }
    yield* models ?? datasets ?? []
    if (!answer.has_next) return
  }
}
