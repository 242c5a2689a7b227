import { faultIn } from './format-error.ts'

const fault = faultIn('onnx')

/** One field of a message in memory: a number (signed, 64 bits), or the bytes of anything else. */
export interface ProtoField {
  field: number
  number?: bigint
  bytes?: Uint8Array
}

/**
 * The fields of a message that is all in memory, in their order. For files whose lengths a `ProtoReader` has found
 * to add up; one that does not is still refused.
 */
export function* protoFields(message: Uint8Array): Generator<ProtoField> {
  let position = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[position++]
      if (byte === undefined) break
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    throw fault('a number runs past its message', 'message')
  }
  const take = (length: number): Uint8Array => {
    if (length > message.byteLength - position) throw fault('a field runs past its message', 'message')
    position += length
    return message.subarray(position - length, position)
  }
  while (position < message.byteLength) {
    const key = Number(varint())
    const field = Math.floor(key / 8)
    const wire = key & 7
    if (wire === 0) yield { field, number: BigInt.asIntN(64, varint()) }
    else if (wire === 2) yield { field, bytes: take(Number(varint())) }
    else if (wire === 5) yield { field, bytes: take(4) }
    else if (wire === 1) yield { field, bytes: take(8) }
    else throw fault(`wire type ${wire}`, 'message')
  }
}
