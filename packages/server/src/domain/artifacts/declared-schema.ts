import type { DeclaredTensor, Dimension } from './inspection.ts'

const MAX_TENSORS = 1000
const MAX_RANK = 64

/**
 * What a `config.json` declares of a model's inputs and outputs, in any of the three ways people write it:
 *
 * - `{"image": {"dtype": "float32", "shape": ["batch", 1, 28, 28]}}`
 * - `[{"name": "image", "dtype": "float32", "shape": [-1, 1, 28, 28]}]`
 * - `[{"image": [null, 1, 28, 28]}]`
 *
 * @returns undefined when it declares none, or nothing that can be read as one
 */
export function readDeclaredSchema(
  config: unknown,
): { inputs: DeclaredTensor[]; outputs: DeclaredTensor[] } | undefined {
  if (!isObject(config)) return undefined
  const inputs = readTensors(config.inputs)
  const outputs = readTensors(config.outputs)
  return inputs && outputs ? { inputs, outputs } : undefined
}

function readTensors(value: unknown): DeclaredTensor[] | undefined {
  const entries = Array.isArray(value)
    ? value.flatMap(readListed)
    : isObject(value)
      ? Object.entries(value)
      : undefined
  if (entries === undefined || entries.length === 0 || entries.length > MAX_TENSORS) return undefined
  const tensors = entries.map(([name, about]) => readTensor(name, about))
  return tensors.every((tensor) => tensor !== undefined) ? tensors : undefined
}

function readListed(item: unknown): [string, unknown][] {
  if (!isObject(item)) return [['', undefined]]
  return typeof item.name === 'string' ? [[item.name, item]] : Object.entries(item)
}

function readTensor(name: string, about: unknown): DeclaredTensor | undefined {
  const { dtype, shape } = Array.isArray(about)
    ? { dtype: undefined, shape: about }
    : isObject(about)
      ? about
      : {}
  if (name === '' || !Array.isArray(shape) || shape.length > MAX_RANK) return undefined
  const dimensions = shape.map(readDimension)
  if (!dimensions.every((dimension) => dimension !== undefined)) return undefined
  return {
    name,
    dtype: typeof dtype === 'string' ? dtype : null,
    shape: dimensions,
    ...(isObject(about) && (about.optional === true || about.required === false) ? { isOptional: true } : {}),
  }
}

function readDimension(value: unknown): Dimension | undefined {
  if (value === null || value === -1) return null
  if (typeof value === 'string') return value
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
