import { Type } from 'typebox'
import type { Routes } from '../../../http/surface.ts'
import { addAssetRoutes } from '../assets/add-asset-routes.ts'
import { addContents } from '../assets/add-contents.ts'
import { addDiff } from '../assets/add-diff.ts'
import { addDownload } from '../assets/add-download.ts'
import { addList } from '../assets/add-list.ts'
import { addPreview } from '../assets/add-preview.ts'
import { addRevisions } from '../assets/add-revisions.ts'
import { addShards } from '../assets/add-shards.ts'
import { DATASETS } from '../assets/kinds.ts'
import { DATASET_WORDS, Dataset, DatasetSchemaShape } from '../assets/schemas.ts'

const datasets: Routes = (app, deps) => {
  const words = {
    modality: Type.Optional(DATASET_WORDS.modality),
    schema: Type.Optional(DatasetSchemaShape),
  }
  const filters = { format: Type.Optional(Type.String({ maxLength: 50, examples: ['parquet', 'csv'] })) }
  addList(app, deps, DATASETS, { Item: Dataset, filters, words })
  addAssetRoutes(app, deps, DATASETS, {
    Item: Dataset,
    words: { ...DATASET_WORDS, schema: DatasetSchemaShape },
  })
  addRevisions(app, deps, DATASETS)
  addContents(app, deps, DATASETS)
  addDownload(app, deps, DATASETS)
  addDiff(app, deps, DATASETS)
  addShards(app, deps)
  addPreview(app, deps)
}
export default datasets
