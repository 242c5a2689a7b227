import { type Static, type TProperties, type TSchema, Type } from 'typebox'

/** Null or the schema. */
export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** May be missing, and may be null. */
const maybe = <Schema extends TSchema>(schema: Schema) => Type.Optional(nullable(schema))

/** Refers to a component by its name, and keeps its type. */
export const ref = <Schema extends TSchema>(schema: Schema) =>
  Type.Unsafe<Static<Schema>>({ $ref: `${(schema as { $id?: string }).$id}#` })

/** A schema that is a component of the OpenAPI document under its name. */
const component = <Properties extends TProperties>(
  $id: string,
  description: string,
  properties: Properties,
) => Object.assign(Type.Object(properties, { $id, description }), { $id })

const time = (description: string) => Type.String({ format: 'date-time', description })
const strings = Type.Array(Type.String())

/** What is said of one version of anything, in lists and searches. */
const SUMMARY = {
  id: Type.String({ format: 'uuid', description: 'The id of the version.' }),
  name: Type.String({ description: 'Canonical name, `org/name`.' }),
  version: Type.String({ description: 'X.Y.Z' }),
  created_at: time('When this version was registered.'),
  updated_at: maybe(time('When its aliases or metrics last changed, or it was registered.')),
  aliases: maybe(strings),
  download_count: Type.Integer({ default: 0, description: 'Downloads of this version.' }),
  is_public: Type.Boolean({
    description: 'Whether everyone who is signed in may see it. One for all versions.',
  }),
  language: maybe(strings),
  license: maybe(Type.String()),
  origin: Type.Record(Type.String(), Type.Unknown(), { description: 'Where it came from.' }),
  pretty_name: maybe(Type.String()),
  size_category: maybe(Type.String()),
  summary: maybe(Type.String()),
  tags: strings,
  task_categories: maybe(strings),
  version_count: Type.Integer({ description: 'How many versions there are.' }),
}

const MODEL_SUMMARY = {
  ...SUMMARY,
  architecture: maybe(Type.String()),
  base_model: maybe(Type.String()),
  framework: Type.String({ default: 'safetensors' }),
  task: maybe(Type.String()),
}

const DATASET_SUMMARY = {
  ...SUMMARY,
  format: maybe(Type.String()),
  row_count: maybe(Type.Integer()),
}

/** What a version's own page says beyond that. */
const DETAIL = {
  artifacts: Type.Record(Type.String(), Type.String(), {
    description: 'The files: path to OID, `sha256:<hex>`.',
  }),
  artifacts_hash: Type.String({ description: 'One hash over all of `artifacts`.' }),
  created_by_email: maybe(Type.String()),
  description: maybe(Type.String()),
  file_size_bytes: Type.Integer(),
}

export const ModelArtifactSummary = component(
  'ModelArtifactSummary',
  'One version of a model, in short.',
  MODEL_SUMMARY,
)
export const ModelArtifactDetail = component('ModelArtifactDetail', 'One version of a model.', {
  ...MODEL_SUMMARY,
  ...DETAIL,
  dataset_refs: maybe(strings),
  metrics: Type.Record(Type.String(), Type.Number()),
})
export const DatasetArtifactSummary = component(
  'DatasetArtifactSummary',
  'One version of a dataset, in short.',
  DATASET_SUMMARY,
)
export const DatasetArtifactDetail = component('DatasetArtifactDetail', 'One version of a dataset.', {
  ...DATASET_SUMMARY,
  ...DETAIL,
  data_schema: maybe(Type.Record(Type.String(), Type.Unknown(), { description: 'Column to type.' })),
  splits: maybe(Type.Record(Type.String(), Type.String(), { description: 'Split to path.' })),
})

const versionList = (summary: TSchema) => ({
  name: Type.String({ description: 'Canonical name, `org/name`.' }),
  versions: Type.Array(Type.String(), { description: 'All of them, the highest number first.' }),
  latest: nullable(ref(summary)),
})
export const ModelVersionList = component(
  'ModelVersionList',
  'All versions of a model.',
  versionList(ModelArtifactSummary),
)
export const DatasetVersionList = component(
  'DatasetVersionList',
  'All versions of a dataset.',
  versionList(DatasetArtifactSummary),
)

