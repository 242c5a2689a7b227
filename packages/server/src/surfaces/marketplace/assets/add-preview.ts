import { Type } from 'typebox'
import type { Deps } from '../../../deps.ts'
import { getAsset } from '../../../domain/artifacts/assets/get-asset.ts'
import { previewDataset } from '../../../domain/artifacts/shards/preview-dataset.ts'
import type { App } from '../../../http/surface.ts'
import { nullable } from '../schemas.ts'
import { addAssetRoute } from './asset-route.ts'
import { DATASETS } from './kinds.ts'

/** `GET …/preview`: the first rows. */
export function addPreview(app: App, deps: Deps): void {
  addAssetRoute(app, DATASETS, {
    method: 'get',
    path: '/preview',
    schema: {
      operationId: 'previewDataset',
      summary: 'The first rows of a dataset',
      description:
        'Of a Parquet, Arrow, CSV or JSONL file. Long texts and lists are cut; bytes are Base64, whole numbers ' +
        'beyond 2^53 text.',
      querystring: Type.Object({
        revision: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
        split: Type.Optional(Type.String({ maxLength: 100 })),
        shard: Type.Optional(Type.String({ maxLength: 1024, description: 'Default: the first.' })),
        limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
      }),
      response: {
        200: Type.Object({
          shard: Type.String(),
          split: Type.String(),
          format: Type.String(),
          rows: nullable(Type.Integer({ description: 'How many the file has; null where nobody counted.' })),
          columns: Type.Array(
            Type.Object({ name: Type.String(), type: Type.String(), shape: Type.Array(Type.Integer()) }),
          ),
          items: Type.Array(Type.Record(Type.String(), Type.Unknown())),
        }),
      },
    },
    async handler({ ref, query, request }) {
      const found = await getAsset(deps.database.read, request.caller, 'dataset', ref)
      const { shard, format, reading } = await previewDataset(deps, request.caller, found, query)
      return {
        shard: shard.name,
        split: shard.split,
        format,
        rows: reading.rows,
        columns: Object.entries(reading.fields).map(([name, field]) => ({ name, ...field })),
        items: reading.preview,
      }
    },
  })
}
