import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import type { Revision } from './kinds.ts'

type Body = NonNullable<operations['publishDataset']['requestBody']>['content']['application/json']

/**
 * Makes a revision of a dataset's shards as they are now. What did not change since the last one costs
 * nothing; where nothing changed, it is the last one.
 *
 * @throws ApiError `upload_incomplete` while shards arrive
 */
export function publishDataset(server: Connection, id: string, about: Body = {}): Promise<Revision> {
  return answerOf(
    server.marketplace.POST('/v1/datasets/{id}/publish', { params: { path: { id } }, body: about }),
  )
}
