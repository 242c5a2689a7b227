import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import type { DatasetPreview } from './kinds.ts'

type Query = NonNullable<operations['previewDataset']['parameters']['query']>

/** The first rows of a dataset that is stored as Parquet, Arrow, CSV or JSONL. */
export function previewDataset(server: Connection, id: string, query: Query = {}): Promise<DatasetPreview> {
  return answerOf(server.marketplace.GET('/v1/datasets/{id}/preview', { params: { path: { id }, query } }))
}
