import {
  bytesSource,
  elementsOf,
  FormatError,
  openTensors,
  readTorchState,
  writeNpy,
} from '@nodeyard/tensor/formats'
import { Fault } from '../../../fault.ts'
import { DTYPES, isDtype, type NumericDtype } from '../dtype.ts'
import { elementCount, type NumericTensor, tensorOf } from '../tensor-value.ts'
import { broken, CODE, isList, itemsOf, type Simplified, sizeOf, textOf, typedOf } from './simplified.ts'
import { writeTorchTensor } from './write-torch.ts'

/** How a tensor's elements are kept inside the serialized object. */
export type Serializer = 'all' | 'numpy' | 'torch'

export interface SyftTensor {
  value: NumericTensor
  serializer: Serializer
}

const MOST_ELEMENTS = 256 * 1024 * 1024

/**
 * Reads a tensor or a parameter. Nothing is executed: a pickle is read by a reader that knows tensors and plain
 * values only.
 *
 * @throws Fault `invalid_request`
 */
export async function readSyftTensor(value: Simplified): Promise<SyftTensor> {
  const typed = typedOf(value)
  if (typed?.code === CODE.parameter && isList(typed.parts)) return readSyftTensor(typed.parts[1]!)
  if (typed?.code === CODE.ndarray && isList(typed.parts)) return readNdarray(typed.parts)
  if (typed?.code !== CODE.tensor || !isList(typed.parts)) throw broken('a tensor is missing')
  const [, data, chain] = typed.parts
  if (chain !== null && chain !== undefined) {
    throw broken('a tensor is a pointer, a share or a fixed-point number: send its own elements')
  }
  const serializer = typed.parts.length > 6 ? textOf(typed.parts[6]) : 'torch'
  switch (serializer) {
    case 'all':
      return { value: readAll(data), serializer }
    case 'numpy':
      return { value: await readNpy(data), serializer }
    case 'torch':
      return { value: await readTorch(data), serializer }
    default:
      throw broken(`serializer "${serializer.slice(0, 40)}" is not known; all, numpy and torch are`)
  }
}

/** The same tensor as syft would send it. */
export async function writeSyftTensor(value: NumericTensor, serializer: Serializer): Promise<unknown> {
  const bytesOf = ({ data }: NumericTensor) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const id = Math.floor(Math.random() * 1e11)
  const text = (content: string) => [CODE.str, [new TextEncoder().encode(content)]]
  const data =
    serializer === 'all'
      ? [
          CODE.tuple,
          [
            [CODE.size, value.shape],
            text(value.dtype),
            [CODE.list, Array.from(value.data, booleanOf(value.dtype))],
          ],
        ]
      : serializer === 'numpy'
        ? writeNpy(value.dtype, value.shape, value.data)
        : writeTorchTensor(value.dtype, value.shape, bytesOf(value))
  return [CODE.tensor, [id, data, null, null, null, null, text(serializer)]]
}

const booleanOf = (dtype: string) => (element: number | bigint) =>
  dtype === 'bool' ? element === 1 : element

/** (size, dtype, flat list of numbers): the form that needs nothing to be unpacked. */
function readAll(data: Simplified | undefined): NumericTensor {
  const [size, dtypeName, list] = itemsOf(data)
  const dtype = dtypeOf(textOf(dtypeName))
  const shape = shapeOf(itemsOf(size))
  const items = itemsOf(list)
  const count = elementCount(shape)
  if (items.length !== count)
    throw broken(`a tensor of shape [${shape.join(', ')}] holds ${items.length} elements`)
  const array = DTYPES[dtype].make(count)
  for (let i = 0; i < count; i++) {
    const item = items[i]!
    const isNumber = typeof item === 'number' || typeof item === 'bigint' || typeof item === 'boolean'
    if (!isNumber) throw broken('an element of a tensor is no number')
    array[i] = DTYPES[dtype].kind === 'bigint' ? BigInt(toInteger(item)) : Number(item)
  }
  return tensorOf(dtype, shape, array) as NumericTensor
}

function toInteger(item: number | bigint | boolean): number | bigint {
  if (typeof item === 'number' && !Number.isInteger(item))
    throw broken('an element of a tensor is no whole number')
  return typeof item === 'boolean' ? Number(item) : item
}

/** (bytes, shape, dtype name) of a NumPy array of its own. */
function readNdarray([data, size, dtypeName]: readonly Simplified[]): SyftTensor {
  const dtype = dtypeOf(textOf(dtypeName))
  const shape = shapeOf(itemsOf(size))
  if (!(data instanceof Uint8Array)) throw broken('an array has no bytes')
  return { value: fromBytes(dtype, shape, data), serializer: 'numpy' }
}

async function readNpy(data: Simplified | undefined): Promise<NumericTensor> {
  if (!(data instanceof Uint8Array)) throw broken('a tensor has no bytes')
  return reading(async () => {
    const file = await openTensors(bytesSource(data))
    if (file.format !== 'npy') throw broken('a tensor is no .npy')
    const { dtype, shape, data: elements } = await file.read(file.tensors[0]!.name)
    return tensorOf(dtypeOf(dtype), shapeOf(shape), elements as never) as NumericTensor
  })
}

async function readTorch(data: Simplified | undefined): Promise<NumericTensor> {
  if (!(data instanceof Uint8Array)) throw broken('a tensor has no bytes')
  return reading(async () => {
    const { tensors, read } = await readTorchState(bytesSource(data))
    const [tensor] = tensors
    if (!tensor || tensors.length !== 1) throw broken('a tensor is several, or none')
    const shape = shapeOf(tensor.shape)
    return fromBytes(dtypeOf(tensor.dtype), shape, await read(tensor))
  })
}

async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    throw new Fault('invalid_request', `a tensor cannot be read: ${error.message}`)
  }
}

function fromBytes(dtype: NumericDtype, shape: number[], bytes: Uint8Array): NumericTensor {
  const needed = elementCount(shape) * DTYPES[dtype].bytes
  if (bytes.length !== needed) throw broken(`${dtype} [${shape.join(', ')}] has ${bytes.length} bytes`)
  const elements = elementsOf(dtype, bytes)
  return tensorOf(dtype, shape, elements as never) as NumericTensor
}

function shapeOf(sizes: readonly (Simplified | number)[]): number[] {
  if (sizes.length > 32) throw broken('a tensor has more than 32 axes')
  const shape = sizes.map((size) => sizeOf(size as Simplified))
  if (elementCount(shape) > MOST_ELEMENTS)
    throw broken(`a tensor says it has ${elementCount(shape)} elements`)
  return shape
}

function dtypeOf(name: string): NumericDtype {
  const plain = name.replace(/^torch\./, '')
  const known = { float: 'float32', double: 'float64', half: 'float16', long: 'int64', int: 'int32' }
  const dtype = Object.hasOwn(known, plain) ? known[plain as keyof typeof known] : plain
  if (isDtype(dtype) && dtype !== 'string') return dtype
  throw broken(`tensors of ${plain.slice(0, 40)} are not known here`)
}
