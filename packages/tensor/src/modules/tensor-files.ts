import { readAll } from '../engine/read.ts'
import { bytesSource } from '../formats/byte-source.ts'
import { joinBytes } from '../formats/join-bytes.ts'
import { readSafetensors } from '../formats/safetensors.ts'
import { safetensorsPieces } from '../formats/safetensors-write.ts'
import { tensor } from '../functions/creation.ts'
import { allocate, DTYPES, type Dtype, type HostArray } from '../graph/dtype.ts'
import { sizeOf } from '../graph/shape.ts'
import type { Tensor } from '../graph/tensor.ts'
import { TensorError } from '../graph/tensor-error.ts'
import type { StateDict } from './load-state.ts'

/**
 * Computes tensors and encodes them, by name, as one safetensors file.
 *
 * @example
 * const bytes = await tensorsToSafetensors({ w: tensor([[1, 2], [3, 4]]) })
 * const { w } = await tensorsFromSafetensors(bytes)
 * w // [[1, 2], [3, 4]]
 */
export async function tensorsToSafetensors(
  tensors: StateDict,
  metadata?: Readonly<Record<string, string>>,
): Promise<Uint8Array<ArrayBuffer>> {
  return joinBytes(await tensorsToSafetensorsPieces(tensors, metadata))
}

/**
 * The same file in pieces, to be written one after the other: elements are not copied, so that large weights neither
 * take memory twice nor hold up the event loop.
 *
 * @example
 * const pieces = await tensorsToSafetensorsPieces({ w: tensor([[1, 2], [3, 4]]) })
 * pieces.length // 2
 */
export async function tensorsToSafetensorsPieces(
  tensors: StateDict,
  metadata?: Readonly<Record<string, string>>,
): Promise<Uint8Array[]> {
  const entries = Object.entries(tensors)
  const arrays = await readAll(entries.map(([, part]) => part))
  const named = entries.map(([name, { dtype, shape }], i) => [name, { dtype, shape, data: arrays[i]! }])
  return safetensorsPieces(Object.fromEntries(named), metadata)
}

/**
 * The tensors of a safetensors file by name. bfloat16 becomes float32, which holds all of it.
 *
 * @throws FormatError when the file lies about itself, TensorError `dtype` for element types there are none of here
 *
 * @example
 * const { bias } = await tensorsFromSafetensors(await new Linear(3, 2).toSafetensors())
 * bias.shape // [2]
 */
export async function tensorsFromSafetensors(bytes: Uint8Array): Promise<Record<string, Tensor>> {
  const source = bytesSource(bytes)
  const { tensors } = await readSafetensors(source)
  const decoded = tensors.map(async ({ name, dtype, shape, offset, bytes: size }) => {
    const raw = await source.read(offset, size)
    return [name, fromBytes(name, dtype, shape, raw)] as const
  })
  return Object.fromEntries(await Promise.all(decoded))
}

function fromBytes(name: string, dtype: string, shape: readonly number[], raw: Uint8Array): Tensor {
  // A copy: elements need not be aligned in the file, and nobody else may change them.
  if (dtype === 'bfloat16') {
    const halves = new Uint16Array(raw.slice().buffer)
    const words = Uint32Array.from(halves, (half) => half << 16)
    return tensor(new Float32Array(words.buffer), { shape })
  }
  if (!DTYPES.includes(dtype as Dtype)) {
    throw new TensorError('dtype', `${name} is ${dtype}, which tensors cannot be here`)
  }
  const data: HostArray = allocate(dtype as Dtype, sizeOf(shape))
  new Uint8Array(data.buffer).set(raw)
  return tensor(data, { dtype: dtype as Dtype, shape })
}
