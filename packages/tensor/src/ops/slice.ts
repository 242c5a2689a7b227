import { defineOp } from '../graph/define-op.ts'
import { DTYPES } from '../graph/dtype.ts'
import { normalizeAxis, sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { at, eachIndex } from '../reference/iterate.ts'
import type { OpCheck } from '../reference/op-check.ts'

interface Attributes {
  dim: number
  start: number
  /** How many elements are taken. */
  size: number
  /** Distance between them; negative ones walk backwards. */
  step: number
}

const op = defineOp<Attributes, 1>({
  name: 'slice',
  dtypes: DTYPES,
  outputs: ([x], { dim, size }) => [{ dtype: x.dtype, shape: x.shape.with(dim, size) }],
  onnx: (emitter, [x], { attributes: { dim, start, size, step } }) => {
    // Walking backwards past the first element, ONNX wants an end so low that it is before any start.
    const end = start + size * step
    const ends = step < 0 && end < 0 ? -(2 ** 31) : end
    return emitter.emit('Slice', [x, ...[start, ends, dim, step].map((n) => emitter.ints([n]))])
  },
  grad: ({ up, inputs: [x], attributes: { dim, start, size, step } }) => {
    const total = x.shape[dim]!
    const forwards = step < 0 ? up.flip(dim) : up
    const first = step < 0 ? start + (size - 1) * step : start
    const spread = Math.abs(step) > 1 ? spreadOut(forwards, dim, Math.abs(step)) : forwards
    return [spread.padDim(dim, first, total - first - spread.shape[dim]!)]
  },
})

/** Puts `step - 1` zeros after every element of a dimension; the last may be cut off by what follows. */
function spreadOut(x: Tensor, dim: number, step: number): Tensor {
  const rows = x.unsqueeze(dim + 1).padDim(dim + 1, 0, step - 1)
  return rows.reshape(x.shape.with(dim, x.shape[dim]! * step))
}

/**
 * Elements from `start` up to `end` (not included) along a dimension, every `step`-th, by Python's rules:
 * negative positions count from the end, those outside are cut off. Negative steps walk backwards.
 *
 * @example
 * slice(tensor([1, 2, 3, 4]), 0, 1, 3) // [2, 3]
 * slice(tensor([1, 2, 3]), 0, undefined, undefined, -1) // [3, 2, 1]
 */
export function slice(x: Tensor, dim: number, start?: number, end?: number, step = 1): Tensor {
  if (step === 0 || !Number.isInteger(step))
    throw new TensorError('argument', 'a step is a whole number, not 0')
  const normal = normalizeAxis(dim, x.ndim)
  const total = x.shape[normal]!
  const [low, high] = step > 0 ? [0, total] : [-1, total - 1]
  const place = (position: number) => {
    return Math.min(Math.max(position < 0 ? position + total : position, low), high)
  }
  const first = start === undefined ? (step > 0 ? low : high) : place(start)
  const last = end === undefined ? (step > 0 ? high : low) : place(end)
  const size = Math.max(0, Math.ceil((last - first) / step))
  if (size === total && step === 1) return x
  return op.apply([x], { dim: normal, start: size === 0 ? 0 : first, size, step })
}

export const check: OpCheck<Attributes> = {
  op,
  reference: ([x], { dim, start, step }, [out]) => {
    const data = new Float64Array(sizeOf(out!.shape))
    eachIndex(out!.shape, (index, position) => {
      data[position] =
        x!.shape[dim] === 1 ? at(x!, index) : at(x!, index.with(dim, start + index[dim]! * step))
    })
    return data
  },
  samples: (random) => {
    const sample = (shape: number[], dim: number, start: number, size: number, step: number) => ({
      inputs: [random.normal(shape)],
      attributes: { dim, start, size, step },
    })
    return [
      sample([5, 2], 0, 1, 3, 1),
      sample([2, 7], 1, 1, 3, 2),
      sample([2, 6], 1, 0, 3, 2),
      sample([4], 0, 3, 4, -1),
      sample([2, 7, 2], 1, 5, 2, -3),
      sample([7], 0, 6, 3, -3),
      sample([4], 0, 0, 0, 1),
      sample([4], 0, 0, 0, -1),
      sample([1, 3], 0, 0, 1, -1),
    ]
  },
}
