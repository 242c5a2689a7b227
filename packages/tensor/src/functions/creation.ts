import { allocate, type Dtype, type HostArray, hostArray } from '../graph/dtype.ts'
import { type Shape, show, sizeOf } from '../graph/shape.ts'
import { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import { leafValue } from '../graph/value.ts'
import { expand } from '../ops/expand.ts'
import { constant } from './promote.ts'

/** Numbers in arrays nested as deep as the tensor has dimensions. */
export type Nested = number | boolean | bigint | ArrayLike<number> | ArrayLike<bigint> | readonly Nested[]

export interface DtypeOption {
  dtype?: Dtype
}

/**
 * A tensor of given elements: a number, nested arrays, or a typed array, which is taken as it is (not copied) when
 * its type fits. Numbers become float32 unless told otherwise, booleans bool, bigints int64.
 *
 * @example
 * const x = tensor([[1, 2], [3, 4]])
 * const picture = tensor(new Float32Array(784), { shape: [28, 28] })
 */
export function tensor(values: Nested, options: DtypeOption & { shape?: Shape } = {}): Tensor {
  const flat: (number | bigint | boolean)[] = []
  const shape: number[] = []
  if (ArrayBuffer.isView(values)) return fromArray(values as HostArray, options)
  const visit = (part: Nested, depth: number): void => {
    if (typeof part !== 'object') {
      if (depth !== shape.length) throw new TensorError('shape', 'nested arrays of different depths')
      flat.push(part)
      return
    }
    const list = Array.from(part as ArrayLike<Nested>)
    if (shape.length === depth && flat.length === 0) shape.push(list.length)
    if (shape[depth] !== list.length) throw new TensorError('shape', 'nested arrays of different lengths')
    for (const inner of list) visit(inner, depth + 1)
  }
  visit(values, 0)
  const kinds = { boolean: 'bool', bigint: 'int64', number: 'float32' } as const
  const dtype = options.dtype ?? kinds[typeof (flat[0] ?? 0) as keyof typeof kinds]
  const data = dtype === 'int64' ? BigInt64Array.from(flat, BigInt) : hostArray(dtype, flat.map(Number))
  return fromArray(data, { dtype, shape: options.shape ?? shape })
}

function fromArray(
  data: HostArray,
  { dtype, shape = [data.length] }: DtypeOption & { shape?: Shape },
): Tensor {
  const own = dtypeOf(data)
  const target = dtype ?? own
  if (sizeOf(shape) !== data.length) {
    throw new TensorError('shape', `${data.length} elements do not fill ${show(shape)}`)
  }
  const fits = target === own || (target === 'bool' && own === 'uint8')
  const converted = fits ? data : hostArray(target, Array.from(data as Float64Array, Number))
  return new Tensor(leafValue({ kind: 'data', data: converted }, target, shape))
}

function dtypeOf(data: HostArray): Dtype {
  if (data instanceof Float32Array) return 'float32'
  if (data instanceof Float64Array) return 'float64'
  if (data instanceof Int32Array) return 'int32'
  if (data instanceof BigInt64Array) return 'int64'
  if (data instanceof Uint8Array) return 'uint8'
  if (data instanceof Float16Array) return 'float16'
  throw new TensorError('dtype', `a ${(data as object).constructor.name} has no element type here`)
}

/**
 * A tensor filled with one number, which is part of the graph.
 *
 * @example
 * full([2, 2], 7) // [[7, 7], [7, 7]]
 */
export function full(shape: Shape, value: number, { dtype = 'float32' }: DtypeOption = {}): Tensor {
  return expand(constant(value, dtype), shape)
}

/**
 * The same with another tensor's type, and its shape unless another is given.
 *
 * @example
 * fullLike(tensor([1n, 2n]), 7) // [7, 7]
 */
export function fullLike(like: Tensor, value: number, shape: Shape = like.shape): Tensor {
  return full(shape, value, { dtype: like.dtype })
}

/**
 * A tensor of zeros.
 *
 * @example
 * zeros([2]) // [0, 0]
 */
export function zeros(shape: Shape, options?: DtypeOption): Tensor {
  return full(shape, 0, options)
}

/**
 * A tensor of ones.
 *
 * @example
 * ones([2]) // [1, 1]
 */
export function ones(shape: Shape, options?: DtypeOption): Tensor {
  return full(shape, 1, options)
}

/**
 * Zeros of another tensor's shape and type.
 *
 * @example
 * zerosLike(tensor([[5, 6]])) // [[0, 0]]
 */
export function zerosLike(like: Tensor): Tensor {
  return fullLike(like, 0)
}

/**
 * Ones of another tensor's shape and type.
 *
 * @example
 * onesLike(tensor([[5, 6]])) // [[1, 1]]
 */
export function onesLike(like: Tensor): Tensor {
  return fullLike(like, 1)
}

/**
 * Elements that are part of the graph itself: for small tables that a function needs.
 *
 * @example
 * constantTensor([1, 2], [2], 'float32') // [1, 2]
 */
export function constantTensor(values: ArrayLike<number>, shape: Shape, dtype: Dtype): Tensor {
  return new Tensor(leafValue({ kind: 'constant', data: hostArray(dtype, values) }, dtype, shape))
}

/**
 * Numbers from `start` up to `end` (not included); int64 when all are whole, else float32.
 *
 * @example
 * arange(3) // [0, 1, 2]
 * arange(0, 1, 0.25) // [0, 0.25, 0.5, 0.75]
 */
export function arange(start: number, end?: number, step = 1, { dtype }: DtypeOption = {}): Tensor {
  const [first, last] = end === undefined ? [0, start] : [start, end]
  const steps = (last - first) / step
  if (!(steps >= 0 && steps < Infinity)) {
    throw new TensorError('argument', `no numbers lead from ${first} to ${last} in steps of ${step}`)
  }
  const whole = [first, last, step].every(Number.isInteger)
  const values = Array.from({ length: Math.ceil(steps) }, (_, i) => first + i * step)
  return constantTensor(values, [values.length], dtype ?? (whole ? 'int64' : 'float32'))
}

/**
 * The identity matrix, with more or fewer columns if told so.
 *
 * @example
 * eye(2, 3) // [[1, 0, 0], [0, 1, 0]]
 */
export function eye(rows: number, columns = rows, { dtype = 'float32' }: DtypeOption = {}): Tensor {
  if (!(rows >= 0 && columns >= 0)) throw new TensorError('shape', `no matrix is ${rows} by ${columns}`)
  const data = allocate(dtype, rows * columns)
  const one = dtype === 'int64' ? 1n : 1
  for (let i = 0; i < Math.min(rows, columns); i++) data[i * columns + i] = one as never
  return new Tensor(leafValue({ kind: 'constant', data }, dtype, [rows, columns]))
}

/**
 * Evenly spaced numbers, both ends included.
 *
 * @example
 * linspace(0, 1, 5) // [0, 0.25, 0.5, 0.75, 1]
 */
export function linspace(
  start: number,
  end: number,
  steps: number,
  { dtype = 'float32' }: DtypeOption = {},
): Tensor {
  if (!(steps >= 0)) throw new TensorError('argument', `${steps} is no number of steps`)
  const step = steps > 1 ? (end - start) / (steps - 1) : 0
  const values = Array.from({ length: steps }, (_, i) =>
    i < steps / 2 ? start + i * step : end - (steps - 1 - i) * step,
  )
  return constantTensor(values, [steps], dtype)
}
