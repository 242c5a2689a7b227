import { Type } from 'typebox'
import type { Routes } from '../../../http/surface.ts'
import { addAssetRoutes } from '../assets/add-asset-routes.ts'
import { addContents } from '../assets/add-contents.ts'
import { addDiff } from '../assets/add-diff.ts'
import { addDownload } from '../assets/add-download.ts'
import { addList } from '../assets/add-list.ts'
import { addRevisions } from '../assets/add-revisions.ts'
import { MODELS } from '../assets/kinds.ts'
import { MODEL_WORDS, Model } from '../assets/schemas.ts'

const models: Routes = (app, deps) => {
  const filters = { task: Type.Optional(MODEL_WORDS.task), framework: Type.Optional(MODEL_WORDS.framework) }
  addList(app, deps, MODELS, { Item: Model, filters, words: MODEL_WORDS })
  addAssetRoutes(app, deps, MODELS, { Item: Model, words: MODEL_WORDS })
  addRevisions(app, deps, MODELS)
  addContents(app, deps, MODELS)
  addDownload(app, deps, MODELS)
  addDiff(app, deps, MODELS)
}
export default models
