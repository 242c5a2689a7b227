import type { Dtype } from './dtype.ts'
import { MAX_RANK } from './limits.ts'
import type { PythonLiteral } from './python-literal.ts'

/** What NumPy's `descr` says of one element. */
export interface NpyElement {
  /** A `Dtype`, or `object`, `bytes`, `unicode`, `void`, `datetime64`, `timedelta64`, `float128`,
   * `complex256` or `structured`. */
  dtype: string
  byteOrder: 'little' | 'big' | 'none'
  bytes: number
  /** Elements of dtype object are pickled, so reading them can run code. */
  hasObjects: boolean
}

const PLAIN: Readonly<Record<string, Dtype>> = {
  b1: 'bool',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  f2: 'float16',
  f4: 'float32',
  f8: 'float64',
  c8: 'complex64',
  c16: 'complex128',
}
const WIDE: Readonly<Record<string, string>> = { f16: 'float128', c32: 'complex256' }
const SIZED: Readonly<Record<string, string>> = { S: 'bytes', a: 'bytes', U: 'unicode', V: 'void' }
const BYTE_ORDERS: Readonly<Record<string, NpyElement['byteOrder']>> = {
  '<': 'little',
  '>': 'big',
  '|': 'none',
  '=': 'little',
}
const DESCR = /^([<>|=])?([?a-zA-Z])(\d{0,9})(\[[\w/]{1,32}\])?$/
const MAX_FIELDS = 10_000
const MAX_DEPTH = 8

/** Understands a `descr`: a code such as `<f4`, or a list of fields. Undefined where it makes no sense. */
export function parseNpyDescr(descr: PythonLiteral, depth = 0): NpyElement | undefined {
  if (typeof descr === 'string') return parseCode(descr)
  if (!Array.isArray(descr) || descr.length > MAX_FIELDS || depth > MAX_DEPTH) return undefined
  const whole: NpyElement = { dtype: 'structured', byteOrder: 'none', bytes: 0, hasObjects: false }
  for (const field of descr) {
    const element = parseField(field, depth)
    if (!element) return undefined
    whole.bytes += element.bytes
    whole.hasObjects ||= element.hasObjects
    if (element.byteOrder !== 'none') whole.byteOrder = element.byteOrder
  }
  return Number.isSafeInteger(whole.bytes) ? whole : undefined
}

/** A field is (name, descr) or (name, descr, shape); its name may come with a title. */
function parseField(field: PythonLiteral, depth: number): NpyElement | undefined {
  if (!Array.isArray(field) || field.length < 2 || field.length > 3) return undefined
  const [name, descr, shape = []] = field
  const isNamed = typeof name === 'string' || (Array.isArray(name) && name.length === 2)
  const element = isNamed ? parseNpyDescr(descr!, depth + 1) : undefined
  const dims = Array.isArray(shape) ? shape : [shape]
  if (!element || dims.length > MAX_RANK) return undefined
  let { bytes } = element
  for (const dimension of dims) {
    if (typeof dimension !== 'number' || dimension < 0) return undefined
    bytes *= dimension
  }
  return { ...element, bytes }
}

function parseCode(code: string): NpyElement | undefined {
  const [, order = '|', letter = '', size = '', unit] = DESCR.exec(code) ?? []
  const byteOrder = BYTE_ORDERS[order] ?? 'none'
  const bytes = Number(size)
  if (letter === 'O') return { dtype: 'object', byteOrder: 'none', bytes: 8, hasObjects: true }
  if (letter === '?') return { dtype: 'bool', byteOrder: 'none', bytes: 1, hasObjects: false }
  if ((letter === 'M' || letter === 'm') && bytes === 8) {
    return { dtype: letter === 'M' ? 'datetime64' : 'timedelta64', byteOrder, bytes, hasObjects: false }
  }
  if (unit !== undefined || size === '') return undefined
  const plain = PLAIN[letter + size] ?? WIDE[letter + size]
  if (plain !== undefined)
    return { dtype: plain, byteOrder: bytes === 1 ? 'none' : byteOrder, bytes, hasObjects: false }
  const sized = SIZED[letter]
  if (sized === undefined) return undefined
  return { dtype: sized, byteOrder, bytes: letter === 'U' ? bytes * 4 : bytes, hasObjects: false }
}
