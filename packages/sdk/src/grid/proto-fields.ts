/** One field of an encoded protobuf message, by where its bytes lie. */
export interface ProtoField {
  number: number
  wire: number
  /** Of the whole field, key included. */
  start: number
  end: number
  /** Of the value of a length-delimited field. */
  valueStart: number
  /** The value of a varint. */
  varint: number
}

/** The fields of a message, in order. @throws Error when the bytes are no message */
export function* protoFields(bytes: Uint8Array): Generator<ProtoField> {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined) throw new Error('the model is cut short')
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
    throw new Error('the model is not ONNX')
  }
  while (at < bytes.length) {
    const start = at
    const key = varint()
    const [number, wire] = [Math.floor(key / 8), key % 8]
    let value = 0
    let valueStart = at
    if (wire === 0) value = varint()
    else if (wire === 1) at += 8
    else if (wire === 5) at += 4
    else if (wire === 2) {
      const length = varint()
      valueStart = at
      at += length
    } else throw new Error('the model is not ONNX')
    if (at > bytes.length) throw new Error('the model is cut short')
    yield { number, wire, start, end: at, valueStart, varint: value }
  }
}

/** A length-delimited field with other bytes for its value. */
export function lengthDelimited(number: number, value: Uint8Array): Uint8Array {
  const head = [...encodeVarint(number * 8 + 2), ...encodeVarint(value.length)]
  const field = new Uint8Array(head.length + value.length)
  field.set(head)
  field.set(value, head.length)
  return field
}

function* encodeVarint(value: number): Generator<number> {
  let rest = value
  while (rest >= 0x80) {
    yield (rest % 128) | 0x80
    rest = Math.floor(rest / 128)
  }
  yield rest
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
