import type { ArtifactKind } from '../reference.ts'

/** What a field of a manifest may hold, in the words an error uses. */
export interface FieldRule {
  is(value: unknown): boolean
  /** `must be …` */
  mustBe: string
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''
const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text: FieldRule = { is: isText, mustBe: 'a text' }
const texts: FieldRule = {
  is: (value) => Array.isArray(value) && value.every(isText),
  mustBe: 'a list of texts',
}
const oneOf = (...words: string[]): FieldRule => ({
  is: (value) => words.includes(value as string),
  mustBe: `one of ${words.join(', ')}`,
})
const version: FieldRule = {
  is: (value) => isText(value) && isVersion(value),
  mustBe: 'three numbers, X.Y.Z',
}

const BOTH: Readonly<Record<string, FieldRule>> = {
  name: text,
  version,
  summary: text,
  description: text,
  pretty_name: text,
  license: text,
  language: {
    is: (value) => Array.isArray(value) && value.every((code) => isText(code) && /^[a-z]{2}$/.test(code)),
    mustBe: 'a list of two-letter language codes, for example [en, de]',
  },
  tags: texts,
  task_categories: texts,
  size_category: text,
  origin: { is: isMap, mustBe: 'a map' },
  files: texts,
}

/** The fields of `model.yaml` and `dataset.yaml`, and what each may hold. */
export const FIELDS: Readonly<Record<ArtifactKind, Readonly<Record<string, FieldRule>>>> = {
  model: {
    ...BOTH,
    framework: oneOf('safetensors', 'pytorch', 'onnx', 'custom'),
    task: text,
    architecture: text,
    base_model: text,
    dataset_refs: texts,
  },
  dataset: {
    ...BOTH,
    format: oneOf('parquet', 'csv', 'arrow', 'feather', 'json', 'jsonl'),
    data_schema: {
      is: (value) => isMap(value) && Object.values(value).every(isText),
      mustBe: 'a map of column to type',
    },
    row_count: {
      is: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
      mustBe: 'a whole number',
    },
    splits: {
      is: (value) => isMap(value) && Object.values(value).every(isText),
      mustBe: 'a map of split to path',
    },
  },
}

/** What people look for here, and where it goes instead. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  metrics: 'metrics are set after the push: nodeyard model metrics',
  aliases: 'aliases are set after the push: nodeyard model alias',
}

/** Whether `text` is X.Y.Z without leading zeros, as every version here is. */
export function isVersion(text: string): boolean {
  return /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(text)
}
