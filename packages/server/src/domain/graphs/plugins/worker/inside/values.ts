/** The arrays that may cross, by name. */
const ARRAYS = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  BigInt64Array,
  BigUint64Array,
  Float16Array,
  Float32Array,
  Float64Array,
} as const

const DEEPEST = 64

/**
 * A plain value as JSON, its typed arrays apart in `segments`: numbers that JSON lacks and `undefined` are kept.
 *
 * @throws Error that names what cannot cross: functions, instances of classes, cycles
 */
export function encodeValue(value: unknown, segments: ArrayBufferView[], depth = 0): unknown {
  if (depth > DEEPEST) throw new Error(`values nested more than ${DEEPEST} deep cannot leave a worker`)
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (Object.is(value, -0)) return { $: 'number', v: '-0' }
      return Number.isFinite(value) ? value : { $: 'number', v: String(value) }
    case 'bigint':
      return { $: 'bigint', v: String(value) }
    case 'undefined':
      return { $: 'undefined' }
    case 'object':
      break
    default:
      throw new Error(`a ${typeof value} cannot cross between a worker and the server`)
  }
  if (value === null) return null
  if (ArrayBuffer.isView(value)) {
    const name = value.constructor.name
    // Buffers are bytes.
    const type = value instanceof Uint8Array ? 'Uint8Array' : name
    if (!(type in ARRAYS)) throw new Error(`a ${name} cannot cross between a worker and the server`)
    segments.push(value)
    return { $: 'array', t: type, v: segments.length - 1 }
  }
  if (Array.isArray(value)) return value.map((item) => encodeValue(item, segments, depth + 1))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && prototype !== Object.prototype) {
    throw new Error(
      `a ${value.constructor?.name || 'class instance'} cannot cross between a worker and the server: ` +
        'give plain values, arrays and typed arrays',
    )
  }
  const encoded = Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, encodeValue(item, segments, depth + 1)]),
  )
  return '$' in encoded ? { $: 'object', v: encoded } : encoded
}

/** The value that {@link encodeValue} was given. @throws Error for what it does not make */
export function decodeValue(encoded: unknown, segments: readonly ArrayBuffer[], depth = 0): unknown {
  if (depth > DEEPEST * 2) throw new Error('a value nested too deep')
  if (typeof encoded !== 'object' || encoded === null) return encoded
  if (Array.isArray(encoded)) return encoded.map((item) => decodeValue(item, segments, depth + 1))
  if (!('$' in encoded)) return decodeObject(encoded, segments, depth)
  const { $: what, v, t } = encoded as { $: unknown; v?: unknown; t?: unknown }
  if (what === 'undefined') return undefined
  if (what === 'number') return Number(v)
  if (what === 'bigint') return BigInt(String(v).slice(0, 1000))
  if (what === 'object' && typeof v === 'object' && v !== null) return decodeObject(v, segments, depth)
  const segment = typeof v === 'number' ? segments[v] : undefined
  if (what === 'array' && segment && typeof t === 'string' && Object.hasOwn(ARRAYS, t)) {
    return new ARRAYS[t as keyof typeof ARRAYS](segment)
  }
  throw new Error('no value')
}

const decodeObject = (encoded: object, segments: readonly ArrayBuffer[], depth: number) =>
  Object.fromEntries(
    Object.entries(encoded).map(([name, item]) => [name, decodeValue(item, segments, depth + 1)]),
  )
