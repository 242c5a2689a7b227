import type { ByteSource } from './byte-source.ts'
import { DTYPE_BITS, type Dtype } from './dtype.ts'
import { quote } from './format-error.ts'
import { MAX_RANK } from './limits.ts'
import { countElements, type TensorInfo } from './tensor-info.ts'
import { torchFault, torchRefusal } from './torch-fault.ts'
import { GlobalName } from './unpickle.ts'

const STORAGES: Readonly<Record<string, Dtype>> = {
  FloatStorage: 'float32',
  DoubleStorage: 'float64',
  HalfStorage: 'float16',
  BFloat16Storage: 'bfloat16',
  LongStorage: 'int64',
  IntStorage: 'int32',
  ShortStorage: 'int16',
  CharStorage: 'int8',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
  ComplexFloatStorage: 'complex64',
  ComplexDoubleStorage: 'complex128',
  // Bytes without a type: their tensors say what they are.
  UntypedStorage: 'uint8',
}

/** The names PyTorch gives its element types, where they differ from ours. */
export const TORCH_DTYPES: Readonly<Record<string, Dtype>> = {
  ...Object.fromEntries(Object.values(STORAGES).map((dtype) => [dtype, dtype])),
  float: 'float32',
  double: 'float64',
  half: 'float16',
  long: 'int64',
  int: 'int32',
  short: 'int16',
  uint16: 'uint16',
  uint32: 'uint32',
  uint64: 'uint64',
  float8_e4m3fn: 'float8_e4m3fn',
  float8_e5m2: 'float8_e5m2',
  float8_e4m3fnuz: 'float8_e4m3fnuz',
  float8_e5m2fnuz: 'float8_e5m2fnuz',
}

/** Where a storage's bytes are. `offset` is null where they are packed. */
export interface StoredBytes {
  size: number
  offset: number | null
  open: () => Promise<ByteSource>
}

/** A run of numbers that tensors are views of, or the part of one from `start` on (in elements). */
export class TorchStorage {
  readonly key: string
  readonly dtype: Dtype
  readonly elements: number
  readonly start: number

  constructor(key: string, dtype: Dtype, elements: number, start = 0) {
    this.key = key
    this.dtype = dtype
    this.elements = elements
    this.start = start
  }

  get bytes(): number {
    return (this.elements * DTYPE_BITS[this.dtype]) / 8
  }
}

/** A tensor as its file describes it: a view of a storage, by strides in elements. */
export interface TorchTensor extends TensorInfo {
  dtype: Dtype
  /** Elements between neighbours along each dimension. */
  strides: readonly number[]
  /** The storage it is a view of, by its key in the file; tensors that share numbers share it. */
  storage: string
  /** Its first element in the storage, in elements of its own dtype. */
  storageOffset: number
  requiresGrad: boolean
}

/** ('storage', type, key, location, elements[, view]), the persistent id of PyTorch's pickles. */
export function readStorageId(id: unknown): TorchStorage {
  if (!Array.isArray(id) || id[0] !== 'storage' || id.length < 5)
    throw torchRefusal('a persistent id is no storage')
  const [, type, key, , elements, view] = id
  const dtype =
    type instanceof GlobalName && /^torch(\.cuda|\.storage)?$/.test(type.module)
      ? STORAGES[type.name]
      : undefined
  if (!dtype) throw torchRefusal(`a storage of type ${quote(String(type))} is refused`)
  if (typeof key !== 'string' || !isCount(elements)) throw torchRefusal('a persistent id is no storage')
  const whole = new TorchStorage(key, dtype, elements)
  if (!Array.isArray(view)) return whole
  const [, start, size] = view
  if (!isCount(start) || !isCount(size) || start + size > elements) {
    throw torchFault(`storage ${quote(key)} has a view that reaches past its end`, `storage ${quote(key)}`)
  }
  return new TorchStorage(key, dtype, elements, start)
}

/** The arguments that `_rebuild_tensor` and its successors begin with. Checked when the tensor has its name. */
export class TensorView {
  readonly storage: TorchStorage
  readonly dtype: Dtype
  readonly storageOffset: number
  readonly shape: readonly number[]
  readonly strides: readonly number[]
  requiresGrad = false

  constructor(args: readonly unknown[], dtype?: Dtype) {
    const [storage, offset, shape, strides] = args
    if (!(storage instanceof TorchStorage)) throw torchRefusal('a tensor is made of what is no storage')
    if (!isCount(offset) || !isCounts(shape) || !isCounts(strides) || shape.length !== strides.length) {
      throw torchRefusal('a tensor has a shape, strides or offset that are none')
    }
    this.storage = storage
    this.dtype = dtype ?? storage.dtype
    this.storageOffset = storage.start + offset
    this.shape = shape
    this.strides = strides
  }
}

/** Elements from a view's first to just behind its last. */
export function spanOf(shape: readonly number[], strides: readonly number[]): number {
  if (shape.includes(0)) return 0
  return shape.reduce((span, size, i) => span + (size - 1) * strides[i]!, 1)
}

/** Whether elements lie row-major, one after the other. */
export function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] === 1) continue
    if (strides[i] !== expected) return false
    expected *= shape[i]!
  }
  return true
}

/**
 * Describes a view under its name.
 * @throws FormatError when it reaches past its storage
 */
export function describeView(name: string, view: TensorView, stored: StoredBytes): TorchTensor {
  const field = `tensor ${quote(name)}`
  const { storage, dtype, storageOffset, shape, strides } = view
  const width = DTYPE_BITS[dtype] / 8
  const elements = countElements(shape, 'pytorch', field)
  const end = elements === 0 ? 0 : (storageOffset + spanOf(shape, strides)) * width
  if (!Number.isSafeInteger(end) || end > stored.size) {
    throw torchFault(
      `${field} says ${dtype} [${shape.join(',')}] with strides [${strides.join(',')}] from element ` +
        `${storageOffset}, past the ${stored.size} bytes of its storage`,
      field,
    )
  }
  const isPlain = stored.offset !== null && isContiguous(shape, strides)
  return {
    name,
    dtype,
    shape: [...shape],
    bytes: elements * width,
    offset: isPlain ? stored.offset! + storageOffset * width : null,
    strides,
    storage: storage.key,
    storageOffset,
    requiresGrad: view.requiresGrad,
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= MAX_RANK && value.every(isCount)
}
