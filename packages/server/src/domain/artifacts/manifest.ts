import { type Static, type TProperties, Type } from 'typebox'

const line = (description: string, maxLength = 200) => Type.String({ minLength: 1, maxLength, description })
const words = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 200, uniqueItems: true, description })
const oneOf = <const Values extends readonly string[]>(values: Values, description: string) =>
  Type.Unsafe<Values[number]>({ type: 'string', enum: values, description })
const path = Type.String({ minLength: 1, maxLength: 1024 })

const optional = <Properties extends TProperties>(properties: Properties) =>
  Type.Partial(Type.Object(properties))

export const MODEL_FRAMEWORKS = ['safetensors', 'pytorch', 'onnx', 'custom'] as const
export const DATASET_FORMATS = ['parquet', 'csv', 'arrow', 'feather', 'json', 'jsonl'] as const

const COMMON = {
  name: line('As in the path, with or without the organisation.'),
  version: line('As in the path.'),
  summary: line('What it is, in a sentence.', 1000),
  description: line('What it is, at length. Stands in for `summary` where there is none.', 50_000),
  pretty_name: line('The name as people write it. Default: the name.'),
  license: line('An SPDX identifier, or any text.'),
  language: Type.Array(Type.String({ pattern: '^[a-z]{2}$' }), {
    maxItems: 200,
    uniqueItems: true,
    description: 'ISO 639-1 codes.',
  }),
  tags: words('Free words to find it by.'),
  task_categories: words('What it can be used for.'),
  size_category: line('For example `<1B`, `1-7B`, `7-70B`, `>70B`. Default for models: counted.', 50),
  origin: Type.Record(Type.String(), Type.Unknown(), { description: 'Where it came from: any map.' }),
  files: Type.Array(path, { maxItems: 10_000, description: 'Which files of its folder were chosen.' }),
}

/** What `model.yaml` may say of a version of a model. */
export const ModelManifest = optional({
  ...COMMON,
  framework: oneOf(MODEL_FRAMEWORKS, 'Default: by the files, safetensors before onnx before pytorch.'),
  task: line('What it does.'),
  architecture: line('How it is built.'),
  base_model: line('What it was made from, `org/name@version` if it is here.', 500),
  dataset_refs: Type.Array(line('A dataset, `org/name@version` if it is here.', 500), {
    maxItems: 200,
    description: 'What it was trained on.',
  }),
})
export type ModelManifest = Static<typeof ModelManifest>

/** What `dataset.yaml` may say of a version of a dataset. */
export const DatasetManifest = optional({
  ...COMMON,
  format: oneOf(DATASET_FORMATS, 'Default: by the files.'),
  data_schema: Type.Record(Type.String(), Type.String(), { description: 'Column to type.' }),
  row_count: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  splits: Type.Record(Type.String(), path, { description: 'Split to the path of its file.' }),
})
export type DatasetManifest = Static<typeof DatasetManifest>

export const MANIFESTS = { model: ModelManifest, dataset: DatasetManifest } as const
export type Manifest = ModelManifest & DatasetManifest
