import type { ArtifactKind } from '../../../db/tables.ts'
import type { Scope } from '../../../domain/accounts/scopes.ts'

/** How this surface speaks of models and of datasets: the same routes, with other words. */
export interface Kind {
  kind: ArtifactKind
  /** In paths. */
  plural: 'models' | 'datasets'
  /** In operation ids. */
  Name: 'Model' | 'Dataset'
  readScope: Scope
  writeScope: Scope
}

export const MODELS: Kind = {
  kind: 'model',
  plural: 'models',
  Name: 'Model',
  readScope: 'models:read',
  writeScope: 'models:upload',
}

export const DATASETS: Kind = {
  kind: 'dataset',
  plural: 'datasets',
  Name: 'Dataset',
  readScope: 'datasets:read',
  writeScope: 'datasets:upload',
}
