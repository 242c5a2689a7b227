import { FormatError } from './format-error.ts'

/** One tensor as a header describes it. */
export interface TensorInfo {
  name: string
  /** A `Dtype`, or the format's own name for what has none (GGUF's `Q4_K`, NumPy's `datetime64`). */
  dtype: string
  /** Row-major, outermost dimension first; `[]` is a scalar. */
  shape: number[]
  /** Bytes the elements take. */
  bytes: number
  /** Where they start in the file; null where they are elsewhere or not stored plainly. */
  offset: number | null
}

/**
 * Number of elements in a shape.
 * @throws FormatError when the product is beyond 2^53
 */
export function countElements(shape: readonly number[], format: string, field: string): number {
  if (shape.includes(0)) return 0
  let count = 1
  for (const dimension of shape) {
    count *= dimension
    if (count > Number.MAX_SAFE_INTEGER) {
      throw new FormatError(
        `${field} says shape [${shape.join(',')}], more elements than any file can hold`,
        {
          format,
          field,
        },
      )
    }
  }
  return count
}

/** Elements in all tensors together, and how many tensors have each dtype. */
export function summarizeTensors(
  tensors: readonly TensorInfo[],
  format: string,
): { parameterCount: number; dtypes: Record<string, number> } {
  let parameterCount = 0
  const dtypes = new Map<string, number>()
  for (const { name, dtype, shape } of tensors) {
    parameterCount += countElements(shape, format, name)
    dtypes.set(dtype, (dtypes.get(dtype) ?? 0) + 1)
  }
  if (!Number.isSafeInteger(parameterCount)) {
    throw new FormatError('its tensors together have more elements than any file can hold', {
      format,
      field: 'shape',
    })
  }
  return { parameterCount, dtypes: Object.fromEntries(dtypes) }
}
