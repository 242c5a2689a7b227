import type { operations } from '../generated/marketplace.gen.ts'
import type { ArtifactKind, Target } from '../reference.ts'

type Answer<Operation extends { responses: { 200: { content: { 'application/json': unknown } } } }> =
  Operation['responses'][200]['content']['application/json']

/** A model as the marketplace shows it. */
export type Model = Answer<operations['getModel']>
export type Dataset = Answer<operations['getDataset']>

/** What both have, and what only one of them has as what may be there. */
export type Asset = Pick<Model, keyof Model & keyof Dataset> &
  Partial<Omit<Model, keyof Dataset>> &
  Partial<Omit<Dataset, keyof Model>>

export type Revision = Answer<operations['listModelRevisions']>['items'][number]
export type RevisionDiff = Answer<operations['diffModelRevisions']>
export type PublishingCheck = Answer<operations['listModelChecks']>['items'][number]
export type Shard = Answer<operations['listShards']>['items'][number]
export type DatasetPreview = Answer<operations['previewDataset']>

/**
 * The marketplace has every route of models for datasets too, under a twin path with the same parameters.
 * This is the path for `kind`, typed as the models'.
 */
export function pathFor<Path extends `/v1/models${string}`>(kind: ArtifactKind, path: Path): Path {
  return kind === 'model' ? path : (path.replace('/v1/models', '/v1/datasets') as Path)
}

/** What the marketplace takes for an id: `org/name`. */
export const idOf = ({ org, name }: Pick<Target, 'org' | 'name'>): string => `${org}/${name}`
