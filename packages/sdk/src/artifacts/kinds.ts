import type { components } from '../generated/registry.gen.ts'
import type { ArtifactKind } from '../reference.ts'

type Schemas = components['schemas']

/** What models and datasets both have, and what only one of them has as what may be there. */
type Either<Model, Dataset> = Pick<Model, keyof Model & keyof Dataset> &
  Partial<Omit<Model, keyof Dataset>> &
  Partial<Omit<Dataset, keyof Model>>

/** One version in short, as lists have it. */
export type ArtifactSummary = Either<Schemas['ModelArtifactSummary'], Schemas['DatasetArtifactSummary']>

/** One version with all that is known of it. */
export type ArtifactDetail = Either<Schemas['ModelArtifactDetail'], Schemas['DatasetArtifactDetail']>

/**
 * The registry has every endpoint of models for datasets too, under a twin path with the same parameters.
 * This is the path for `kind`, typed as the models'.
 */
export function pathFor<Path extends `${string}/models${string}`>(kind: ArtifactKind, path: Path): Path {
  return kind === 'model' ? path : (path.replace('/models', '/datasets') as Path)
}
