import { Decoder } from '@msgpack/msgpack'
import { Fault } from '../../../fault.ts'

/** A value as syft simplifies it: plain, or a pair of a type's code and its parts. */
export type Simplified = null | boolean | number | bigint | Uint8Array | readonly Simplified[]

/** The type codes that are read here; they are positions in a table of that name. */
export const CODE = {
  dict: 0,
  list: 1,
  range: 2,
  set: 3,
  slice: 4,
  str: 5,
  tuple: 6,
  ellipsis: 7,
  ndarray: 8,
  device: 10,
  size: 11,
  script: 12,
  parameter: 13,
  tensor: 14,
  plan: 21,
  state: 22,
  pointerPlan: 26,
  placeholder: 48,
  dtype: 52,
  action: 54,
  placeholderId: 56,
  role: 58,
} as const

const MOST_ITEMS = 20_000_000
const MOST_DEPTH = 64

const decoder = new Decoder({
  useBigInt64: true,
  // Older clients write bytes as texts, and a text may be no UTF-8.
  rawStrings: true,
  maxArrayLength: MOST_ITEMS,
  maxMapLength: 0,
  maxExtLength: 0,
})

/** @throws Fault `invalid_request` for what is no msgpack, or nested without end */
export function decodeSimplified(payload: Uint8Array): Simplified {
  refuseDepth(payload)
  // A Buffer's parts would be Buffers, whose `slice` copies nothing.
  const plain = new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength)
  try {
    return decoder.decode(plain) as Simplified
  } catch (error) {
    throw broken((error as Error).message)
  }
}

/** Looks through the headers alone: what is nested too deeply is refused before anything is built of it. */
function refuseDepth(payload: Uint8Array): void {
  const open: number[] = []
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  let at = 0
  const count = (width: 1 | 2 | 4): number => {
    if (at + width > payload.length) throw broken('it is cut short')
    const value = width === 1 ? view.getUint8(at) : width === 2 ? view.getUint16(at) : view.getUint32(at)
    at += width
    return value
  }
  while (at < payload.length) {
    const byte = payload[at++]!
    let items = 0
    if (byte >= 0x90 && byte <= 0x9f) items = byte & 15
    else if (byte === 0xdc) items = count(2)
    else if (byte === 0xdd) items = count(4)
    else at += skipOf(byte, count)
    while (open.length > 0 && open[open.length - 1] === 0) open.pop()
    if (open.length > 0) open[open.length - 1]!--
    if (items > 0) {
      if (items > payload.length - at) throw broken('a list says it is longer than everything that follows')
      open.push(items)
      if (open.length > MOST_DEPTH) throw broken(`it is nested deeper than ${MOST_DEPTH}`)
    }
  }
}

/** Bytes that follow a header that is no list's. */
function skipOf(byte: number, count: (width: 1 | 2 | 4) => number): number {
  if (byte <= 0x7f || byte >= 0xe0 || (byte >= 0xc0 && byte <= 0xc3)) return 0
  if (byte >= 0xa0 && byte <= 0xbf) return byte & 31
  if (byte === 0xc4 || byte === 0xd9) return count(1)
  if (byte === 0xc5 || byte === 0xda) return count(2)
  if (byte === 0xc6 || byte === 0xdb) return count(4)
  if (byte === 0xcc || byte === 0xd0) return 1
  if (byte === 0xcd || byte === 0xd1) return 2
  if (byte === 0xca || byte === 0xce || byte === 0xd2) return 4
  if (byte === 0xcb || byte === 0xcf || byte === 0xd3) return 8
  throw broken('it holds a map or an extension, which no simplified value has')
}

/** The code and parts of a typed value; undefined for a plain one. */
export function typedOf(value: Simplified): { code: number; parts: Simplified } | undefined {
  if (!isList(value) || value.length !== 2 || typeof value[0] !== 'number') return undefined
  return { code: value[0], parts: value[1]! }
}

export const isList = (value: Simplified | undefined): value is readonly Simplified[] => Array.isArray(value)

/** The items of a list, tuple, set or size, or of bare parts. */
export function itemsOf(value: Simplified | undefined): readonly Simplified[] {
  if (!isList(value)) throw broken('a list is missing')
  const typed = typedOf(value)
  const isTyped =
    typed && [CODE.list, CODE.tuple, CODE.set, CODE.size].includes(typed.code as 1) && isList(typed.parts)
  return isTyped ? (typed.parts as readonly Simplified[]) : value
}

const decoderOf = new TextDecoder()

/** A text: typed, as bytes, or as a text of its own. */
export function textOf(value: Simplified | undefined): string {
  const typed = value === undefined ? undefined : typedOf(value)
  if (typed?.code === CODE.str) return textOf(isList(typed.parts) ? typed.parts[0] : typed.parts)
  if (value instanceof Uint8Array) return decoderOf.decode(value)
  throw broken('a text is missing')
}

/** A whole number that fits an array's size. */
export function sizeOf(value: Simplified): number {
  const size = Number(value)
  if (typeof value !== 'boolean' && Number.isSafeInteger(size) && size >= 0 && size < 2 ** 31) return size
  throw broken('a size is no whole number')
}

export const broken = (why: string) => new Fault('invalid_request', `the syft object cannot be read: ${why}`)
