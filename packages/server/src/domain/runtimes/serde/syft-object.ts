import { Encoder } from '@msgpack/msgpack'
import type { NumericTensor } from '../tensor-value.ts'
import { openEnvelope, type Packing, sealEnvelope } from './envelope.ts'
import { CODE, decodeSimplified, isList, itemsOf, type Simplified, typedOf } from './simplified.ts'
import { readSyftTensor, type Serializer, writeSyftTensor } from './syft-tensor.ts'

const encoder = new Encoder({ useBigInt64: true, maxDepth: 100 })

/** Tensors as a client serialized them, and what it takes to answer alike. */
export interface SyftTensors {
  tensors: NumericTensor[]
  packing: Packing
  serializer: Serializer
}

/**
 * Reads a serialized tensor, or a list or tuple of them.
 *
 * @param most bytes that it may unpack to
 * @throws Fault `invalid_request`
 */
export async function readSyftTensors(bytes: Uint8Array, most: number): Promise<SyftTensors> {
  const { packing, payload } = openEnvelope(bytes, most)
  const value = decodeSimplified(payload)
  const typed = typedOf(value)
  const isSeveral = typed !== undefined && (typed.code === CODE.list || typed.code === CODE.tuple)
  const items: readonly Simplified[] = isSeveral ? itemsOf(value) : [value]
  const read = await Promise.all(items.map(readSyftTensor))
  return { tensors: read.map((one) => one.value), packing, serializer: read[0]?.serializer ?? 'all' }
}

/** A tensor serialized as a client did it. */
export async function writeSyftObject(
  value: NumericTensor,
  { packing, serializer }: Pick<SyftTensors, 'packing' | 'serializer'>,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealEnvelope({ packing, payload: encoder.encode(await writeSyftTensor(value, serializer)) })
}

/** What a served syft object is: a TorchScript module in an envelope, a plan, or something else. */
export function identifySyft(value: Simplified): 'script' | 'plan' | 'pointer' | 'other' {
  const code = typedOf(value)?.code
  if (code === CODE.script) return 'script'
  if (code === CODE.plan) return 'plan'
  return code === CODE.pointerPlan ? 'pointer' : 'other'
}

/** The TorchScript archive of a serialized module. */
export function scriptBytes(value: Simplified): Uint8Array | undefined {
  const parts = typedOf(value)?.parts
  const [bytes] = isList(parts) ? parts : [parts]
  return bytes instanceof Uint8Array ? bytes : undefined
}
