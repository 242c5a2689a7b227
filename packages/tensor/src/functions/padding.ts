import type { Shape } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { padDim } from '../ops/pad.ts'
import { constantTensor } from './creation.ts'

export type PadMode = 'constant' | 'reflect' | 'replicate' | 'circular'

/**
 * Pads the last dimensions: `pads` has two numbers for each, from the last dimension on, as PyTorch has it. Negative
 * ones cut off ('constant' only).
 *
 * @example
 * pad(tensor([[1, 2]]), [1, 2]) // [[0, 1, 2, 0, 0]]
 * pad(tensor([1, 2, 3]), [2, 0], 'reflect') // [3, 2, 1, 2, 3]
 */
export function pad(x: Tensor, pads: Shape, mode: PadMode = 'constant', value = 0): Tensor {
  if (pads.length % 2 || pads.length / 2 > x.ndim) {
    throw new TensorError('argument', `pads are two numbers for each of the last dimensions, not ${pads}`)
  }
  let padded = x
  for (let i = 0; i < pads.length; i += 2) {
    const dim = x.ndim - 1 - i / 2
    const [before, after] = [pads[i]!, pads[i + 1]!]
    padded =
      mode === 'constant'
        ? padDim(padded, dim, before, after, value)
        : extend(padded, dim, before, after, mode)
  }
  return padded
}

function extend(
  x: Tensor,
  dim: number,
  before: number,
  after: number,
  mode: Exclude<PadMode, 'constant'>,
): Tensor {
  const size = x.shape[dim]!
  const most = mode === 'reflect' ? size - 1 : mode === 'circular' ? size : Infinity
  if (Math.max(before, after) > most || Math.min(before, after) < 0) {
    throw new TensorError('argument', `cannot pad ${size} elements by ${before} and ${after} in mode ${mode}`)
  }
  const place = (i: number): number => {
    if (mode === 'circular') return (i + size) % size
    if (mode === 'replicate') return Math.min(Math.max(i, 0), size - 1)
    return i < 0 ? -i : i >= size ? 2 * (size - 1) - i : i
  }
  const index = Array.from({ length: before + size + after }, (_, i) => place(i - before))
  return x.indexSelect(dim, constantTensor(index, [index.length], 'int64'))
}
