import type { ArtifactKind } from '../../db/tables.ts'
import type { Scope } from '../../domain/accounts/scopes.ts'
import {
  DatasetArtifactDetail,
  DatasetArtifactListResponse,
  DatasetArtifactSummary,
  DatasetFacetsResponse,
  DatasetVersionList,
  ModelArtifactDetail,
  ModelArtifactListResponse,
  ModelArtifactSummary,
  ModelFacetsResponse,
  ModelVersionList,
} from './schemas.ts'

/** How the registry speaks of models and of datasets: the same routes, with other words. */
export interface Kind {
  kind: ArtifactKind
  /** `models`, in paths and in answers. */
  plural: 'models' | 'datasets'
  readScope: Scope
  writeScope: Scope
  Summary: typeof ModelArtifactSummary | typeof DatasetArtifactSummary
  Detail: typeof ModelArtifactDetail | typeof DatasetArtifactDetail
  VersionList: typeof ModelVersionList | typeof DatasetVersionList
  ListResponse: typeof ModelArtifactListResponse | typeof DatasetArtifactListResponse
  FacetsResponse: typeof ModelFacetsResponse | typeof DatasetFacetsResponse
}

export const KINDS: readonly Kind[] = [
  {
    kind: 'model',
    plural: 'models',
    readScope: 'models:read',
    writeScope: 'models:upload',
    Summary: ModelArtifactSummary,
    Detail: ModelArtifactDetail,
    VersionList: ModelVersionList,
    ListResponse: ModelArtifactListResponse,
    FacetsResponse: ModelFacetsResponse,
  },
  {
    kind: 'dataset',
    plural: 'datasets',
    readScope: 'datasets:read',
    writeScope: 'datasets:upload',
    Summary: DatasetArtifactSummary,
    Detail: DatasetArtifactDetail,
    VersionList: DatasetVersionList,
    ListResponse: DatasetArtifactListResponse,
    FacetsResponse: DatasetFacetsResponse,
  },
]
