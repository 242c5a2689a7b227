import type { ArtifactKind } from '../../db/tables.ts'
import type { DATASET_FORMATS, Manifest, MODEL_FRAMEWORKS } from './manifest.ts'

type Framework = (typeof MODEL_FRAMEWORKS)[number]
type Format = (typeof DATASET_FORMATS)[number]

const FRAMEWORK_ENDINGS: readonly (readonly [RegExp, Framework])[] = [
  [/\.safetensors$/i, 'safetensors'],
  [/\.onnx$/i, 'onnx'],
  [/\.(?:pt|pth|bin)$/i, 'pytorch'],
]

const FORMAT_ENDINGS: readonly (readonly [RegExp, Format])[] = [
  [/\.parquet$/i, 'parquet'],
  [/\.csv$/i, 'csv'],
  [/\.arrow$/i, 'arrow'],
  [/\.feather$/i, 'feather'],
  [/\.(?:jsonl|ndjson)$/i, 'jsonl'],
  [/\.json$/i, 'json'],
]

/** Characters; a summary stands in every list. */
const LONGEST_SUMMARY = 1000

/** A model's framework by the endings of its files, the first that any of them has. */
export const inferFramework = (paths: readonly string[]): Framework =>
  infer(paths, FRAMEWORK_ENDINGS) ?? 'safetensors'

/** A dataset's format in the same way, or undefined. */
export const inferFormat = (paths: readonly string[]): Format | undefined => infer(paths, FORMAT_ENDINGS)

function infer<Value>(paths: readonly string[], endings: readonly (readonly [RegExp, Value])[]) {
  return endings.find(([ending]) => paths.some((path) => ending.test(path)))?.[1]
}

/** A model's size by how many numbers it has learned. */
export function sizeCategory(parameterCount: number): string {
  if (parameterCount < 1e9) return '<1B'
  if (parameterCount < 7e9) return '1-7B'
  return parameterCount <= 70e9 ? '7-70B' : '>70B'
}

/**
 * A manifest with everything filled in that can be known without being said. This is what is stored and
 * read back.
 */
export function fillManifest(
  manifest: Manifest,
  about: {
    kind: ArtifactKind
    name: string
    paths: readonly string[]
    /** What was counted in the files; null where nothing could be. */
    parameterCount: number | null
  },
): Manifest {
  const { kind, name, paths, parameterCount } = about
  const summary = manifest.summary ?? shorten(manifest.description)
  const filled = {
    ...manifest,
    pretty_name: manifest.pretty_name ?? name,
    ...(summary === undefined ? {} : { summary }),
  }
  if (kind === 'dataset') {
    const format = manifest.format ?? inferFormat(paths)
    return { ...filled, ...(format === undefined ? {} : { format }) }
  }
  const size = manifest.size_category ?? (parameterCount === null ? undefined : sizeCategory(parameterCount))
  return {
    ...filled,
    framework: manifest.framework ?? inferFramework(paths),
    ...(size === undefined ? {} : { size_category: size }),
  }
}

const shorten = (text: string | undefined) =>
  text === undefined || text.length <= LONGEST_SUMMARY
    ? text
    : `${text.slice(0, LONGEST_SUMMARY - 1).toWellFormed()}…`
