import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import type { Dataset } from './kinds.ts'

export type NewDataset = operations['createDataset']['requestBody']['content']['application/json']

/**
 * Adds a dataset without shards, seen by its owner's members until it is made public.
 *
 * @throws ApiError `already_exists`, `validation_failed`
 */
export function createDataset(server: Connection, dataset: NewDataset): Promise<Dataset> {
  return answerOf(server.marketplace.POST('/v1/datasets', { body: dataset }))
}