const PAGE = {
  page: Type.Integer(),
  limit: Type.Integer(),
  total: Type.Integer({ description: 'How many match, on all pages.' }),
  total_pages: Type.Integer(),
  has_next: Type.Boolean(),
  has_previous: Type.Boolean(),
}
export const ModelArtifactListResponse = component('ModelArtifactListResponse', 'One page of models.', {
  models: Type.Array(ref(ModelArtifactSummary)),
  ...PAGE,
})
export const DatasetArtifactListResponse = component('DatasetArtifactListResponse', 'One page of datasets.', {
  datasets: Type.Array(ref(DatasetArtifactSummary)),
  ...PAGE,
})

const FACETS = {
  total: Type.Integer({ description: 'How many there are to choose from.' }),
  filtered_total: Type.Integer({ description: 'How many of them the filters leave.' }),
  licenses: strings,
  size_categories: strings,
  tags: strings,
  task_categories: strings,
}
const FACETS_NOTE =
  'What can be filtered by. Each list heeds all filters but its own, so that another value can be chosen.'
export const ModelFacetsResponse = component('ModelFacetsResponse', FACETS_NOTE, {
  ...FACETS,
  frameworks: strings,
})
export const DatasetFacetsResponse = component('DatasetFacetsResponse', FACETS_NOTE, {
  ...FACETS,
  formats: strings,
})

const DOWNLOAD_STATUS = Type.Unsafe<'preparing' | 'ready' | 'failed'>({
  type: 'string',
  enum: ['preparing', 'ready', 'failed'],
})
const DOWNLOAD = {
  download_id: Type.String(),
  status: DOWNLOAD_STATUS,
  url: maybe(Type.String({ description: 'Where the bytes are, for anybody, until `expires_at`.' })),
  filename: maybe(Type.String()),
  expires_at: maybe(time('When the address stops working.')),
}
export const DownloadResponse = component('DownloadResponse', 'A download, begun.', DOWNLOAD)
export const DownloadStatusResponse = component('DownloadStatusResponse', 'How far a download is.', {
  ...DOWNLOAD,
  error: maybe(Type.String({ description: 'Why it failed.' })),
})

export const ArtifactFile = component('ArtifactFile', 'One file of a version.', {
  path: Type.String(),
  oid: Type.String({ description: '`sha256:<hex>`' }),
  size: Type.Integer({ description: 'Bytes.' }),
})
export const ArtifactFileList = component('ArtifactFileList', 'The files of a version, by path.', {
  name: Type.String({ description: 'Canonical name, `org/name`.' }),
  version: Type.String({ description: 'X.Y.Z' }),
  files: Type.Array(ref(ArtifactFile)),
})

/** Every component, in an order in which nothing is referred to before it is known. */
export const COMPONENTS = [
  ModelArtifactSummary,
  ModelArtifactDetail,
  DatasetArtifactSummary,
  DatasetArtifactDetail,
  ModelVersionList,
  DatasetVersionList,
  ModelArtifactListResponse,
  DatasetArtifactListResponse,
  ModelFacetsResponse,
  DatasetFacetsResponse,
  DownloadResponse,
  DownloadStatusResponse,
  ArtifactFile,
  ArtifactFileList,
]

/** Path parameters. What could not be a name is simply not found. */
const text = (description: string) => Type.String({ minLength: 1, maxLength: 300, description })
export const OrgParams = Type.Object({ org: text('The slug of an organisation, or of a user.') })
export const ArtifactParams = Type.Object({
  org: text('The slug of an organisation, or of a user.'),
  name: text('The name, without the organisation.'),
})
export const VersionParams = Type.Object({
  org: text('The slug of an organisation, or of a user.'),
  name: text('The name, without the organisation.'),
  version: text('X.Y.Z, an alias, or `latest`.'),
})
