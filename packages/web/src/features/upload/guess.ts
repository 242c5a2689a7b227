import type { Folder } from './read-drop.ts'

export type Kind = 'model' | 'dataset'

const WEIGHTS: [RegExp, string][] = [
  [/\.onnx$/i, 'onnx'],
  [/\.gguf$/i, 'gguf'],
  [/\.(safetensors|pt|pth|bin)$/i, 'pytorch'],
  [/\.(keras|h5|pb|tflite)$/i, 'tensorflow'],
  [/\.msgpack$/i, 'jax'],
]
const TABLES = /\.(parquet|arrow|csv|jsonl)$/i

/** The framework that a folder's weights are of, if it has any. */
export const guessFramework = ({ files }: Folder): string | undefined =>
  WEIGHTS.find(([name]) => files.some(({ path }) => name.test(path)))?.[1]

/** What a folder is: a dataset where there are tables and no weights. */
export const guessKind = (folder: Folder): Kind =>
  guessFramework(folder) === undefined && folder.files.some(({ path }) => TABLES.test(path))
    ? 'dataset'
    : 'model'

/** A folder's name as it may stand in an address. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, 96)

/** The number after the highest there is: the next patch. */
export function nextVersion(latest: string | null | undefined): string {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(latest ?? '') ?? []
  return major === undefined ? '1.0.0' : `${major}.${minor}.${Number(patch) + 1}`
}
